# One account, two people, two agents: per_key gives each a link of their own.

# The link that leads to KEY's agent.
link_of() {
  local link
  for link in "$LINK".*; do
    [ "$(offers "$link")" != "key-$1" ] || echo "$link"
  done
}

two_people() {
  serve "$@"
  install_berth "$H" --set per_key=true
  laptop A
  laptop B
  login alice A
  login bob B
  typed alice 'tmux new-session -d -s alice'
  typed bob 'tmux new-session -d -s bob'
  typed alice 'screen -dmS alice'
  typed bob 'screen -dmS bob'
}

two_people_sign_with_their_own_keys_each() { # a scenario
  berth_only
  two_people
  for where in alice tmux:alice screen:alice:0; do signs "$where" A; done
  for where in bob tmux:bob screen:bob:0; do signs "$where" B; done
  same 'links' 2 "$(find "$HOME_H/.ssh" -name 'ssh_auth_sock.*' | wc -l)"
  refute 'a link for both' test -h "$LINK"
  alices=$(link_of A)
  same 'programs in a pane' "$alices" "$(typed tmux:alice 'echo $SSH_AUTH_SOCK')"
  # He looks in on her session; windows that it opens are hers.
  login_with guest B -- tmux attach -t alice
  eventually 'the guest is in' attached
  eventually 'her session is hers' eval '[ "$(as "$H" tmux show-environment -t alice SSH_AUTH_SOCK)" = "SSH_AUTH_SOCK=$alices" ]'
  as "$H" tmux new-window -t alice: -n new
  signs tmux:alice:new A
  leave alice
  enter tmux:alice:0
  refute 'ssh in her pane signs with his' typed tmux:alice:0 'ssh git.test'
  refute 'ssh-add in her pane shows his' typed tmux:alice:0 'ssh-add -l'
  refute 'a window of hers shows his' typed screen:alice:0 'ssh-add -l'
  login again A
  for where in tmux:alice:0 tmux:alice:new screen:alice:0 again; do signs "$where" A; done
  leave guest
  leave bob
  enter tmux:bob
  refute 'ssh in his pane signs with hers' typed tmux:bob 'ssh git.test'
  login later B
  for where in tmux:bob screen:bob:0 later; do signs "$where" B; done
  uninstall_berth "$H"
  same 'links' 0 "$(find "$HOME_H/.ssh" -name 'ssh_auth_sock*' | wc -l)"
  lacks 'her session' ssh_auth_sock "$(as "$H" tmux show-environment -t alice)"
  lacks 'the hooks' bashrc_agent "$(as "$H" tmux show-hooks -g)"
}

another_connection_of_the_same_person_takes_over() { # a scenario
  berth_only
  two_people
  login second A
  same 'one link' "$(link_of A)" "$(typed second 'echo $SSH_AUTH_SOCK')"
  leave alice
  enter tmux:alice
  for where in tmux:alice screen:alice:0 second; do signs "$where" A; done
  for where in tmux:bob bob; do signs "$where" B; done
}

the_key_that_opened_the_session_gives_the_link_its_name() { # a scenario
  berth_only
  cat "$RUN/key-C.pub" >>"$HOME_H/.ssh/authorized_keys"
  serve 'ExposeAuthInfo yes'
  install_berth "$H" --set per_key=true
  laptop both A C
  login first both -o IdentityFile="$RUN/key-C" -i "$RUN/key-C"
  name=$(ssh-keygen -lf "$RUN/key-C.pub" | cut -d' ' -f2)
  name=$(tr -cd '[:alnum:]' <<<"${name#SHA256:}" | cut -c 1-12)
  check "the link is named for key C ($(ls "$HOME_H/.ssh"))" test -h "$LINK.$name"
}

the_plan_says_that_a_link_a_person_is_no_wall() { # a scenario
  berth_only
  install_berth "$H" --set per_key=true
  has 'the plan' 'order, not a wall' "$(cat "$W/apply.out")"
}

two_people_with_a_key_in_common_have_a_link_each() { # a scenario
  berth_only
  serve
  install_berth "$H" --set per_key=true
  laptop A F A
  laptop B F B
  login alice A
  login bob B
  lacks "his agent" key-A "$(typed bob 'ssh-add -l')"
  has "his agent" key-B "$(typed bob 'ssh-add -l')"
  has 'her agent' key-A "$(typed alice 'ssh-add -l')"
  leave bob
  login again B
  has "his agent, again" key-B "$(typed again 'ssh-add -l')"
}

an_account_that_becomes_shared_while_tmux_runs_is_put_right() { # a scenario
  berth_only
  serve
  install_berth "$H"
  laptop A
  laptop B
  login alice A
  typed alice 'tmux new-session -d -s alice'
  install_berth "$H" --set per_key=true
  login bob B
  typed bob 'tmux new-session -d -s bob'
  signs tmux:bob B
  login again A
  typed again 'tmux new-session -d -s again'
  signs tmux:again A
  said=$(typed again "$RUN/berth doctor 2>&1")
  lacks 'doctor' warning "$(grep -E 'tmux|screen|ssh ' <<<"$said")"
  install_berth "$H" --set per_key=false
  lacks 'the hooks' bashrc_agent "$(as "$H" tmux show-hooks -g | grep -e created -e attached)"
  as "$H" tmux new-window -t again: -n new
  same 'a new window' "$LINK" "$(typed tmux:again:new 'echo $SSH_AUTH_SOCK')"
  uninstall_berth "$H"
  lacks 'the server' ssh_auth_sock "$(as "$H" tmux show-environment -g)"
}

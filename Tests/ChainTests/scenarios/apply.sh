# Apply and uninstall in a session that forwards an agent: what works at once, and what its person is told.

# runs WHERE COMMAND: the shell there itself runs it, and no other; its output.
runs() {
  rm -f "$W/x/ran"
  keys "$1" "$2 >$W/x/ran.new 2>&1; mv $W/x/ran.new $W/x/ran"
  eventually "the end of $2" test -e "$W/x/ran"
  cat "$W/x/ran"
}

# to_type TEXT: what it says is to be typed next.
to_type() { sed -n "s/^Next: .*type '\(.*\)' in this shell.*/\1/p" <<<"$1"; }

after_an_apply_the_link_is_there_at_once() { # a scenario
  berth_only
  no_recipe_before
  serve
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  said=$(runs first "$RUN/berth apply --yes")
  same 'the link' "${session_socket[first]}" "$(link_target)"
  same 'what is told' '. ~/.bashrc' "$(to_type "$said")"
  has 'the value' "its SSH_AUTH_SOCK is ${session_socket[first]}" "$said"
  lacks 'doctor' 'there is no link' "$(typed first "$RUN/berth doctor")"
  check 'ssh takes it' grep -q "identityagent $LINK" <<<"$(typed first 'SSH_AUTH_SOCK= ssh -G git.test')"
  keys first "$(to_type "$said")"
  same 'this shell' "$LINK" "$(typed first 'echo $SSH_AUTH_SOCK')"
  leave first
  login second A
  # A shell from before the install has no prompt of ours: ssh finds the agent.
  same 'ssh in the old pane' OK-A "$(typed tmux:work 'ssh git.test')"
  said=$(runs second "$RUN/berth apply --yes")
  lacks 'a second apply' 'Next:' "$said"
  said=$(runs second "$RUN/berth apply --yes --set probe_timeout=2")
  lacks 'one that changes something, in a shell that has the link' 'Next:' "$said"
}

after_an_apply_with_a_link_a_person_this_one_has_theirs() { # a scenario
  berth_only
  no_recipe_before
  serve
  laptop A
  login first A
  said=$(runs first "$RUN/berth apply --yes --set per_key=true")
  same 'what is told' '. ~/.bashrc' "$(to_type "$said")"
  keys first "$(to_type "$said")"
  check 'this shell' grep -q "^$LINK\." <<<"$(typed first 'echo $SSH_AUTH_SOCK')"
  signs first A
  said=$(typed first "$RUN/berth uninstall --yes --format json 2>/dev/null")
  has 'what JSON says' '"next": [
    "export SSH_AUTH_SOCK=' "$said"
}

an_apply_that_no_shell_outlives_names_a_new_login() { # a scenario
  berth_only
  no_recipe_before
  serve
  laptop A
  for terminal in -T -tt; do
    for call in "$RUN/berth apply --yes" "$RUN/berth apply --yes; true"; do
      said=$(from A "$terminal" -- "$call" 2>&1)
      has "what is told by '$call' with $terminal" 'Next: log in anew.' "$said"
      said=$(from A "$terminal" -- "SSH_AUTH_SOCK=$LINK ${call/apply/uninstall}" 2>&1)
      has 'its end' 'Done: ' "$said"
      lacks 'an uninstall' 'Next: ' "$said"
    done
  done
  login first A
  same 'what a shell is told' '. ~/.bashrc' "$(to_type "$(typed first "$RUN/berth apply --yes")")"
}

each_shell_is_told_in_its_own_words() { # a scenario
  berth_only
  no_recipe_before
  need zsh fish tcsh
  serve
  laptop A
  for shell in 'zsh . ~/.zshrc' 'fish source ~/.config/fish/conf.d/berth.fish' 'tcsh source ~/.cshrc'; do
    login_shell "$(command -v "${shell%% *}")"
    as "$H" touch .zshrc
    login "in-${shell%% *}" A
    said=$(typed "in-${shell%% *}" "exec ${shell%% *} -c '$RUN/berth apply --yes; echo'")
    same "what ${shell%% *} is told" "${shell#* }" "$(to_type "$said")"
    keys "in-${shell%% *}" "$(to_type "$said")"
    same "${shell%% *}" "$LINK" "$(typed "in-${shell%% *}" 'echo $SSH_AUTH_SOCK')"
    leave "in-${shell%% *}"
    uninstall_berth "$H"
  done
}

an_apply_makes_no_link_elsewhere() { # a scenario
  berth_only
  no_recipe_before
  serve
  laptop A
  login first A
  mkdir -m 0700 "$HOME_H/other" && chown "$H:" "$HOME_H/other"
  said=$(typed first "HOME=~/other $RUN/berth apply --yes base")
  refute 'a link in a home that is not the accounts own' test -h "$HOME_H/other/.ssh/ssh_auth_sock"
  lacks 'its shell' 'Next:' "$said"
  said=$(HOME=$HOME_H SSH_AUTH_SOCK=${session_socket[first]} "$RUN/berth" apply --yes base 2>&1)
  has 'an apply of roots' 'Done: ' "$said"
  refute 'a link of an apply of roots' test -h "$LINK"
  lacks 'its shell' 'Next:' "$said"
  same 'whose it is' "$H" "$(stat -c %U "$HOME_H/.bashrc_agent")"
  refute 'a place kept' test -d "${session_socket[first]%/*}/.berth"
}

an_apply_respects_who_has_the_link() { # a scenario
  berth_only
  no_recipe_before
  serve
  laptop A
  laptop B
  login first A
  as "$H" ln -s "${session_socket[first]}" "$LINK"
  login second B
  said=$(runs second "$RUN/berth apply --yes base")
  same 'the link, which was alive' "${session_socket[first]}" "$(link_target)"
  lacks 'a shell whose own agent is alive' 'Next:' "$said"
  uninstall_berth "$H"
  rm "$LINK"
  # Nobody's agent is named here, and another's script lies there.
  install_berth "$H" base
  refute 'a link without an agent' test -e "$LINK"
  uninstall_berth "$H"
  echo '# mine' | as "$H" tee .bashrc_agent >/dev/null
  said=$(typed second "$RUN/berth apply --yes base --on-conflict keep")
  refute 'a link beside a script that is not ours' test -e "$LINK"
}

after_an_uninstall_the_shell_is_told_what_it_has() { # a scenario
  berth_only
  at_work
  said=$(runs first "$RUN/berth uninstall --yes")
  has 'the value' "its SSH_AUTH_SOCK is ~/.ssh/ssh_auth_sock, which is gone" "$said"
  same 'what is told' "export SSH_AUTH_SOCK=${session_socket[first]}" "$(to_type "$said" | sed "s|=~/|=$HOME_H/|")"
  keys first "$(to_type "$said")"
  signs first A
  said=$(runs first "$RUN/berth apply --yes")
  keys first "$(to_type "$said")"
  same 'installed once more' "$LINK" "$(typed first 'echo $SSH_AUTH_SOCK')"
  login second A
  leave first
  leave second
  login_with third A -a -- -- bash -i
  eventually 'the shell' test "$(typed third 'echo ready')" = ready
  keys third 'export SSH_AUTH_SOCK=~/.ssh/ssh_auth_sock'
  said=$(runs third "$RUN/berth uninstall --yes")
  same 'with nobody there' 'unset SSH_AUTH_SOCK' "$(to_type "$said")"
}

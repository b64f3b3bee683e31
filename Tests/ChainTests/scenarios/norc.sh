# Hosts and homes where something is missing: rc never runs, ~/.bashrc is not read, the
# shell is another one.

# After a login of A by the shell alone, all is set up.
shell_alone_sets_the_chain_up() {
  install_berth "$H"
  laptop A
  login first A
  same 'the link' "${session_socket[first]}" "$(link_target)"
  typed first 'tmux new-session -d -s work'
  leave first
  login second A
  signs tmux:work A
}

without_rc_the_login_shell_sets_the_chain_up() { # a scenario
  serve 'PermitUserRC no'
  shell_alone_sets_the_chain_up
}

with_a_forced_command_the_login_shell_sets_the_chain_up() { # a scenario
  serve "Match User $H" 'ForceCommand bash -l'
  shell_alone_sets_the_chain_up
}

with_a_restricted_key_the_login_shell_sets_the_chain_up() { # a scenario
  echo "restrict,pty,agent-forwarding $(cat "$RUN/login.pub")" >"$HOME_H/.ssh/authorized_keys"
  serve
  shell_alone_sets_the_chain_up
}

without_rc_a_sleeping_agent_is_replaced_by_a_login() { # a scenario
  serve 'PermitUserRC no'
  install_berth "$H"
  laptop A
  login first A
  asleep first
  login second A
  same 'the link' "${session_socket[second]}" "$(link_target)"
  reads second A
}

a_bashrc_that_exports_the_link_everywhere_does_no_harm() { # a scenario
  printf '%s\n' "export SSH_AUTH_SOCK=$LINK" "$(cat "$HOME_H/.bashrc")" >"$HOME_H/.bashrc"
  serve
  install_berth "$H"
  laptop A
  login first A
  lacks 'the link' ssh_auth_sock "$(link_target)"
  signs first A
  typed first 'tmux new-session -d -s work'
  leave first
  login second A
  lacks 'the link' ssh_auth_sock "$(link_target)"
  signs tmux:work A
}

a_bash_profile_that_never_reads_bashrc_gets_the_hook() { # a scenario
  echo 'echo profile >>~/read' >"$HOME_H/.bash_profile"
  chown "$H:" "$HOME_H/.bash_profile"
  serve 'PermitUserRC no'
  shell_alone_sets_the_chain_up
  as "$H" tmux new-window -t work: -n login
  same 'a pane, which is a login shell' "$LINK" "$(typed tmux:work:login 'echo $SSH_AUTH_SOCK')"
  has 'their profile' profile "$(cat "$HOME_H/read")"
}

where_no_agent_comes_nothing_changes() { # a scenario
  serve 'AllowAgentForwarding no'
  install_berth "$H"
  laptop A
  login first A
  refute 'a link' test -h "$LINK"
  same 'SSH_AUTH_SOCK' '' "$(typed first 'echo $SSH_AUTH_SOCK')"
  same 'output' X "$(from A -tt -- 'printf X' 2>&1)"
}

# A login with SHELL is quiet, and the chain works: the link, tmux, ssh.
login_shell_works() {
  need "$1"
  login_shell "$(command -v "$1")"
  serve
  local before
  laptop A
  before=$(from A -- 'printf X' 2>&1)
  install_berth "$H"
  same 'a command says as much as before' "$before" "$(from A -- 'printf X' 2>&1)"
  login first A
  same 'the link' "${session_socket[first]}" "$(link_target)"
  same 'on standard error' '' "$(cat "$W/first.err")"
  lacks 'on the terminal' berth_ "$(cat "$W/first.out")"
  lacks 'on the terminal' 'not found' "$(cat "$W/first.out")"
  typed first 'tmux new-session -d -s work'
  leave first
  login second A
  signs tmux:work A
  as "$H" tmux new-window -t work: -n new
  same 'SSH_AUTH_SOCK' "$LINK" "$(typed tmux:work:new 'echo $SSH_AUTH_SOCK')"
  signs tmux:work:new A
  same 'ssh is quiet' OK-A "$(typed tmux:work:new 'ssh git.test 2>&1')"
  rm "$HOME_H/.bashrc_agent"
  leave second
  key_file
  same 'ssh without the script' OK-F "$(from A -a -- ssh git.test 2>&1)"
  lacks 'a shell without the script' bashrc_agent "$(from A -tt -- "$1 -i -c true" 2>&1)"
}

login_shell_dash_is_quiet_and_working() { # a scenario
  login_shell_works dash
}

login_shell_fish_is_quiet_and_working() { # a scenario
  login_shell_works fish
}

login_shell_tcsh_is_quiet_and_working() { # a scenario
  login_shell_works tcsh
}

login_shell_zsh_is_quiet_and_working() { # a scenario
  login_shell_works zsh
}

login_shell_zsh_repairs_at_the_prompt_like_bash() { # a scenario
  need zsh
  login_shell "$(command -v zsh)"
  serve 'PermitUserRC no'
  install_berth "$H"
  laptop A
  laptop B
  login first A
  same 'the link' "${session_socket[first]}" "$(link_target)"
  typed first 'tmux new-session -d -s work'
  login second B
  leave first
  enter tmux:work
  reads tmux:work B
}

the_hook_is_harmless_anywhere() { # a scenario
  berth_only
  serve
  install_berth "$H"
  hook=$(grep -h bashrc_agent "$HOME_H/.bashrc")
  printf '%s\n' "$hook" "$hook" 'echo end' >"$HOME_H/hooks"
  for shell in sh dash 'bash --norc' 'bash --norc --posix' 'zsh -f'; do
    for flags in '' -i -u '-u -i' '-e -i'; do
      # shellcheck disable=SC2086
      same "$shell $flags" end "$(as "$H" $shell $flags -c '. ~/hooks' 2>&1 | grep -v 'job control\|ioctl')"
    done
  done
  mv "$HOME_H/.bashrc_agent" "$HOME_H/elsewhere"
  for shell in sh bash zsh; do
    same "$shell without the script" end "$(as "$H" "$shell" -i -c '. ~/hooks' 2>&1 | grep -v 'job control\|ioctl')"
  done
  mv "$HOME_H/elsewhere" "$HOME_H/.bashrc_agent"
}

# Agents that are not the link's: they are neither overruled nor taken.

another_connections_command_uses_that_machines_agent() { # a scenario
  at_work B
  same "B's command" OK-B "$(from B -- ssh git.test)"
  has "B's ssh-add" key-B "$(from B -- ssh-add -l)"
  login second B
  same "B's shell" OK-B "$(typed second 'ssh git.test')"
  reads second B
  signs tmux:work A
}

a_local_agent_without_a_link_keeps_working() { # a scenario
  serve
  install_berth "$H"
  as "$H" ssh-agent -D -a "$HOME_H/local.sock" >/dev/null &
  mine+=($!)
  eventually 'the agent' as "$H" test -S "$HOME_H/local.sock"
  cp "$RUN/key-C" "$HOME_H/key" && chown "$H:" "$HOME_H/key"
  eventually 'its key' as "$H" env SSH_AUTH_SOCK="$HOME_H/local.sock" ssh-add -q "$HOME_H/key"
  for state in none dangling live; do
    case $state in
      dangling) as "$H" ln -s /tmp/ssh-XXXXgone/agent.1 "$LINK" ;;
      live) laptop A && login first A ;;
    esac
    for shell in bash zsh; do
      same "$shell, link $state" "$HOME_H/local.sock OK-C" "$(
        as "$H" env SSH_AUTH_SOCK="$HOME_H/local.sock" "$shell" -i -c 'echo $SSH_AUTH_SOCK $(ssh git.test)' 2>/dev/null
      )"
    done
  done
  same 'the link' key-A "$(link_offers)"
}

an_agent_started_for_a_shell_stays_that_shells() { # a scenario
  serve
  install_berth "$H"
  laptop A
  login first A
  cp "$RUN/key-C" "$HOME_H/key" && chown "$H:" "$HOME_H/key"
  typed first 'tmux new-session -d -s work'
  keys tmux:work 'ssh-agent bash'
  typed tmux:work 'ssh-add -q ~/key'
  signs tmux:work C
  same 'the link' key-A "$(link_offers)"
}

an_agent_exported_by_other_programs_is_not_fought() { # a scenario
  serve
  as "$H" ssh-agent -D -a "$HOME_H/gpg.sock" >/dev/null &
  mine+=($!)
  echo "export SSH_AUTH_SOCK=$HOME_H/gpg.sock" >>"$HOME_H/.bashrc"
  install_berth "$H"
  echo "export SSH_AUTH_SOCK=$HOME_H/gpg.sock" >>"$HOME_H/.bashrc"
  laptop A
  login first A
  same 'in the shell' "$HOME_H/gpg.sock" "$(typed first 'echo $SSH_AUTH_SOCK')"
  same 'the link' "${session_socket[first]}" "$(link_target)"
}

without_any_agent_ssh_goes_on_to_key_files_at_once() { # a scenario
  serve
  install_berth "$H"
  within 2500 'without keys' refute 'somebody signs' as "$H" ssh git.test
  key_file
  within 2500 'with a key file' same ssh OK-F "$(as "$H" ssh git.test)"
  as "$H" ln -s /tmp/ssh-XXXXgone/agent.1 "$LINK"
  within 2500 'with a dangling link' same ssh OK-F "$(as "$H" ssh git.test)"
  within 2500 'and the variable' same ssh OK-F "$(as "$H" env SSH_AUTH_SOCK="$LINK" ssh git.test)"
}

a_shell_without_agent_leaves_room_for_one() { # a scenario
  install_berth "$H"
  same 'SSH_AUTH_SOCK' '' "$(as "$H" bash -i -c 'echo $SSH_AUTH_SOCK' 2>/dev/null)"
}

an_editors_symlink_to_the_agent_is_resolved_and_kept() { # a scenario
  serve 'PermitUserRC no'
  install_berth "$H"
  laptop A
  login_with first A -T -- 'ln -sfn $SSH_AUTH_SOCK ~/vscode-ssh-auth-sock-1; sleep 100'
  eventually "the editor's link" test -S "$HOME_H/vscode-ssh-auth-sock-1"
  raw=$(newest_socket)
  same 'the variable' "$HOME_H/vscode-ssh-auth-sock-1" "$(as "$H" env SSH_CONNECTION='1 2 3 4' \
    SSH_AUTH_SOCK="$HOME_H/vscode-ssh-auth-sock-1" bash -i -c 'echo $SSH_AUTH_SOCK' 2>/dev/null)"
  as "$H" env SSH_AUTH_SOCK="$HOME_H/vscode-ssh-auth-sock-1" sh "$HOME_H/.bashrc_agent" login
  same 'the link' "$raw" "$(link_target)"
}

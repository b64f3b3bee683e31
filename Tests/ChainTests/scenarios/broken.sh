# Links that lead to nothing any more, each in its way.

a_crashed_sshds_socket_is_left_at_the_next_login() { # a scenario
  at_work
  crash first
  check 'the file is there' test -S "$LINK"
  login second A
  same 'the link' key-A "$(link_offers)"
  signs tmux:work A
}

a_crashed_sshds_socket_is_left_at_the_next_command() { # a scenario
  at_work
  crash first
  login_with second A -T -- sleep 100
  eventually 'the link leads there' link_is key-A
  signs tmux:work A
}

after_a_reboot_the_first_login_heals_the_link() { # a scenario
  serve
  as "$H" ln -s /tmp/ssh-XXXXabcdef/agent.4711 "$LINK"
  as "$H" mkdir -m 0700 .ssh/agent
  for number in $(seq 12); do
    as "$H" timeout 0.2 ssh-agent -D -a "$HOME_H/.ssh/agent/s.$number.sshd.dead" >/dev/null
    as "$H" python3 -c '
import socket, sys
socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$HOME_H/.ssh/agent/s.$number.sshd.dead" 2>/dev/null ||
      as "$H" perl -MSocket -e 'socket(S, AF_UNIX, SOCK_STREAM, 0); bind(S, sockaddr_un($ARGV[0]))' \
        "$HOME_H/.ssh/agent/s.$number.sshd.dead"
  done
  check 'dead sockets lie there' test -S "$HOME_H/.ssh/agent/s.12.sshd.dead"
  install_berth "$H"
  laptop A
  login first A
  same 'the link' "${session_socket[first]}" "$(link_target)"
  signs first A
  leave first
  [ -z "${RECIPE:-}" ] || return 0
  within 8000 'with a dozen dead' same 'repair' 1 "$(as "$H" sh "$HOME_H/.bashrc_agent" use; echo $?)"
  check 'nobody removed them' test -S "$HOME_H/.ssh/agent/s.12.sshd.dead"
}

a_link_to_itself_heals() { # a scenario
  serve
  install_berth "$H"
  as "$H" ln -sfn "$LINK" "$LINK"
  as "$H" tmux new-session -d -s work
  refute 'no agent there' typed tmux:work 'ssh-add -l'
  enter tmux:work
  laptop A
  login first A
  same 'the link' "${session_socket[first]}" "$(link_target)"
  signs tmux:work A
}

a_pane_whose_link_is_dead_never_links_it_to_itself() { # a scenario
  at_work
  leave first
  for verb in login use repair; do
    typed tmux:work "sh ~/.bashrc_agent $verb"
    typed tmux:work "SSH_CONNECTION='1 2 3 4' SSH_TTY=/dev/pts/0 sh ~/.bashrc_agent $verb"
  done
  keys tmux:work 'bash'
  enter tmux:work
  lacks 'the link' ssh_auth_sock "$(link_target)"
  login second A
  signs tmux:work A
}

when_its_owner_leaves_another_has_the_link_at_the_next_ssh() { # a scenario
  at_work B
  login second B
  same 'the first keeps it' key-A "$(link_offers)"
  leave first
  signs tmux:work B
}

when_its_owner_leaves_another_has_the_link_at_the_next_prompt() { # a scenario
  at_work B
  login second B
  leave first
  enter tmux:work
  reads tmux:work B
}

an_agent_that_died_behind_a_live_connection_is_dead() { # a scenario
  serve
  # It is about what is dead, and not about the bound, which a busy machine may come to.
  install_berth "$H" --set probe_timeout=10
  laptop A
  dying=$agent_pid
  laptop B
  login first A
  typed first 'tmux new-session -d -s work'
  login second B
  kill "$dying"
  eventually 'the agent is gone' gone "$dying"
  check 'the socket is there' test -S "$LINK"
  same 'ssh' OK-B "$(typed tmux:work 'ssh git.test')"
  signs tmux:work B
}

a_login_whose_agent_is_dead_does_not_get_the_link() { # a scenario
  serve
  install_berth "$H"
  laptop B
  laptop A
  login first B
  login_with dead A
  kill "$agent_pid"
  login second B
  leave first
  typed dead true
  typed second 'ssh git.test'
  same 'the link' key-B "$(link_offers)"
  login third A
  same 'the link, still' key-B "$(link_offers)"
}

an_agent_without_keys_is_alive() { # a scenario
  serve
  install_berth "$H"
  laptop E none
  login first E
  same 'the link' empty "$(link_offers)"
  typed first 'tmux new-session -d -s work'
  before=$(link_target)
  laptop E2 none
  login second E2
  same 'it stays' "$before" "$(link_target)"
  has 'alive' 'no identities' "$(typed tmux:work 'ssh-add -l')"
  laptop A
  login third A
  same 'keys are better than none' key-A "$(link_offers)"
  leave third
  enter tmux:work
  same 'but none are better than nobody' empty "$(link_offers)"
}

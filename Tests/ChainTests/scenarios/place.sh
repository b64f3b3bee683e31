# Where sockets and the link lie, and who put what there.

# An agent of an account's at SOCKET, with key-KEY: agent_at ACCOUNT SOCKET KEY
agent_at() {
  as "$1" ssh-agent -D -a "$2" >/dev/null 2>&1 &
  mine+=($!)
  cp "$RUN/key-$3" "/home/$1/.key" && chown "$1:" "/home/$1/.key"
  eventually "agent at $2" as "$1" env SSH_AUTH_SOCK="$2" ssh-add -q "/home/$1/.key"
}

sockets_of_openssh_10_1_are_found() { # a scenario
  serve
  install_berth "$H"
  as "$H" mkdir -m 0700 .ssh/agent
  agent_at "$H" "$HOME_H/.ssh/agent/s.qhVbmKFyAT.sshd.tzqBqUrhqi" C
  as "$H" tmux new-session -d -s work
  signs tmux:work C
  same 'the link' "$HOME_H/.ssh/agent/s.qhVbmKFyAT.sshd.tzqBqUrhqi" "$(link_target)"
  rm "$LINK"
  same 'a login adopts it' 0 "$(as "$H" env SSH_AUTH_SOCK="$HOME_H/.ssh/agent/s.qhVbmKFyAT.sshd.tzqBqUrhqi" \
    SSH_CONNECTION='1 2 3 4' SSH_TTY=/dev/pts/9 sh "$HOME_H/.ssh/rc" >/dev/null; echo $?)"
  same 'the link' "$HOME_H/.ssh/agent/s.qhVbmKFyAT.sshd.tzqBqUrhqi" "$(link_target)"
}

the_newest_live_socket_of_both_places_is_taken() { # a scenario
  serve
  install_berth "$H"
  laptop A
  as "$H" mkdir -m 0700 .ssh/agent
  agent_at "$H" "$HOME_H/.ssh/agent/s.old.sshd.old" B
  sleep 0.1
  login first A
  rm "$LINK"
  as "$H" tmux new-session -d -s work
  same 'ssh' OK-A "$(typed tmux:work 'ssh git.test')"
  agent_at "$H" "$HOME_H/.ssh/agent/s.new.sshd.new" C
  rm "$LINK"
  same 'ssh' OK-C "$(typed tmux:work 'ssh git.test')"
}

another_users_socket_is_never_taken() { # a scenario
  serve
  install_berth "$H"
  # An agent that would answer H, at a socket and in a folder of somebody else's.
  mkdir -m 0777 "/tmp/ssh-$H2-open"
  agent_at "$H" "/tmp/ssh-$H2-open/agent.1" B
  chmod 0777 "/tmp/ssh-$H2-open/agent.1"
  chown "$H2:" "/tmp/ssh-$H2-open" "/tmp/ssh-$H2-open/agent.1"
  same 'it would answer' key-B "$(offers "/tmp/ssh-$H2-open/agent.1")"
  as "$H2" ln -s "/tmp/ssh-$H2-open/agent.1" "/tmp/ssh-$H2-open/agent.2"
  as "$H" tmux new-session -d -s work
  refute 'it signs' typed tmux:work 'ssh git.test'
  enter tmux:work
  refute 'a link' test -h "$LINK"
  for _ in rc login; do
    as "$H" env SSH_AUTH_SOCK="/tmp/ssh-$H2-open/agent.1" SSH_TTY=/dev/pts/9 sh "$HOME_H/.ssh/rc"
    as "$H" env SSH_AUTH_SOCK="/tmp/ssh-$H2-open/agent.2" SSH_TTY=/dev/pts/9 sh "$HOME_H/.bashrc_agent" login
  done
  refute 'a link by login' test -h "$LINK"
}

# What is at the link's place, in one line.
at_the_place() { stat -c '%F %i %Y %N' "$LINK" && find "$LINK/" -mindepth 1 2>/dev/null; }

# Logins, panes, ssh: what THING made there stays as it is, and nobody says a word.
leaves_alone() {
  serve
  as "$H" sh -c "$1"
  local before
  before=$(at_the_place)
  install_berth "$H"
  laptop A
  login first A
  same 'a command' X "$(from A -- 'printf X' 2>&1)"
  same 'the shell' OK-A "$(typed first 'ssh git.test 2>&1')"
  lacks 'on the terminal' ssh_auth_sock "$(cat "$W/first.out" "$W/first.err")"
  typed first 'tmux new-session -d -s work'
  typed tmux:work 'ssh git.test' >/dev/null
  enter tmux:work
  same 'what lies there' "$before" "$(at_the_place)"
  refute 'litter' ls "$HOME_H"/.ssh/ssh_auth_sock.*
}

a_file_at_the_links_place_is_left_alone() { # a scenario
  leaves_alone 'echo mine >~/.ssh/ssh_auth_sock'
}

a_folder_at_the_links_place_is_left_alone() { # a scenario
  leaves_alone 'mkdir ~/.ssh/ssh_auth_sock'
}

a_symlink_to_a_folder_at_the_links_place_is_left_alone() { # a scenario
  leaves_alone 'mkdir ~/mine; ln -s ~/mine ~/.ssh/ssh_auth_sock'
}

a_socket_at_the_links_place_is_left_alone() { # a scenario
  leaves_alone 'ssh-agent -a ~/.ssh/ssh_auth_sock >/dev/null'
}

somebody_elses_symlink_at_the_links_place_is_left_alone() { # a scenario
  ln -s /nowhere "$LINK"
  leaves_alone true
}

a_shared_connection_keeps_the_link_until_its_master_leaves() { # a scenario
  serve
  install_berth "$H"
  laptop A
  login first A -o ControlMaster=yes -o ControlPath="$W/master" -o ControlPersist=no
  before=$(link_target)
  login second A -o ControlPath="$W/master"
  same 'the link' "$before" "$(link_target)"
  signs second A
  kill "${session_pid[second]}"
  eventually 'the second has left' gone "${session_pid[second]}"
  same 'the link' "$before" "$(link_target)"
  typed first 'tmux new-session -d -s work'
  signs tmux:work A
}

works_without() { # PROGRAM
  mkdir "$W/bin"
  ln -s /usr/bin/* "$W/bin/"
  rm "$W/bin/$1"
  for file in .profile .bashrc; do sed -i "1i PATH=$W/bin" "$HOME_H/$file"; done
  serve "SetEnv PATH=$W/bin"
  install_berth "$H"
  laptop A
  laptop B
  login first A
  refute "there is $1" typed first "command -v $1"
  typed first 'tmux new-session -d -s work'
  signs tmux:work A
  login second B
  asleep first
  within 8000 'ssh in the pane' same ssh OK-B "$(typed tmux:work 'ssh git.test')"
  asleep second
  start=$(now_ms)
  login third A
  took=$(($(now_ms) - start))
  check "the login took $took ms" test "$took" -lt 4000
  same 'the link' "${session_socket[third]}" "$(link_target)"
  signs tmux:work A
  within 3000 'a command' same output X "$(from A -tt -- 'printf X' 2>&1)"
}

without_timeout_all_works_as_well() { # a scenario
  works_without timeout
}

without_ss_all_works_as_well() { # a scenario
  works_without ss
}

a_lived_in_ssh_config_keeps_its_meaning() { # a scenario
  cat >>"$HOME_H/.ssh/config" <<'END'
Include more/*.conf
Host own.test
  IdentityAgent ~/own.sock
Host foo bar
  IdentitiesOnly yes
  Port 2200
END
  serve
  laptop A
  login first A
  for name in any foo own.test git.test; do as "$H" ssh -T -G "$name" 2>&1 | grep -v '^identityagent' >"$W/before.$name"; done
  install_berth "$H"
  leave first
  login first A
  for name in any foo own.test git.test; do
    same "ssh -G $name" "$(cat "$W/before.$name")" "$(as "$H" ssh -T -G "$name" 2>&1 | grep -v '^identityagent')"
  done
  same 'the link is used' "identityagent $LINK" "$(as "$H" ssh -G any | grep '^identityagent')"
  same 'theirs wins' "identityagent $HOME_H/own.sock" "$(as "$H" ssh -G own.test | grep '^identityagent')"
  leave first
  same 'nobody there' '' "$(as "$H" ssh -G any | grep '^identityagent')"
}

a_shared_connection_without_an_agent_changes_nothing() { # a scenario
  serve
  install_berth "$H"
  laptop A
  login first A
  before=$(link_target)
  login_with master A -a -o ControlMaster=yes -o ControlPath="$W/master"
  eventually 'the master' test -S "$W/master"
  same 'its sessions have none' '' "$(from A -o ControlPath="$W/master" -- 'echo $SSH_AUTH_SOCK')"
  login second A -o ControlPath="$W/master"
  same 'the link' "$before" "$(link_target)"
  signs second A
}

a_folder_in_a_dead_agents_place_is_left() { # a scenario
  serve
  install_berth "$H"
  for mode in 0755 0777; do
    rm -rf "/tmp/ssh-$H2-trap"
    as "$H2" mkdir -p "/tmp/ssh-$H2-trap/agent.1"
    chmod "$mode" "/tmp/ssh-$H2-trap" "/tmp/ssh-$H2-trap/agent.1"
    as "$H" ln -sfn "/tmp/ssh-$H2-trap/agent.1" "$LINK"
    laptop "A$mode" A
    login "first$mode" "A$mode"
    same 'the link' key-A "$(link_offers)"
    same 'nothing of ours' '' "$(ls "/tmp/ssh-$H2-trap/agent.1")"
    leave "first$mode"
  done
}

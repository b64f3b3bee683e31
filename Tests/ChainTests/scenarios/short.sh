# Short connections and crowds: nobody takes the link away, nobody leaves it broken.

# Everything in ~/.ssh but sshd's own sockets, to see that nothing is left behind there.
in_ssh_folder() { find "$HOME_H/.ssh" -mindepth 1 ! -path "$HOME_H/.ssh/agent*" | sort; }

# Looks at the link all the time until $W/stop is there, and notes each instant at which
# it does not lead to a socket. It is a background job of the test.
watch_link() {
  while [ ! -e "$W/stop" ]; do
    [ -S "$LINK" ] || echo "at $EPOCHREALTIME: $(readlink "$LINK")"
  done >"$W/watched"
}

twenty_short_connections_never_take_the_link() { # a scenario
  at_work B
  before=$(link_target) files=$(in_ssh_folder)
  watch_link &
  mine+=($!)
  for number in $(seq 20); do
    from B -- "true $number" >"$W/short.$number" 2>&1 &
    shorts+=($!)
    mine+=($!)
    [ $((number % 5)) != 0 ] || signs tmux:work A
  done
  wait "${shorts[@]}"
  touch "$W/stop"
  same 'the link' "$before" "$(link_target)"
  same 'instants without it' '' "$(cat "$W/watched")"
  same 'what they said' '' "$(cat "$W"/short.*)"
  same 'what is in ~/.ssh' "$files" "$(in_ssh_folder)"
  signs tmux:work A
}

fifteen_logins_at_once_never_break_the_link() { # a scenario
  serve
  install_berth "$H"
  laptop A
  laptop B
  login first A
  before=$(link_target) files=$(in_ssh_folder)
  watch_link &
  mine+=($!)
  for number in $(seq 15); do
    from B -tt -- sh -i -c ':' >"$W/login.$number" 2>&1 &
    logins+=($!)
    mine+=($!)
  done
  wait "${logins[@]}"
  touch "$W/stop"
  same 'the link' "$before" "$(link_target)"
  same 'instants without it' '' "$(cat "$W/watched")"
  same 'what they said' '' "$(cat "$W"/login.*)"
  same 'what is in ~/.ssh' "$files" "$(in_ssh_folder)"
}

fifteen_logins_at_once_agree_on_one_link() { # a scenario
  serve
  install_berth "$H"
  laptop A
  for number in $(seq 15); do login_with "many$number" A; done
  for number in $(seq 15); do
    same "login $number" key-A "$(typed "many$number" 'ssh-add -l' 30 | cut -d' ' -f3)"
  done
  same 'the link' key-A "$(link_offers)"
  same 'in ~/.ssh' "$(printf "$HOME_H/.ssh/%s\n" authorized_keys config rc ssh_auth_sock)" "$(in_ssh_folder)"
}

a_command_takes_the_link_only_while_nobody_has_it() { # a scenario
  serve
  install_berth "$H"
  laptop A
  laptop B
  login_with long A -T -- sleep 100
  eventually 'the only one has it' link_is key-A
  login_with other B -T -- sleep 100
  sleep 1
  same 'the second does not' key-A "$(link_offers)"
}

a_login_that_is_over_at_once_leaves_the_agent_to_others() { # a scenario
  serve
  install_berth "$H" --set policy=newest
  laptop A
  laptop B
  login first A
  typed first 'tmux new-session -d -s work'
  from B -n -tt -- true >/dev/null 2>&1
  signs tmux:work A
}

while_newest_moves_the_link_it_is_never_missing() { # a scenario
  serve
  install_berth "$H" --set policy=newest
  laptop A
  laptop B
  login first A
  login second B
  files=$(in_ssh_folder)
  watch_link &
  mine+=($!)
  for number in 1 2 3 4 5; do
    login "more$number" A
    leave_quietly=${session_pid[more$number]}
    login "other$number" B
    kill "$leave_quietly"
  done
  touch "$W/stop"
  same 'instants without it' '' "$(cat "$W/watched")"
  same 'what is in ~/.ssh' "$files" "$(in_ssh_folder)"
}

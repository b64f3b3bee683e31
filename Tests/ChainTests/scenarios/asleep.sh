# A laptop asleep: its ssh is stopped, and sshd's socket still accepts.

a_new_login_replaces_a_sleeping_agent_within_the_bound() { # a scenario
  at_work
  asleep first
  start=$(now_ms)
  login second A
  took=$(($(now_ms) - start))
  check "the login took $took ms" test "$took" -lt 4000
  same 'the link' "${session_socket[second]}" "$(link_target)"
  signs tmux:work A
  same 'its own agent' key-A "$(typed second 'ssh-add -l' | cut -d' ' -f3)"
  check 'the sleeper keeps its socket' test -S "${session_socket[first]}"
}

another_live_connection_takes_over_at_the_next_ssh() { # a scenario
  at_work B
  login second B
  asleep first
  same 'ssh in the pane' OK-B "$(typed tmux:work 'ssh git.test')"
  signs tmux:work B
}

another_live_connection_takes_over_at_the_prompt_after_a_hang() { # a scenario
  at_work B
  login second B
  asleep first
  keys tmux:work 'timeout 1 ssh-add -l'
  sleep 1
  reads tmux:work B
}

with_everybody_asleep_nothing_waits_and_key_files_work() { # a scenario
  serve
  install_berth "$H"
  key_file
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  before=$(link_target)
  asleep first
  within 5000 'ssh in the pane' same 'key files' OK-F "$(typed tmux:work 'ssh git.test')"
  within 5000 'ssh again' same 'key files' OK-F "$(typed tmux:work 'ssh git.test')"
  within 3000 'a command' from A -- true
  within 3000 'a command without agent' from A -a -- true
  within 3000 'a login shell' as "$H" bash -l -i -c true 2>/dev/null
  echo text >"$W/text"
  within 3000 'a copy' rsync -e "ssh ${ssh_plain[*]} -i $RUN/login -p $PORT" "$W/text" "$H@127.0.0.1:"
  start=$(now_ms)
  login second A -a
  took=$(($(now_ms) - start))
  check "the login took $took ms" test "$took" -lt 4000
  same 'the link' "$before" "$(link_target)"
  awake first
  reads tmux:work A
  signs tmux:work A
  same 'the link, still' "$before" "$(link_target)"
}

a_hop_that_comes_back_is_not_taken_when_the_laptop_wakes() { # a scenario
  at_work
  before=$(link_target)
  hop_home
  asleep first
  keys tmux:work:0 'ssh -n git.test'
  sleep 1.3
  awake first
  signs tmux:work:0 A
  same 'the link' "$before" "$(link_target)"
}

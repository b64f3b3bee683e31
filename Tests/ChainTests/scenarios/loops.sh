# Hops that come back: A to A, A to B to A, agent forwarded all the way.

# In the tmux session `work`, window `hop`: an ssh with the agent back to this account.
# hop_home [ACCOUNT_IN_BETWEEN]
hop_home() {
  local home ssh="ssh -tt -A -p $PORT -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null
    -o LogLevel=ERROR -i ~/.ssh/login -o IdentitiesOnly=yes"
  for home in "$HOME_H" "/home/$H2"; do
    cp "$RUN/login" "$home/.ssh/login"
    chown "$(stat -c %U: "$home")" "$home/.ssh/login"
  done
  ssh=$(tr -s '\n ' ' ' <<<"$ssh")
  as "$H" tmux new-window -t work: -n hop
  if [ $# -gt 0 ]; then
    keys tmux:work:hop "$ssh $1@127.0.0.1"
    same 'between' "$1" "$(typed tmux:work:hop 'whoami')"
  fi
  keys tmux:work:hop "$ssh $H@127.0.0.1"
  has 'inside' 127.0.0.1 "$(typed tmux:work:hop 'echo $SSH_CONNECTION')"
  same 'inside' "$H" "$(typed tmux:work:hop 'whoami')"
}

processes() { account_processes "$H" | wc -l; }

# The way there, what one can do there and beside, the way back, and after.
go_around() {
  local before count
  before=$(link_target)
  hop_home "$@"
  same 'the link' "$before" "$(link_target)"
  same 'inside' OK-A "$(typed tmux:work:hop 'ssh git.test')"
  reads tmux:work:hop A
  signs tmux:work:0 A
  count=$(processes)
  for _ in 1 2 3; do typed tmux:work:hop 'ssh git.test' && typed tmux:work:0 'ssh git.test'; done >/dev/null
  check "processes: $count before, $(processes) after" test "$(processes)" -le $((count + 2))
  keys tmux:work:hop exit
  [ $# -eq 0 ] || keys tmux:work:hop exit
  sleep 0.5
  same 'the link' "$before" "$(link_target)"
  signs tmux:work:0 A
}

a_hop_to_the_host_itself_changes_nothing() { # a scenario
  at_work
  go_around
}

a_hop_to_the_host_itself_changes_nothing_with_newest() { # a scenario
  serve
  install_berth "$H" --set policy=newest
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  go_around
}

a_hop_by_way_of_another_host_changes_nothing() { # a scenario
  serve
  install_berth "$H"
  install_berth "$H2"
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  go_around "$H2"
}

a_hop_by_way_of_another_host_changes_nothing_with_newest() { # a scenario
  serve
  install_berth "$H" --set policy=newest
  install_berth "$H2" --set policy=newest
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  go_around "$H2"
}

when_the_laptop_leaves_a_hop_to_itself_is_no_agent() { # a scenario
  at_work
  hop_home
  kill "${session_pid[first]}"
  eventually 'first has left' gone "${session_pid[first]}"
  enter tmux:work:0
  within 8000 'ssh gives up' refute 'an agent' typed tmux:work:0 'ssh git.test'
  check 'no pile of processes' test "$(processes)" -lt 30
  login second A
  same 'the link' key-A "$(link_offers)"
  signs tmux:work:0 A
  signs tmux:work:hop A
}

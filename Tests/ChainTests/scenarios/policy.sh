# The profile's variables: policy, per_host, probe_timeout, socket.

newest_leads_the_link_to_the_login_with_other_keys() { # a scenario
  serve
  install_berth "$H" --set policy=newest
  laptop A
  laptop B
  login first A
  typed first 'tmux new-session -d -s work'
  signs tmux:work A
  login second B
  signs tmux:work B
  same "the first's own shell" OK-A "$(typed first 'ssh git.test')"
  from A -- true
  same 'a command takes nothing' key-B "$(link_offers)"
  before=$(link_target)
  login third B
  same 'the same keys take nothing' "$before" "$(link_target)"
  leave second
  enter tmux:work
  reads tmux:work B
  leave third
  signs tmux:work A
}

sticky_keeps_the_link_where_it_is() { # a scenario
  serve
  install_berth "$H" --set policy=sticky
  laptop A
  laptop B
  login first A
  before=$(link_target)
  login second B
  same 'the link' "$before" "$(link_target)"
}

a_terminal_without_a_person_is_no_interactive_login() { # a scenario
  serve
  install_berth "$H" --set policy=newest
  laptop A
  laptop B
  login first A
  before=$(link_target)
  TERM=dumb from B -tt -- true >/dev/null 2>&1
  same 'the link' "$before" "$(link_target)"
}

two_hosts_with_one_home_have_a_link_each() { # a scenario
  unshare --uts true 2>/dev/null || skip 'no uts namespaces here'
  install_berth "$H" --set per_host=true
  laptop A
  laptop B
  serve
  here=$(uname -n)
  here=${here%%.*}
  cat >"$W/as-h2" <<'END'
#!/bin/sh
hostname h2.example.com && exec "$@"
END
  chmod 0755 "$W/as-h2"
  SERVE_UNDER="unshare --uts $W/as-h2" serve_on $((PORT + 1))
  login first A
  PORT=$((PORT + 1)) login second B
  same 'the second host' h2.example.com "$(typed second 'uname -n')"
  same "the first's link" key-A "$(offers "$LINK.$here")"
  same "the second's link" key-B "$(offers "$LINK.h2")"
  refute 'a link for both' test -h "$LINK"
  typed first 'tmux new-session -d -s work'
  typed second 'tmux -L h2 new-session -d -s work'
  typed second 'screen -dmS h2'
  same 'ssh on the first' OK-A "$(typed first 'ssh git.test')"
  same 'ssh on the second' OK-B "$(typed second 'ssh git.test')"
  same 'a pane of the first' "$LINK.$here" "$(typed tmux:work 'echo $SSH_AUTH_SOCK')"
  signs tmux:work A
  same 'a window of the second' "$LINK.h2" "$(typed screen:h2:0 'echo $SSH_AUTH_SOCK')"
  has 'a pane of the second' "$LINK.h2" "$(as "$H" tmux -L h2 show-environment -g SSH_AUTH_SOCK)"
  leave first
  login third A
  signs tmux:work A
  same "the second's link, still" key-B "$(offers "$LINK.h2")"
}

probe_timeout_is_how_long_an_agent_may_take() { # a scenario
  serve
  install_berth "$H" --set probe_timeout=4
  laptop A
  laptop B
  login first A
  before=$(link_target)
  asleep first
  (sleep 1.5 && awake first) &
  login second B
  same 'slow, but awake' "$before" "$(link_target)"
  asleep first
  start=$(now_ms)
  login third B
  took=$(($(now_ms) - start))
  check "the bound is 4 s, the login took $took ms" test "$took" -ge 3900
  same 'asleep' key-B "$(link_offers)"
}

the_link_may_lie_elsewhere() { # a scenario
  serve
  install_berth "$H" --set 'socket=~/.ssh/here is the agent'
  LINK="$HOME_H/.ssh/here is the agent"
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  typed first 'screen -dmS work'
  same 'a pane' "$LINK" "$(typed tmux:work 'echo "$SSH_AUTH_SOCK"')"
  same 'a window' "$LINK" "$(typed screen:work:0 'echo "$SSH_AUTH_SOCK"')"
  leave first
  login second A
  signs tmux:work A
}

further_places_of_forwarded_agents_are_a_variable() { # a scenario
  need zsh
  install_berth "$H" --set 'agents=/tmp/none-*/sock /tmp/my-*/sock'
  as "$H" mkdir -m 0700 "/tmp/my-$H"
  agent_at "$H" "/tmp/my-$H/sock" C
  as "$H" sh -c 'echo ". ~/.bashrc_agent" >.zshrc'
  for shell in bash zsh; do
    rm -f "$LINK" && chmod -t "/tmp/my-$H/sock" # as if no login had asked it
    same "$shell" "$LINK" "$(as "$H" env SSH_CONNECTION='1 2 3 4' SSH_AUTH_SOCK="/tmp/my-$H/sock" \
      "$shell" -i -c 'echo $SSH_AUTH_SOCK' 2>/dev/null)"
    same "the link, by $shell" "/tmp/my-$H/sock" "$(link_target)"
  done
}

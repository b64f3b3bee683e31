# Slow is not asleep: an agent that is far away, or that waits for its person.

# asking_laptop NAME KEY SECONDS: its agent asks its person for each signature, who answers after a while.
asking_laptop() {
  printf '#!/bin/sh\necho asked >>"%s"\nsleep %s\n' "$W/$1.asked" "$3" >"$W/askpass"
  chmod 0755 "$W/askpass"
  SSH_ASKPASS=$W/askpass SSH_ASKPASS_REQUIRE=force DISPLAY=:7 laptop "$1" none
  SSH_AUTH_SOCK=$W/$1.sock ssh-add -q -c "$RUN/key-$2" || fail "ssh-add -c key-$2"
}

an_agent_slower_than_the_bound_signs() { # a scenario
  serve
  install_berth "$H"
  laptop A
  overheard A 1300
  start=$(now_ms)
  login first A
  took=$(($(now_ms) - start))
  check "the login took $took ms" test "$took" -lt 5000
  same 'the link' "${session_socket[first]}" "$(link_target)"
  typed first 'tmux new-session -d -s work'
  same 'ssh' OK-A "$(typed tmux:work 'ssh git.test')"
  laptop B
  login second B
  same 'the link stays' "${session_socket[first]}" "$(link_target)"
  same 'ssh, beside one that is quick' OK-A "$(typed tmux:work 'ssh git.test')"
  same 'the link, still' "${session_socket[first]}" "$(link_target)"
}

a_second_ssh_waits_while_a_dialog_is_open() { # a scenario
  serve
  install_berth "$H"
  asking_laptop A A 4
  laptop B
  login first A
  typed first 'tmux new-session -d -s work'
  as "$H" tmux new-window -t work: -n other
  login second B
  typed tmux:work:0 'ssh git.test' >"$W/one" &
  mine+=($!)
  eventually 'a dialog' test -s "$W/A.asked"
  same 'the second' OK-A "$(typed tmux:work:other 'ssh git.test' 30)"
  eventually 'the first' grep -q OK-A "$W/one"
  same 'the link' "${session_socket[first]}" "$(link_target)"
}

the_link_comes_back_to_an_agent_that_wakes() { # a scenario
  berth_only
  at_work B
  login second B
  for way in ssh prompt; do
    asleep first
    same 'while it sleeps' OK-B "$(typed tmux:work 'ssh git.test')"
    reads tmux:work B
    within 1500 'the sleeper is not asked again' same 'ssh' OK-B "$(typed tmux:work 'ssh git.test')"
    awake first
    sleep 0.5
    if [ "$way" = ssh ]; then
      eventually 'ssh signs with it' eval '[ "$(typed tmux:work "ssh git.test")" = OK-A ]'
    else
      # The prompts rest for a while after each try.
      as "$H" tmux new-window -t work: -n fresh
      typed tmux:work:fresh true
      enter tmux:work:fresh
    fi
    eventually "after $way the link" link_is key-A
    refute 'a note of it' test -h "$LINK.away"
  done
  signs tmux:work A
}

a_sole_agent_is_waited_for() { # a scenario
  berth_only
  at_work
  asleep first
  (sleep 5 && awake first) &
  keys tmux:work 'ssh git.test >~/answer'
  eventually 'a line about it' eval 'as "$H" tmux capture-pane -p -t work | grep -q "waiting for the ssh agent"'
  eventually 'ssh' grep -qs OK-A "$HOME_H/answer"
}

forty_dead_connections_cost_one_bound() { # a scenario
  berth_only
  serve
  install_berth "$H"
  key_file
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  for number in $(seq 40); do login_with "more$number" A -T -- sleep 300; done
  eventually 'forty sockets' eval '[ "$(find /tmp/ssh-* "$HOME_H/.ssh/agent" -type s -user "$H" 2>/dev/null | wc -l)" -gt 40 ]'
  for one in "${!session_pid[@]}"; do asleep "$one"; done
  within 5000 'the first ssh' same 'key files' OK-F "$(typed tmux:work 'ssh git.test')"
  within 2000 'the next' same 'key files' OK-F "$(typed tmux:work 'ssh git.test')"
  awake first
  signs tmux:work A
}

without_a_writable_ssh_folder_the_agent_that_works_stays() { # a scenario
  serve
  install_berth "$H"
  laptop A
  as "$H" mkdir -p -m 0700 .ssh/agent
  as "$H" chmod 0500 .ssh
  login first A
  typed first 'tmux new-session -d -s work'
  typed first 'screen -dmS work'
  signs first A
  signs tmux:work A
  signs screen:work:0 A
  as "$H" chmod 0700 .ssh
}

a_link_too_long_for_a_socket_is_not_used() { # a scenario
  berth_only
  serve
  long=$(printf 'x%.0s' {1..90})
  as "$H" mkdir "$long"
  install_berth "$H"
  as "$H" sh -c "cp -r .ssh .bashrc .bashrc_agent $long/"
  as "$H" ssh-agent -D -a "$HOME_H/local.sock" >/dev/null &
  mine+=($!)
  eventually 'the agent' as "$H" test -S "$HOME_H/local.sock"
  same 'in a pane' "$HOME_H/local.sock" "$(as "$H" env HOME="$HOME_H/$long" TMUX=/none,1,1 \
    SSH_AUTH_SOCK="$HOME_H/local.sock" bash -i -c 'echo $SSH_AUTH_SOCK' 2>/dev/null)"
  same 'ssh does not take it' 1 "$(as "$H" env HOME="$HOME_H/$long" SSH_AUTH_SOCK="$HOME_H/local.sock" \
    sh "$HOME_H/$long/.bashrc_agent" use; echo $?)"
}

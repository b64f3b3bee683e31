# What it costs: programs started, as strace counts them, and questions to the agent. `cost`
# and `bench` measure the time.

# processes_started FILE: in strace's record.
processes_started() { grep -c '\(fork\|clone\|clone3\)(.*= [0-9]\|resumed.*= [0-9]*$' "$1"; }

# prompts_start WHERE: how many processes five prompts of the shell there start.
prompts_start() {
  local pid tracer
  typed "$1" "echo \$PPID" >"$W/pid"
  pid=$(cat "$W/pid")
  sleep 0.3 # until the prompt after that is drawn
  strace -f -e trace=process -o "$W/strace" -p "$pid" 2>/dev/null &
  tracer=$!
  sleep 0.5
  for _ in 1 2 3 4 5; do enter "$1"; done
  kill "$tracer"
  wait "$tracer" 2>/dev/null
  processes_started "$W/strace"
}

# A system has prompt hooks of its own (systemd's, since 257): ours start nothing besides.
prompts_start_nothing() {
  local before
  need strace
  serve
  laptop A
  login bare A
  before=$(prompts_start bare)
  leave bare
  install_berth "$H"
  login first A
  typed first 'tmux new-session -d -s work'
  same 'processes that five prompts of a pane start' "$before" "$(prompts_start tmux:work)"
  same 'processes that five prompts of a login start' "$before" "$(prompts_start first)"
}

a_prompt_of_bash_starts_nothing_while_all_is_whole() { # a scenario
  prompts_start_nothing
}

a_prompt_of_zsh_starts_nothing_while_all_is_whole() { # a scenario
  need zsh
  login_shell "$(command -v zsh)"
  as "$H" touch .zshrc
  prompts_start_nothing
}

rc_starts_nothing_for_a_command_while_the_link_has_a_socket() { # a scenario
  need strace
  serve
  install_berth "$H"
  laptop A
  login first A
  for own in "$(newest_socket)" "$HOME_H/elsewhere" ''; do
    as "$H" env SSH_CONNECTION='127.0.0.2 1 127.0.0.1 2' ${own:+SSH_AUTH_SOCK="$own"} \
      strace -f -e trace=process -o "$W/x/strace" /bin/sh "$HOME_H/.ssh/rc" </dev/null
    same "processes, own '$own'" 0 "$(processes_started "$W/x/strace")"
    same 'programs' 1 "$(grep -c 'execve(.* = 0' "$W/x/strace")"
    rm "$W/x/strace"
  done
}

ssh_in_a_pane_starts_one_shell() { # a scenario
  berth_only
  need strace
  at_work
  typed tmux:work "strace -ff -e trace=process -o $W/x/strace ssh git.test" >/dev/null
  cat "$W"/x/strace.* >"$W/x/strace"
  # The login shell that ssh_config(5) wants becomes the script's sh, in the same process.
  same 'processes that became shells' 1 "$(grep -l 'execve(.*bin/\(ba\|da\)\?sh".* = 0' "$W"/x/strace.* | wc -l)"
  same 'questions to the agent' 1 "$(grep -c 'execve(.*/ssh-add".* = 0' "$W/x/strace")"
}

# asks_at_most COUNT WHAT LAPTOP
asks_at_most() {
  local count
  count=$(asked "$3")
  check "$2 asks $3 $count times, at most $1" test "$count" -le "$1"
}

a_login_asks_each_agent_once() { # a scenario
  serve
  install_berth "$H"
  laptop A && overheard A
  laptop B && overheard B
  login first A
  asks_at_most 1 'the first login' A
  login second B
  asks_at_most 1 "B's login" A
  asks_at_most 1 "B's login" B
  leave first
  login third A
  asks_at_most 1 'a login after the link has died' A
  asks_at_most 1 'a login after the link has died' B
  check 'the link leads to one of them' grep -qx 'key-[AB]' <<<"$(link_offers)"
}

prompts_and_commands_ask_nobody_while_all_is_whole() { # a scenario
  serve
  install_berth "$H"
  laptop A && overheard A
  login first A
  typed first 'tmux new-session -d -s work'
  as "$H" tmux new-window -t work: -n new
  typed tmux:work:new true
  asked A >/dev/null
  from A -- true
  asks_at_most 0 'a command' A
  for _ in 1 2 3; do enter tmux:work:new && enter first; done
  asks_at_most 0 'a prompt' A
  as "$H" tmux new-window -t work: -n newer
  typed tmux:work:newer true
  asks_at_most 0 'a new window' A
}

ssh_asks_once_more_at_most() { # a scenario
  no_recipe_before
  serve
  laptop A && overheard A
  login first A
  typed first 'ssh git.test' >/dev/null # the list, and the signature
  same 'what ssh asks as it comes' 2 "$(asked A)"
  leave first
  install_berth "$H"
  login second A
  typed second 'tmux new-session -d -s work'
  for where in second tmux:work; do
    asked A >/dev/null
    typed "$where" 'ssh git.test' >/dev/null
    asks_at_most 3 "ssh at $where" A
    typed "$where" 'ssh -G git.test' >/dev/null
    asks_at_most 1 "ssh -G at $where" A
  done
}

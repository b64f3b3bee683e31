# A stranger on the same host: another account that takes places in /tmp where H's agent
# was, and listens. And root, with H's home.

heard=

# stranger_at SOCKET: H2's agent there, open to everybody; `heard` names its notes.
stranger_at() {
  heard=$W/x/heard
  if [ ! -S "/home/$H2/agent" ]; then
    as "$H2" ssh-agent -D -a "/home/$H2/agent" >/dev/null 2>&1 &
    mine+=($!)
    cp "$RUN/key-B" "/home/$H2/key" && chown "$H2:" "/home/$H2/key"
    eventually "the stranger's agent" as "$H2" env SSH_AUTH_SOCK="/home/$H2/agent" ssh-add -q "/home/$H2/key"
  fi
  as "$H2" "$RUN/tap" "$1" "$heard" "/home/$H2/agent" &
  mine+=($!)
  eventually "the stranger at $1" test -S "$1"
}

# plant SOCKET: the stranger makes the folder of a socket that was H's. What keeps him
# from it may be gone one day: somebody cleans /tmp.
plant() {
  place=$1
  if ! as "$H2" mkdir "${place%/*}" 2>/dev/null; then
    rm -rf "${place%/*}"
    as "$H2" mkdir "${place%/*}"
  fi
  stranger_at "$place"
}

nothing_heard() { same "what the stranger hears $1" '' "$(sort "$heard" | uniq -c | paste -sd,)"; }

# H has a pane, a key file, nobody connected, and a link that names a place where the
# stranger is now. OpenSSH 10.1 has no such places: there the link is of older days.
stranger_in_a_dead_place() {
  serve
  install_berth "$H" "$@"
  key_file
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  place=${session_socket[first]}
  leave first
  case $place in
    /tmp/ssh-*) ;;
    *) place=/tmp/ssh-$H-old/agent.1 && as "$H" ln -sfn "$place" "$LINK" ;;
  esac
  plant "$place"
}

# What H does at WHERE, once something has looked at the link.
stranger_hears_nothing_at() {
  check "the link names the stranger's place" test "$(link_target)" != "$place"
  typed "$1" 'ssh-add -l'
  typed "$1" 'ssh-add -q ~/.ssh/id_ed25519'
  nothing_heard 'from ssh-add'
  has 'a key file is used, or an agent' OK- "$(typed "$1" 'ssh git.test')"
  has 'a key file is used, or an agent' OK- "$(typed "$1" 'ssh -o AddKeysToAgent=yes git.test')"
  nothing_heard 'from ssh'
  enter "$1"
  nothing_heard 'from a prompt'
}

a_stranger_in_a_dead_place_hears_nothing_of_a_prompt() { # a scenario
  stranger_in_a_dead_place
  enter tmux:work
  nothing_heard 'from the prompt'
  stranger_hears_nothing_at tmux:work
}

a_stranger_in_a_dead_place_hears_nothing_of_a_prompt_of_zsh() { # a scenario
  need zsh
  login_shell "$(command -v zsh)"
  as "$H" touch .zshrc
  stranger_in_a_dead_place
  enter tmux:work
  nothing_heard 'from the prompt'
  stranger_hears_nothing_at tmux:work
}

a_stranger_in_a_dead_place_hears_nothing_of_ssh() { # a scenario
  stranger_in_a_dead_place
  same 'ssh' OK-F "$(typed tmux:work 'ssh git.test')"
  nothing_heard 'from ssh'
  stranger_hears_nothing_at tmux:work
}

a_stranger_in_a_dead_place_gets_no_key_from_ssh() { # a scenario
  stranger_in_a_dead_place
  same 'ssh' OK-F "$(typed tmux:work 'ssh -o AddKeysToAgent=yes git.test')"
  nothing_heard 'from ssh'
  stranger_hears_nothing_at tmux:work
}

a_stranger_in_a_dead_place_hears_nothing_of_a_login() { # a scenario
  stranger_in_a_dead_place
  login second A
  nothing_heard 'from the login'
  same 'the link' "${session_socket[second]}" "$(link_target)"
  reads tmux:work A
  signs second A
  stranger_hears_nothing_at tmux:work
}

a_stranger_in_a_dead_place_hears_nothing_of_a_login_with_newest() { # a scenario
  stranger_in_a_dead_place --set policy=newest
  login second A
  nothing_heard 'from the login'
  same 'the link' "${session_socket[second]}" "$(link_target)"
  reads tmux:work A
  signs second A
  stranger_hears_nothing_at tmux:work
}

a_stranger_in_a_dead_place_hears_nothing_of_a_command() { # a scenario
  stranger_in_a_dead_place
  from A -- true
  nothing_heard 'from rc'
  login_with second A -T -- sleep 100
  eventually 'the link leads there' link_is key-A
  nothing_heard 'from rc'
  signs tmux:work A
  stranger_hears_nothing_at tmux:work
}

a_stranger_in_a_dead_place_hears_nothing_of_a_login_without_an_agent() { # a scenario
  stranger_in_a_dead_place
  login guest A -a
  nothing_heard 'from the login'
  stranger_hears_nothing_at guest
}

a_stranger_in_a_dead_place_hears_nothing_of_new_panes_and_windows() { # a scenario
  need screen
  stranger_in_a_dead_place
  as "$H" tmux new-window -t work: -n new
  typed tmux:work:new true
  nothing_heard 'from a new window'
  stranger_hears_nothing_at tmux:work:new
  as "$H" ln -sfn "$place" "$LINK"
  as "$H" screen -dmS work
  typed screen:work:0 true
  nothing_heard 'from a window of screen'
  stranger_hears_nothing_at screen:work:0
}

a_stranger_in_a_dead_place_hears_nothing_of_doctor_and_the_verbs() { # a scenario
  berth_only
  stranger_in_a_dead_place
  as "$H" ln -sfn "$place" "$LINK" # a prompt may have left it already
  said=$(as "$H" "$RUN/berth" doctor 2>&1) && fail "doctor finds nothing wrong: $said"
  nothing_heard 'from doctor'
  for verb in login use repair; do
    as "$H" ln -sfn "$place" "$LINK"
    typed tmux:work "sh ~/.bashrc_agent $verb"
    typed tmux:work "SSH_AUTH_SOCK=$place SSH_CONNECTION='1 2 3 4' SSH_TTY=/dev/pts/0 sh ~/.bashrc_agent $verb"
    nothing_heard "from $verb"
  done
  stranger_hears_nothing_at tmux:work
}

# The stranger's place leads to H's own agent, for as long as somebody looks. (A prompt's builtins can't read a link's
# text; what looks right then may change afterwards in any case, but for a folder that is kept.)
a_strangers_symlink_to_the_own_agent_is_not_kept() { # a scenario
  serve
  install_berth "$H"
  key_file
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  place=/tmp/ssh-$H-trap/agent.1
  as "$H2" mkdir "${place%/*}"
  for way in ssh command login; do
    as "$H2" ln -sfn "${session_socket[first]}" "$place"
    as "$H" ln -sfn "$place" "$LINK"
    has 'it answers' key-A "$(offers "$place")"
    case $way in
      ssh) has ssh OK- "$(typed tmux:work 'ssh git.test')" ;;
      command) from A -- true ;;
      login) login second A ;;
    esac
    check "after a $way the link leads there" test "$(link_target)" != "$place"
    enter tmux:work # a command that had the link is over
    as "$H2" rm "$place"
    stranger_at "$place"
    reads tmux:work A
    stranger_hears_nothing_at tmux:work
    as "$H2" rm "$place"
  done
}

# protected_symlinks VALUE: until the scenario's end, and for one scenario at a time.
protected_symlinks() {
  local file=/proc/sys/fs/protected_symlinks
  if [ -z "${symlinks_before:-}" ]; then
    exec {symlinks_lock}<"$file"
    flock "$symlinks_lock"
    symlinks_before=$(cat "$file")
    trap 'status=$?; echo "$symlinks_before" >/proc/sys/fs/protected_symlinks; (exit "$status"); slot_leave' EXIT
  fi
  { echo "$1" >"$file"; } 2>/dev/null || skip 'fs.protected_symlinks cannot be set here'
}

a_strangers_symlink_to_the_own_folder_is_not_taken() { # a scenario
  serve
  install_berth "$H"
  key_file
  own=/tmp/ssh-$H-own/agent.1
  as "$H" mkdir -m 0700 "${own%/*}"
  agent_at "$H" "$own" A
  as "$H" tmux new-session -d -s work
  folder=/tmp/ssh-000000-$H-trap place=/tmp/ssh-000000-$H-trap/agent.1
  as "$H2" mkdir "/tmp/ssh-$H2-own"
  stranger_at "/tmp/ssh-$H2-own/agent.1"
  for value in 0 1; do
    protected_symlinks "$value"
    for way in missing there; do
      as "$H2" ln -sfn "${own%/*}" "$folder"
      case $way in
        missing) rm -f "$LINK" ;;
        there) as "$H" ln -sfn "$place" "$LINK" ;;
      esac
      has 'ssh' OK- "$(typed tmux:work 'ssh git.test')"
      same "the link, protected_symlinks $value, it was $way" "$own" "$(link_target)"
      as "$H2" ln -sfn "/tmp/ssh-$H2-own" "$folder"
      reads tmux:work A
      stranger_hears_nothing_at tmux:work
    done
    as "$H" ln -sfn "$place" "$LINK"
    enter tmux:work
    nothing_heard 'from a prompt'
    stranger_hears_nothing_at tmux:work
  done
}

# The stranger tries each place that was ever H's, all the time.
a_stranger_who_tries_every_place_at_every_moment_hears_nothing() { # a scenario
  serve
  install_berth "$H"
  key_file
  as "$H2" mkdir "/tmp/ssh-$H2-own"
  stranger_at "/tmp/ssh-$H2-own/agent.1"
  : >"$W/x/places"
  as "$H2" sh -c 'while :; do
    while read -r place; do
      mkdir "${place%/*}" && { "$1" "$place" "$2" ~/agent & }
    done <"$3"
  done 2>/dev/null' sh "$RUN/tap" "$heard" "$W/x/places" &
  mine+=($!)
  laptop A
  as "$H" tmux new-session -d -s work
  for round in 1 2 3 4 5; do
    login "turn$round" A
    echo "${session_socket[turn$round]}" >>"$W/x/places"
    reads tmux:work A
    from A -- true
    kill "${session_pid[turn$round]}"
    eventually "turn$round has left" gone "${session_pid[turn$round]}"
    sleep 0.5 # he has made it his by now, if he can
    nothing_heard 'from a login'
    typed tmux:work 'ssh-add -l'
    nothing_heard 'from ssh-add, at once'
    has ssh OK-F "$(typed tmux:work 'ssh -o AddKeysToAgent=yes git.test')"
    enter tmux:work
    nothing_heard 'from a pane'
  done
}

# What lies in H's home, whose it is, and when it changed. bash's history is bash's.
home_with_owners() { find "$HOME_H" ! -name .bash_history ! -path "$HOME_H" -printf '%p %u %m %C@ %l\n' | sort; }

# home_is_as WHEN
home_is_as() { same "what changed in the home $1" '' "$(diff <(echo "$before") <(home_with_owners) | tail -n 3)"; }

# as_root_with_his_home [NAME=VALUE...] COMMAND...: one line after the other at its prompt.
as_root_with_his_home() {
  printf '\n\n:\n' | env -i HOME="$HOME_H" PATH="$PATH" TERM=xterm LANG=C.UTF-8 HISTFILE=/dev/null "$@" 2>/dev/null
}

# An agent of root's where a repair would find it.
roots_agent() {
  mkdir -m 0700 "/tmp/ssh-$H-root"
  ssh-agent -D -a "/tmp/ssh-$H-root/agent.1" >/dev/null 2>&1 &
  mine+=($!)
  eventually "root's agent" answers "/tmp/ssh-$H-root/agent.1"
  SSH_AUTH_SOCK=/tmp/ssh-$H-root/agent.1 ssh-add -q "$RUN/key-B"
}

a_shell_of_roots_with_the_users_home_writes_nothing_there() { # a scenario
  at_work
  server=$(typed tmux:work 'echo $TMUX')
  roots_agent
  own=/tmp/ssh-$H-root/agent.1
  for state in live dangling missing; do
    case $state in
      dangling) as "$H" ln -sfn /tmp/ssh-XXXXgone/agent.1 "$LINK" ;;
      missing) rm "$LINK" ;;
    esac
    before=$(home_with_owners)
    for where in OUTSIDE=1 "TMUX=$server" STY=1.work 'SSH_CONNECTION=1 2 3 4'; do
      for agent in "$own" "$LINK" "${session_socket[first]}" ''; do
        set -- "$where" SSH_TTY=/dev/pts/0 SSH_AUTH_SOCK="$agent"
        as_root_with_his_home "$@" bash -i >/dev/null
        home_is_as "by bash, link $state, $where, agent '$agent'"
        as_root_with_his_home "$@" su -m root -c 'bash -i' >/dev/null
        home_is_as "by su, link $state, $where, agent '$agent'"
        for verb in login use repair; do
          as_root_with_his_home "$@" sh "$HOME_H/.bashrc_agent" "$verb" >/dev/null
          home_is_as "by $verb, link $state, $where, agent '$agent'"
        done
      done
    done
  done
  signs tmux:work A
}

a_shell_of_roots_with_the_users_home_starts_nothing() { # a scenario
  need strace
  as "$H" sh -c ': >~/.bashrc'
  at_work
  server=$(typed tmux:work 'echo $TMUX')
  roots_agent
  leave first
  for where in OUTSIDE=1 "TMUX=$server" 'SSH_CONNECTION=1 2 3 4'; do
    for agent in "/tmp/ssh-$H-root/agent.1" "$LINK" ''; do
      as_root_with_his_home "$where" SSH_AUTH_SOCK="$agent" \
        strace -f -e trace=process -o "$W/strace" bash -i >/dev/null
      same "processes, $where, agent '$agent'" 0 "$(processes_started "$W/strace")"
    done
  done
}

# A person's hands: lines typed into shells, panes and windows.

typed_count=0

# typed WHERE COMMAND [SECONDS]: types a line that runs COMMAND (sh), waits for its end
# (15 s), prints what it said. WHERE is a session, tmux:TARGET or screen:NAME:WINDOW.
# Exit: the command's; 125 if it did not end.
typed() {
  local where=$1 limit=$((${3:-15} * 1000)) script end
  typed_count=$((typed_count + 1))
  script=$W/x/typed.$BASHPID.$typed_count
  printf '{ %s\n} >%s.out 2>&1 </dev/null\necho $? >%s.rc.new && mv %s.rc.new %s.rc\n' \
    "$2" "$script" "$script" "$script" "$script" >"$script"
  chmod 0755 "$script"
  keys "$where" "sh $script"
  end=$(($(now_ms) + limit))
  until [ -e "$script.rc" ]; do
    if [ "$(now_ms)" -gt "$end" ]; then
      cat "$script.out" 2>/dev/null
      return 125
    fi
    sleep 0.02
  done
  cat "$script.out"
  return "$(cat "$script.rc")"
}

# keys WHERE LINE: types the line and Enter, and does not wait.
keys() {
  case $1 in
    tmux:*) as "$H" tmux send-keys -t "${1#tmux:}" "$2" Enter ;;
    screen:*)
      local rest=${1#screen:}
      as "$H" screen -S "${rest%%:*}" -p "${rest#*:}" -X stuff "$2
"
      ;;
    *) printf '%s\n' "$2" >&"${session_in[$1]}" ;;
  esac
}

# The agent as a person meets it at WHERE: signs WHERE KEY. ssh, ssh-add and ssh-keygen.
signs() {
  same "ssh at $1" "OK-$2" "$(typed "$1" 'ssh git.test')"
  reads "$1" "$2"
}

# reads WHERE KEY: programs that read SSH_AUTH_SOCK alone.
reads() {
  has "ssh-add at $1" "key-$2" "$(typed "$1" 'ssh-add -l')"
  check "ssh-keygen signs at $1" typed "$1" "cd $W/x && echo text >t && rm -f t.sig &&
    ssh-keygen -q -Y sign -n file -f $RUN/key-$2.pub t"
}

# A prompt drawn at WHERE.
enter() {
  keys "$1" ''
  sleep 0.3
}

# Somebody is attached to tmux.
attached() { [ -n "$(as "$H" tmux list-clients)" ]; }

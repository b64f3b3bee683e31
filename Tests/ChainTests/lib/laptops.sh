# Laptops: an agent with a key of its own each, and connections to the host. They come
# from 127.0.0.2, as another machine does. What they log in with is a key file, so
# that they get in with any agent.

declare -A session_pid=() session_in=() session_socket=()
mine=() # what this test has started: pids, and groups with a minus

ssh_plain=(-F /dev/null -o IdentitiesOnly=yes -o StrictHostKeyChecking=no
  -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o BatchMode=yes -o BindAddress=127.0.0.2)

# laptop NAME [KEY...]: starts its agent, with key-NAME unless KEYs (or none) are given.
laptop() {
  local name=$1 key
  shift
  [ $# -gt 0 ] || set -- "$name"
  rm -f "$W/$name.sock"
  ssh-agent -D -a "$W/$name.sock" >/dev/null 2>&1 &
  mine+=($!)
  agent_pid=$!
  eventually "agent of $name" answers "$W/$name.sock"
  for key; do
    [ "$key" = none ] || SSH_AUTH_SOCK=$W/$name.sock ssh-add -q "$RUN/key-$key" || fail "ssh-add key-$key"
  done
}

# overheard LAPTOP [DELAY_MS]: from now on its agent answers the host so much later, and what it is asked from there is
# noted. What the laptop's own ssh asks is not.
overheard() {
  mv "$W/$1.sock" "$W/$1.agent"
  "$RUN/tap" "$W/$1.sock" "$W/$1.heard" "$W/$1.agent" "${2-}" &
  mine+=($!)
  eventually "the tap of $1" test -S "$W/$1.sock"
}

# asked LAPTOP: how many questions its agent got since the last time.
asked() {
  grep -cvx 'connection\|extension' "$W/$1.heard"
  : >"$W/$1.heard"
}

# answers SOCKET: an agent, be it without keys.
answers() {
  SSH_AUTH_SOCK=$1 ssh-add -l
  [ $? -lt 2 ]
}

# from LAPTOP [SSH_OPTION...] -- [COMMAND...]: one ssh to the host, agent forwarded; `instead=yes`: in this shell's place.
from() {
  local name=$1 options=() own
  shift
  while [ $# -gt 0 ] && [ "$1" != -- ]; do options+=("$1") && shift; done
  [ $# -eq 0 ] || shift
  own=$W/$name.agent
  [ -S "$own" ] || own=$W/$name.sock
  SSH_AUTH_SOCK=$own ${instead:+exec} ssh "${ssh_plain[@]}" -i "$RUN/login" -p "$PORT" \
    -o ForwardAgent="$W/$name.sock" "${options[@]}" \
    "$H@127.0.0.1" "$@"
}

# login SESSION LAPTOP [SSH_OPTION...]: an interactive login that stays; ready when its
# shell has answered. `login_with` also takes `-- COMMAND` to run instead of the shell.
login() {
  local session=$1
  login_with "$@"
  if [ "$(typed "$session" 'echo ready')" = ready ]; then
    session_socket[$session]=$(newest_socket)
    return
  fi
  fail "login $session: the shell does not answer: $(cat "$W/$session.out" "$W/$session.err")"
}

login_with() {
  local session=$1 laptop=$2 fd
  shift 2
  rm -f "$W/$session.in"
  mkfifo "$W/$session.in"
  exec {fd}<>"$W/$session.in"
  session_in[$session]=$fd
  session_socket[$session]=
  # The ssh itself is what sleeps and leaves, not a shell that waits for it.
  instead=yes from "$laptop" -tt "$@" <"$W/$session.in" >"$W/$session.out" 2>"$W/$session.err" &
  session_pid[$session]=$!
  mine+=($!)
}

# leave SESSION: the connection closes in order.
leave() {
  kill "${session_pid[$1]}" 2>/dev/null
  eventually "$1 has left" gone "${session_pid[$1]}"
  [ -z "${session_socket[$1]}" ] || eventually "socket of $1 gone" test ! -e "${session_socket[$1]}"
}

gone() { [ ! -e "/proc/$1" ] || [ "$(cut -d' ' -f3 <"/proc/$1/stat")" = Z ]; }

# asleep SESSION, awake SESSION: sshd's socket accepts, and nobody answers.
asleep() { kill -STOP "${session_pid[$1]}"; }
awake() { kill -CONT "${session_pid[$1]}"; }

# crash SESSION: the sshd that owns the socket, and is named in it, is killed; the file stays.
crash() {
  local socket=${session_socket[$1]} process
  process=${socket##*agent.} # or .../s.HASH.sshd.PID.RANDOM
  process=${process#*.sshd.}
  process=${process%.*}
  kill -9 "$process" || fail "no sshd of $1"
  eventually "$1's ssh has noticed" gone "${session_pid[$1]}"
  [ -S "$socket" ] || fail "the crash took the socket with it"
}

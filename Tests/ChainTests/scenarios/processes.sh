# Processes that no login of sshd's started, or that outlive it.

# terminal NAME COMMAND...: runs it on a terminal of its own, for `typed` and `keys`.
terminal() {
  local name=$1 fd
  shift
  rm -f "$W/$name.in"
  mkfifo "$W/$name.in"
  exec {fd}<>"$W/$name.in"
  # shellcheck disable=SC2004 # its keys are names
  session_in[$name]=$fd
  setsid script -qec "$*" /dev/null <"$W/$name.in" >"$W/$name.out" 2>&1 &
  mine+=("-$!")
  [ "$(typed "$name" 'echo ready')" = ready ] || fail "no shell by $*: $(cat "$W/$name.out")"
}

a_mosh_session_uses_the_agent_of_a_login_beside_it() { # a scenario
  need mosh-server mosh-client
  serve
  install_berth "$H"
  laptop A
  laptop B
  # As mosh(1) does it; its own connection ends at once, and no agent comes with it.
  # shellcheck disable=SC2153
  answer=$(from B -tt -- env LANG=C.UTF-8 mosh-server new -i 127.0.0.1 -p "$PORT:$((PORT + 9))" 2>&1 | tr -d '\r')
  read -r udp key < <(sed -n 's/^MOSH CONNECT //p' <<<"$answer")
  [ -n "$key" ] || fail "no mosh server: $answer"
  eventually 'the connection has ended' nobody_connected
  terminal mosh "stty rows 24 cols 80; MOSH_KEY=$key mosh-client 127.0.0.1 $udp"
  within 6000 'nobody there' refute 'somebody signs' typed mosh 'ssh git.test'
  login first A
  enter mosh
  signs mosh A
  leave first
  login second B
  enter mosh
  signs mosh B
}

su_and_sudo_find_a_live_link() { # a scenario
  need sudo su
  serve
  install_berth "$H"
  same 'without one' '' "$(su - "$H" -c 'bash -i -c "echo \$SSH_AUTH_SOCK"' 2>/dev/null)"
  laptop A
  laptop B
  login first A
  terminal su "su - $H"
  terminal sudo "sudo -i -u $H"
  for session in su sudo; do
    same "$session" "$LINK" "$(typed "$session" 'echo $SSH_AUTH_SOCK')"
    signs "$session" A
  done
  login second B
  leave first
  for session in su sudo; do
    enter "$session"
    signs "$session" B
  done
  same 'the mover of the link' "$H" "$(stat -c %U "$LINK")"
}

# What cron(8) gives a job, systemd a user's unit: no more than this.
jobs_of_cron_and_units_of_systemd_reach_the_agent_by_ssh() { # a scenario
  serve
  install_berth "$H"
  job() { as "$H" env -i HOME="$HOME_H" LOGNAME="$H" SHELL=/bin/sh PATH=/usr/bin:/bin "$@" </dev/null 2>&1; }
  laptop A
  laptop B
  within 2500 'nobody there' refute 'somebody signs' job sh -c 'ssh git.test'
  login first A
  same 'ssh' OK-A "$(job sh -c 'ssh git.test')"
  same 'a login shell' OK-A "$(job bash -l -c 'ssh git.test')"
  has 'ssh-add without the variable' 'not open a connection' "$(job ssh-add -l)"
  has 'ssh-add with it' key-A "$(job env SSH_AUTH_SOCK="$LINK" ssh-add -l)"
  login second B
  leave first
  same 'ssh after a reconnect' OK-B "$(job sh -c 'ssh git.test')"
}

# `docker exec` starts a shell with the container's environment: neither a login nor SSH_….
# The home is shared; /tmp is the container's own, and so is every process.
a_shell_in_a_container_takes_what_it_can_reach() { # a scenario
  need unshare
  serve
  install_berth "$H"
  laptop A
  login first A
  inside() {
    unshare -m -p -f -- sh -c "mount -t tmpfs -o mode=1777 none /tmp && mount -t proc none /proc &&
      exec setpriv --reuid $H --regid $H --init-groups env -i HOME=$HOME_H PATH=/usr/bin:/bin TERM=xterm $1" 2>/dev/null
  }
  before=$(link_target)
  if [[ $before = /tmp/* ]]; then
    same 'a socket in /tmp is out of reach' '' "$(inside "bash -i -c 'echo \$SSH_AUTH_SOCK'")"
    within 3000 'nobody there' refute 'somebody signs' inside "bash -i -c 'ssh git.test'"
    # From there the link's place looks dead, as one that anybody may make again: it is left, and found again here.
    enter first
    same 'the link' "$before" "$(link_target)"
  fi
  leave first
  # Since OpenSSH 10.1 it lies in the home.
  as "$H" mkdir -p -m 0700 .ssh/agent
  agent_at "$H" "$HOME_H/.ssh/agent/s.qhVbmKFyAT.sshd.1.tzqBqUrhqi" C
  as "$H" sh "$HOME_H/.bashrc_agent" repair
  same 'a socket in the home' "$LINK" "$(inside "bash -i -c 'echo \$SSH_AUTH_SOCK'")"
  has 'its keys' key-C "$(inside "bash -i -c 'ssh-add -l'")"
}

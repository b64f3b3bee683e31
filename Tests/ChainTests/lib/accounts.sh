# Real accounts: sshd and ssh take the home from passwd, whatever $HOME says. Their
# names begin with berth-t and the number of the run that made them, so that a later
# run can clear away what an interrupted one has left.

# account_new NAME: no password, but not locked (sshd refuses locked ones).
account_new() {
  useradd -m -s /bin/bash -p '*' "$1" 2>/dev/null || fail "useradd $1 failed"
  chmod 0755 "/home/$1"
}

# The account's processes, without the dead that nobody has buried yet.
account_processes() {
  ps -o pid=,stat= -U "$1" 2>/dev/null | awk '$2 !~ /^Z/ { print $1 }'
}

# Ends every process of the account. Ours only: the account was made by this run.
account_stop() {
  local round pids
  id -u "$1" >/dev/null 2>&1 || return 0
  for round in 1 2 3 4 5 6 7 8; do
    pids=$(account_processes "$1")
    [ -n "$pids" ] || return 0
    # shellcheck disable=SC2086
    kill -9 $pids 2>/dev/null
    sleep "0.0$round"
  done
}

# What the account's programs leave outside its home.
account_sweep() {
  local uid
  uid=$(id -u "$1" 2>/dev/null) || return 0
  find /tmp -mindepth 1 -maxdepth 1 -uid "$uid" -exec rm -rf {} + 2>/dev/null
  rm -rf "/run/screen/S-$1" "/tmp/screens/S-$1"
}

account_end() {
  account_stop "$1"
  account_sweep "$1"
  userdel -r "$1" >/dev/null 2>&1
  getent passwd "$1" >/dev/null && userdel -f "$1" >/dev/null 2>&1
  rm -rf "/home/${1:?}"
}

# Every account, process and file of runs that are no longer there.
accounts_clear_leftovers() {
  local name number process
  while IFS=: read -r name _; do
    case $name in berth-t[0-9]*) ;; *) continue ;; esac
    number=${name#berth-t}
    number=${number%%-*}
    if ! grep -qsz '^\(.*/\)\?\(run\|cost\|bench\)$' "/proc/$number/cmdline"; then
      # Servers and agents of its laptops; nobody else names its folder.
      for process in $(grep -lsz "/tmp/berth-t$number/" /proc/[0-9]*/cmdline | cut -d/ -f3); do
        kill -9 "$process" 2>/dev/null
      done
      account_end "$name"
      rm -rf "/tmp/berth-t$number"
    fi
  done </etc/passwd
}

# account_reset NAME: an empty Debian home, the login key, a way to the git server.
account_reset() {
  local home=/home/$1
  account_stop "$1"
  account_sweep "$1"
  find "$home" -mindepth 1 -delete
  cp -r /etc/skel/. "$home"
  mkdir -m 0700 "$home/.ssh"
  cp "$RUN/login.pub" "$home/.ssh/authorized_keys"
  cat >"$home/.ssh/config" <<END
Host git.test
  HostName 127.0.0.1
  Port $PORT
  User $GIT
  BatchMode yes
  LogLevel ERROR
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
END
  chmod 0600 "$home/.ssh/config"
  chown -R "$1:" "$home"
  chmod 0755 "$home"
}

# as ACCOUNT COMMAND...: as a process of its own, in its home, with a fresh environment.
as() {
  local account=$1 shell
  shift
  shell=$(getent passwd "$account" | cut -d: -f7)
  (cd "/home/$account" && exec setpriv --reuid "$account" --regid "$account" --init-groups \
    env -i HOME="/home/$account" USER="$account" LOGNAME="$account" SHELL="$shell" \
    PATH=/usr/local/bin:/usr/bin:/bin TERM=xterm LANG=C.UTF-8 "$@")
}

# login_shell SHELL: what H logs in with.
login_shell() { usermod -s "$1" "$H" >/dev/null 2>&1 || fail "no login shell $1"; }

# key_file: H has key F in a file that ssh tries by itself.
key_file() { cp "$RUN/key-F" "$HOME_H/.ssh/id_ed25519" && chown "$H:" "$HOME_H/.ssh/id_ed25519"; }

# The world of one run: a folder, keys, the git server, accounts for so many scenarios at
# once; and one scenario's part of it.

# world_begin SLOTS: makes it all. Sets RUN and GIT. World's end comes by itself.
world_begin() {
  local key slot
  world_number=$$ world_slots=$1
  RUN=/tmp/berth-t$$ GIT=berth-t$$-git
  trap world_end EXIT
  trap 'exit 130' INT TERM HUP
  accounts_clear_leftovers
  mkdir -p /run/sshd
  mkdir -m 0755 "$RUN"
  find_berth
  cp "$chain_folder/lib/tap" "$RUN/tap" # which the accounts run, too
  for key in hostkey login key-A key-B key-C key-F; do
    ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$RUN/$key"
  done
  account_new "$GIT"
  mkdir -m 0700 "/home/$GIT/.ssh"
  for key in A B C F; do
    # What it answers tells which key has signed.
    echo "command=\"echo OK-$key\",restrict $(cat "$RUN/key-$key.pub")"
  done >"/home/$GIT/.ssh/authorized_keys"
  chown -R "$GIT:" "/home/$GIT/.ssh"
  for slot in $(seq "$world_slots"); do
    account_new "berth-t$world_number-$slot"
    account_new "berth-t$world_number-${slot}b"
  done
}

world_end() {
  local pid slot
  trap - EXIT
  for pid in $(jobs -p); do kill "$pid" 2>/dev/null; done
  wait
  for slot in $(seq "$world_slots"); do
    account_end "berth-t$world_number-$slot"
    account_end "berth-t$world_number-${slot}b"
  done
  account_end "$GIT"
  rm -rf "$RUN"
}

# slot_enter RUN_NUMBER SLOT: for one scenario, in a process of its own. Sets H, H2, W...
slot_enter() {
  RUN=/tmp/berth-t$1 GIT=berth-t$1-git
  H=berth-t$1-$2 H2=berth-t$1-${2}b
  W=$RUN/$2 PORT=$((20000 + $1 % 4000 * 10 + $2 * 2))
  HOME_H=/home/$H LINK=/home/$H/.ssh/ssh_auth_sock
  rm -rf "$W"
  mkdir -m 0711 "$W"
  mkdir "$W/x"
  chmod 0777 "$W/x"
  trap slot_leave EXIT
  trap 'exit 99' INT TERM
  account_reset "$H"
  account_reset "$H2"
  login_shell /bin/bash
}

slot_leave() {
  local status=$? one
  exec 2>/dev/null # of what is killed now, bash would tell
  trap - EXIT
  for one in "${mine[@]}"; do
    kill -CONT -- "$one"
    kill -9 -- "$one"
  done
  for one in "$H" "$H2"; do
    account_stop "$one"
    account_sweep "$one"
  done
  rm -rf "/tmp/ssh-$H-"* # what was another's there
  exit "$status"
}

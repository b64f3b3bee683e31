# An sshd of this test's own on 127.0.0.1, with H and the git server behind it.

# serve [SSHD_CONFIG_LINE...]: starts it on $PORT and waits until it answers.
serve() { serve_on "$PORT" "$@"; }

# serve_on PORT [LINE...]; SERVE_UNDER may name a program to run it under.
serve_on() {
  local port=$1 file=$W/sshd_config.$1
  shift
  {
    printf '%s\n' "Port $port" 'ListenAddress 127.0.0.1' "HostKey $RUN/hostkey" 'PidFile none' \
      'UsePAM no' 'PasswordAuthentication no' 'UseDNS no' 'MaxStartups 500' 'PrintMotd no' \
      'PrintLastLog no' 'LogLevel ERROR' 'Subsystem sftp /usr/lib/openssh/sftp-server'
    printf '%s\n' "$@"
    case "$*" in *X11Forwarding*) ;; *) echo 'X11Forwarding yes' ;; esac
  } >"$file"
  # shellcheck disable=SC2086
  setsid ${SERVE_UNDER:-} /usr/sbin/sshd -D -e -f "$file" >"$W/sshd.$port.log" 2>&1 &
  mine+=("-$!")
  eventually "sshd on port $port" bash -c ": </dev/tcp/127.0.0.1/$port" 2>/dev/null
}

# The newest forwarded agent's socket of H, in either of sshd's places: up to OpenSSH 10.0, and since.
newest_socket() {
  find /tmp/ssh-*/ "$HOME_H/.ssh/agent" -maxdepth 1 \( -path '/tmp/*/agent.*' -o -name 's.*.sshd.*' \) \
    -type s -uid "$(id -u "$H")" -printf '%C@ %p\n' 2>/dev/null | sort -rn | head -n 1 | cut -d' ' -f2
}

# is_raw TEXT: it names such a socket.
is_raw() { grep -q "/tmp/ssh-[^/]*/agent\.\|$HOME_H/\.ssh/agent/s\." <<<"$1"; }

# Whose keys the link offers: key-A, empty, hung or dead. As H sees it.
link_offers() { offers "$LINK"; }

# offers SOCKET
offers() {
  local text
  text=$(as "$H" env SSH_AUTH_SOCK="$1" timeout 2 ssh-add -l 2>/dev/null)
  case $?:$text in
    0:*) cut -d' ' -f3 <<<"$text" | paste -sd, ;;
    1:?*) echo empty ;;
    124:*) echo hung ;;
    *) echo dead ;;
  esac
}

link_target() { readlink "$LINK"; }

nobody_connected() { [ -z "$(newest_socket)" ]; }

# link_is WHOSE: the link offers that.
link_is() { [ "$(link_offers)" = "$1" ]; }

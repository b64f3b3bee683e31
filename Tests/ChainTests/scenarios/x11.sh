# What sshd leaves to rc, because it exists: the X11 cookie and /etc/ssh/sshrc.

# The cookies that a connection with X11 has: cookies [SSH_OPTION...]
cookies() { DISPLAY=:99 from A -Y "$@" -- 'xauth list "$DISPLAY"' 2>&1; }

the_x11_cookie_arrives() { # a scenario
  need xauth
  serve
  install_berth "$H"
  laptop A
  has 'cookies' '  MIT-MAGIC-COOKIE-1  ' "$(cookies)"
  has 'without agent' '  MIT-MAGIC-COOKIE-1  ' "$(cookies -a)"
  login first A
  has 'beside another' '  MIT-MAGIC-COOKIE-1  ' "$(cookies)"
  same 'without X11' '' "$(from A -- 'echo $DISPLAY' 2>&1)"
}

the_x11_cookie_arrives_without_x11uselocalhost() { # a scenario
  need xauth
  serve 'X11UseLocalhost no'
  install_berth "$H"
  laptop A
  has 'cookies' '  MIT-MAGIC-COOKIE-1  ' "$(cookies)"
}

without_xauth_a_login_with_x11_is_quiet() { # a scenario
  mkdir "$W/bin"
  ln -s /usr/bin/* "$W/bin/"
  rm -f "$W/bin/xauth"
  serve "SetEnv PATH=$W/bin"
  install_berth "$H"
  laptop A
  same 'output' X "$(DISPLAY=:99 from A -Y -- 'printf X' 2>&1)"
}

a_users_own_rc_keeps_its_stdin_and_does_xauth() { # a scenario
  need xauth
  cat >"$HOME_H/.ssh/rc" <<'END'
#!/bin/sh
if read proto cookie && [ -n "$DISPLAY" ]; then
  echo "$proto $cookie" >~/seen
  echo "add unix:$(echo $DISPLAY | cut -c11-) $proto $cookie" | xauth -q -
fi
echo ran >>~/ran
END
  chown "$H:" "$HOME_H/.ssh/rc"
  serve
  install_berth "$H"
  laptop A
  has 'cookies' '  MIT-MAGIC-COOKIE-1  ' "$(cookies)"
  has 'what it read' MIT-MAGIC-COOKIE-1 "$(cat "$HOME_H/seen")"
  same 'how often it ran' ran "$(cat "$HOME_H/ran")"
  from A -a -- true
  same 'and without X11' 2 "$(wc -l <"$HOME_H/ran")"
}

an_rc_of_comments_only_is_nobodys() { # a scenario
  need xauth
  printf '# my rc\n\n   # nothing here yet\n' >"$HOME_H/.ssh/rc"
  chown "$H:" "$HOME_H/.ssh/rc"
  serve
  install_berth "$H"
  laptop A
  has 'cookies' '  MIT-MAGIC-COOKIE-1  ' "$(cookies)"
}

# An sshd that sees an /etc/ssh/sshrc which nobody else sees.
serve_with_sshrc() {
  cat >"$W/sshrc" <<END
cat >$W/x/sshrc-stdin
echo ran >>$W/x/sshrc-ran
END
  cat >"$W/with-sshrc" <<END
#!/bin/sh
mount --make-rprivate / && mount -t tmpfs none /etc/ssh && cp $W/sshrc /etc/ssh/sshrc && exec "\$@"
END
  chmod 0755 "$W/with-sshrc"
  unshare --mount true 2>/dev/null || skip 'no mount namespaces here'
  SERVE_UNDER="unshare --mount $W/with-sshrc" serve "$@"
}

the_admins_sshrc_still_runs() { # a scenario
  serve_with_sshrc
  install_berth "$H"
  laptop A
  same 'output' X "$(DISPLAY=:99 from A -Y -- 'printf X' 2>&1)"
  has 'its stdin' MIT-MAGIC-COOKIE-1 "$(cat "$W/x/sshrc-stdin")"
  same 'how often' ran "$(cat "$W/x/sshrc-ran")"
  from A -- true
  same 'without X11' 2 "$(wc -l <"$W/x/sshrc-ran")"
}

a_users_own_rc_goes_before_the_admins_sshrc() { # a scenario
  echo 'echo ran >>~/ran' >"$HOME_H/.ssh/rc"
  chown "$H:" "$HOME_H/.ssh/rc"
  serve_with_sshrc
  install_berth "$H"
  laptop A
  from A -- true
  same 'theirs' ran "$(cat "$HOME_H/ran")"
  refute "the admin's" test -e "$W/x/sshrc-ran"
}

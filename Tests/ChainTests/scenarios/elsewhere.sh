# A home on another host, looked at over ssh: what is said of it here is what is said of it there, whatever shell its
# person logs in with, and nothing is written there.

# there HOST WORDS...: what berth says of the home, from here.
there() {
  local host=$1
  shift
  # The looker's own configuration of the host: ssh goes by the passwd entry's home, which is not a test's to write in.
  printf '#!/bin/sh\nexec %s %s -i %s -p %s -l %s "$@"\n' \
    "$(command -v ssh)" "${ssh_plain[*]}" "$RUN/login" "$PORT" "$H" >"$W/bin/ssh"
  chmod 0755 "$W/bin/ssh"
  mkdir -p "$W/looker"
  HOME=$W/looker SHELL=/bin/sh PATH=$W/bin:$PATH XDG_STATE_HOME='' "$RUN/berth" "$@" --host "$host" 2>&1 | grep -v '^host: '
}

looks_the_same() { # WHEN WORDS...
  local when=$1 words said
  shift
  for words; do
    # First there: a login's shell may make folders of its own.
    # shellcheck disable=SC2086 # words
    said=$(there 127.0.0.1 $words)
    # shellcheck disable=SC2086 # words
    same "$when: $words" "$(as "$H" "$RUN/berth" $words 2>&1)" "$said"
  done
}

a_home_on_another_host_is_looked_at() { # a scenario
  local shell before
  berth_only
  no_recipe_before
  serve
  mkdir -p "$W/bin"
  before=$(home_of_h)
  looks_the_same before diff status
  same 'the home' "$before" "$(home_of_h)"
  install_berth "$H"
  echo '# mine' >>"$HOME_H/.bashrc_agent"
  # A login that talks, as many do.
  echo 'echo hello from the profile; stty echo 2>/dev/null' >>"$HOME_H/.bashrc"
  looks_the_same installed status 'diff --uninstall' 'diff base --set policy=newest'
  for shell in /bin/bash /usr/bin/fish /usr/bin/tcsh /usr/bin/zsh /bin/dash; do
    [ -x "$shell" ] || continue
    login_shell "$shell"
    before=$(home_of_h)
    looks_the_same "$shell" diff
    same "the home with $shell" "$before" "$(home_of_h)"
  done
  has 'a host that is none' "not known" "$(there nowhere.invalid diff)"
}

a_home_on_another_host_is_set_up() { # a scenario
  local shell before
  berth_only
  no_recipe_before
  serve
  mkdir -p "$W/bin"
  for shell in /bin/bash /usr/bin/fish /usr/bin/tcsh /usr/bin/zsh /bin/dash; do
    [ -x "$shell" ] || continue
    login_shell "$shell"
    there 127.0.0.1 status >/dev/null # a login's shell may make folders of its own
    before=$(contents_of_h)
    has "$shell: apply" 'Done: ' "$(there 127.0.0.1 apply default --yes)"
    same "$shell: what is wanted is there" '' "$(as "$H" "$RUN/berth" diff 2>/dev/null)"
    same "$shell: a receipt" "$(as "$H" "$RUN/berth" status 2>&1)" "$(there 127.0.0.1 status)"
    has "$shell: uninstall" 'Done: ' "$(there 127.0.0.1 uninstall --yes)"
    same "$shell: the home is back" "$before" "$(contents_of_h)"
  done
}

# Every file of the home, its mode and its bytes, but what logins and ssh write.
home_of_h() {
  (cd "$HOME_H" && find . ! -path './.ssh/agent*' ! -path './.cache*' ! -path './.config/fish*' ! -path './.local/share*' \
    -printf '%M %p %l %T@\n' | grep -v '^d' | sort)
}

# The same with what is in them, but not when it was written.
contents_of_h() {
  home_of_h | sed 's/ [0-9.]*$//'
  (cd "$HOME_H" && home_of_h | sed -n 's/^-[^ ]* \([^ ]*\) .*/\1/p' | xargs cksum)
}

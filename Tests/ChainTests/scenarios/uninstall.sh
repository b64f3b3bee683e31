# Uninstall: the host is as if it had never seen Berth.

# Every file of the home, its mode and its bytes, but what programs write on their own.
home_as_it_is() {
  (cd "$HOME_H" && find . ! -path './.ssh/agent*' ! -path './.cache*' ! -name '.bash_history' ! -path '*vscode*' -printf '%M %p %l\n' |
    sort && find . -type f ! -name '.bash_history' -exec cksum {} + | sort)
}

uninstall_while_tmux_runs_lets_everything_go() { # a scenario
  berth_only
  no_recipe_before
  echo '# mine' >"$HOME_H/.tmux.conf"
  echo '# mine' >"$HOME_H/.screenrc"
  chown "$H:" "$HOME_H/.tmux.conf" "$HOME_H/.screenrc"
  serve
  before=$(home_as_it_is)
  as "$H" tmux new-session -d
  list=$(updated | sort)
  as "$H" tmux kill-server
  install_berth "$H"
  laptop A
  login first A
  typed first 'tmux new-session -d -s work'
  typed first 'screen -dmS work'
  signs tmux:work A
  signs screen:work:0 A
  uninstall_berth "$H"
  same 'the home' "$before" "$(home_as_it_is)"
  refute 'a link' test -h "$LINK"
  same 'update-environment' "$list" "$(updated | sort)"
  same 'the global variable' '' "$(as "$H" tmux show-environment -g SSH_AUTH_SOCK 2>/dev/null)"
  lacks 'the hooks' update-environment "$(as "$H" tmux show-hooks -g)"
  # tmux 2.4 to 2.6 die of an `@` option that is unset; there they are empty.
  lacks 'the options' berth "$(as "$H" tmux show-options -g | grep -v '^@.* ""$')"
  lacks 'a window of screen' ssh_auth_sock "$(as "$H" screen -S work -X screen &&
    typed screen:work:1 'echo $SSH_AUTH_SOCK')"
  enter tmux:work
  enter tmux:work
  lacks 'the old pane' bashrc_agent "$(as "$H" tmux capture-pane -p -t work)"
  leave first
  login second A
  same 'a new login' "$(newest_socket)" "$(typed second 'echo $SSH_AUTH_SOCK')"
  login_with attached A -- tmux attach -t work
  eventually 'attached' attached
  as "$H" tmux new-window -t work: -n new
  check 'a new window has a raw socket' is_raw "$(typed tmux:work:new 'echo $SSH_AUTH_SOCK')"
  signs tmux:work:new A
  lacks 'the new window' bashrc_agent "$(as "$H" tmux capture-pane -p -t work:new)"
  same 'a command' X "$(from A -- 'printf X' 2>&1)"
}

uninstall_while_asleep_leaves_nothing_in_ssh() { # a scenario
  berth_only
  serve
  before=$(home_as_it_is)
  install_berth "$H"
  laptop A
  login first A
  asleep first
  as "$H" ssh -G any >/dev/null
  uninstall_berth "$H"
  same 'the home' "$before" "$(home_as_it_is)"
}

the_places_in_tmp_are_kept_until_the_uninstall() { # a scenario
  berth_only
  serve
  install_berth "$H"
  laptop A
  login first A
  place=${session_socket[first]%/*}
  case $place in /tmp/*) ;; *) skip 'this sshd has its sockets in the home' ;; esac
  check 'the place is kept' test -d "$place/.berth"
  as "$H" "$RUN/berth" apply --yes --set probe_timeout=2 >/dev/null 2>&1
  check 'after another apply, too' test -d "$place/.berth"
  HOME=$W "$RUN/berth" apply --yes base >/dev/null 2>&1
  HOME=$W "$RUN/berth" uninstall --yes >/dev/null 2>&1
  check "root's uninstall is root's" test -d "$place/.berth"
  uninstall_berth "$H"
  refute 'after the uninstall' test -e "$place/.berth"
  check 'the socket stays' test -S "${session_socket[first]}"
  leave first
  refute 'the folder' test -e "$place"
}

uninstall_takes_every_hosts_link_away() { # a scenario
  berth_only
  serve
  before=$(home_as_it_is)
  install_berth "$H" --set per_host=true
  laptop A
  login first A
  check 'a link' test -h "$LINK.$(uname -n | cut -d. -f1)"
  uninstall_berth "$H"
  same 'the home' "$before" "$(home_as_it_is)"
}

another_profile_lets_tmux_go() { # a scenario
  berth_only
  at_work
  install_berth "$H" screen
  same 'the global variable' '' "$(as "$H" tmux show-environment -g SSH_AUTH_SOCK 2>/dev/null)"
  same 'ssh, still' OK-A "$(typed tmux:work 'ssh git.test')"
}

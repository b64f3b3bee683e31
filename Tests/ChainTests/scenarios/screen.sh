# screen: as tmux, with less to hold on to.

windows_of_screen_find_the_agent_after_a_reconnect() { # a scenario
  need screen
  serve
  install_berth "$H"
  laptop A
  login first A
  typed first 'screen -dmS work'
  same 'its first window' "$LINK" "$(typed screen:work:0 'echo $SSH_AUTH_SOCK')"
  signs screen:work:0 A
  leave first
  login second A
  signs screen:work:0 A
  typed second 'screen -S work -X screen'
  same 'a new window' "$LINK" "$(typed screen:work:1 'echo $SSH_AUTH_SOCK')"
  signs screen:work:1 A
  as "$H" screen -S work -X screen sh -c 'printenv SSH_AUTH_SOCK >window; sleep 100'
  eventually 'the program ran' test -s "$HOME_H/window"
  same 'a program in a window' "$LINK" "$(cat "$HOME_H/window")"
}

screen_started_without_a_login_shell_finds_the_agent() { # a scenario
  need screen
  serve
  install_berth "$H"
  laptop A
  check 'screen by ssh' from A -- screen -dmS work
  eventually 'that connection is over' nobody_connected
  login second A
  signs screen:work:0 A
}

screen_that_ran_before_the_install_is_put_right() { # a scenario
  no_recipe_before
  need screen
  serve
  laptop A
  login first A
  typed first 'screen -dmS work sh'
  check 'screen as it comes' is_raw "$(typed screen:work:0 'echo $SSH_AUTH_SOCK')"
  install_berth "$H"
  as "$H" screen -S work -X screen sh
  same 'a new window' "$LINK" "$(typed screen:work:1 'echo $SSH_AUTH_SOCK')"
  leave first
  login second A
  signs screen:work:1 A
}

windows_that_screenrc_opens_itself_have_the_link() { # a scenario
  need screen
  printf '%s\n' "screen -t prog 1 sh -c 'printenv SSH_AUTH_SOCK >window; sleep 100'" >"$HOME_H/.screenrc"
  chown "$H:" "$HOME_H/.screenrc"
  serve
  install_berth "$H"
  laptop A
  check 'screen by ssh' from A -- screen -dmS work
  eventually 'the window ran' test -s "$HOME_H/window"
  same 'a program in it' "$LINK" "$(cat "$HOME_H/window")"
}

a_screenrc_that_sets_the_variable_itself_is_seen_and_given_back() { # a scenario
  berth_only
  need screen
  printf '%s\n' 'startup_message off' 'setenv SSH_AUTH_SOCK $HOME/mine' >"$HOME_H/.screenrc"
  chown "$H:" "$HOME_H/.screenrc"
  serve
  install_berth "$H"
  as "$H" screen -dmS work
  same 'its first window' "$LINK" "$(typed screen:work:0 'echo $SSH_AUTH_SOCK')"
  uninstall_berth "$H"
  as "$H" screen -S work -X screen sh -c 'printenv SSH_AUTH_SOCK >window; printenv BERTH_AGENT >>window; sleep 100'
  eventually 'the window ran' test -s "$HOME_H/window"
  same 'a window afterwards' "$HOME_H/mine" "$(cat "$HOME_H/window")"
}

what_screen_was_started_with_is_remembered() { # a scenario
  no_recipe_before
  berth_only
  need screen
  serve
  as "$H" mkdir -p -m 0700 .desk
  agent_at "$H" "$HOME_H/.desk/ssh" C
  as "$H" env SSH_AUTH_SOCK="$HOME_H/.desk/ssh" screen -dmS before
  install_berth "$H"
  as "$H" screen -S before -X screen
  same 'of a running session' "$HOME_H/.desk/ssh" "$(typed screen:before:1 'echo $BERTH_AGENT')"
  signs screen:before:1 C
  as "$H" env SSH_AUTH_SOCK="$HOME_H/.desk/ssh" screen -dmS work sh
  same 'of a new one' "$HOME_H/.desk/ssh" "$(typed screen:work:0 'echo $BERTH_AGENT')"
  laptop A
  login first A
  same 'a login goes before it' key-A "$(link_offers)"
  leave first
  enter screen:before:1
  reads screen:before:1 C
  uninstall_berth "$H"
  as "$H" screen -S work -X screen sh -c 'printenv SSH_AUTH_SOCK >window; sleep 100'
  eventually 'the window ran' test -s "$HOME_H/window"
  same 'afterwards' "$HOME_H/.desk/ssh" "$(cat "$HOME_H/window")"
}

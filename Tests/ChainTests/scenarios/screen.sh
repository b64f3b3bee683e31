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

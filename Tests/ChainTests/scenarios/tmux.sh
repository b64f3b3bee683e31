# tmux: old panes, new windows, new sessions, after a disconnect and a reconnect.

# A tmux session `work` in a login of laptop A, who then leaves and comes back.
work_in_tmux() {
  laptop A
  login first A
  check 'tmux starts' typed first 'tmux new-session -d -s work'
}

come_back() {
  leave first
  login second A
}

old_pane_finds_the_agent_after_a_reconnect() { # a scenario
  at_work
  signs tmux:work A
  come_back
  signs tmux:work A
}

panes_find_the_agent_of_another_laptop_after_a_reconnect() { # a scenario
  at_work
  leave first
  laptop B
  login second B
  signs tmux:work B
}

new_windows_splits_and_sessions_have_the_link_itself() { # a scenario
  at_work
  come_back
  login_with attached A -- tmux attach -t work
  eventually 'attached' attached
  as "$H" tmux new-window -t work: -n window
  as "$H" tmux split-window -t work:window
  check 'a session of a login' typed second 'tmux new-session -d -s other'
  for pane in work:window.0 work:window.1 other:0; do
    same "SSH_AUTH_SOCK of $pane" "$LINK" "$(typed "tmux:$pane" 'echo $SSH_AUTH_SOCK')"
    signs "tmux:$pane" A
  done
  refute 'a raw socket in the session' is_raw "$(as "$H" tmux show-environment -t work)"
  refute 'a raw socket in the other' is_raw "$(as "$H" tmux show-environment -t other)"
}

windows_that_run_a_program_at_once_have_the_link() { # a scenario
  serve
  install_berth "$H"
  laptop A
  login_with first A -- 'tmux new-session -d -s work "printenv SSH_AUTH_SOCK >first-pane; sleep 100"; sleep 100'
  eventually 'the first pane ran' test -s "$HOME_H/first-pane"
  same 'the very first pane' "$LINK" "$(cat "$HOME_H/first-pane")"
  as "$H" tmux new-window -t work: 'printenv SSH_AUTH_SOCK >window; sleep 100'
  eventually 'the window ran' test -s "$HOME_H/window"
  same 'a window' "$LINK" "$(cat "$HOME_H/window")"
}

tmux_started_without_a_login_shell_finds_the_agent() { # a scenario
  serve
  install_berth "$H"
  laptop A
  check 'tmux by ssh' from A -- tmux new-session -d -s work
  eventually 'that connection is over' nobody_connected
  login second A
  signs tmux:work A
}

tmux_that_ran_before_the_install_is_put_right() { # a scenario
  serve
  work_in_tmux
  raw=$(typed tmux:work 'echo $SSH_AUTH_SOCK')
  check 'tmux as it comes' is_raw "$raw"
  as "$H" tmux set-environment -t work OTHER kept
  install_berth "$H"
  as "$H" tmux new-window -t work: 'printenv SSH_AUTH_SOCK >window; sleep 100'
  eventually 'the window ran' test -s "$HOME_H/window"
  same 'a program in a new window' "$LINK" "$(cat "$HOME_H/window")"
  as "$H" tmux new-window -t work: -n new
  same 'a shell in a new window' "$LINK" "$(typed tmux:work:new 'echo $SSH_AUTH_SOCK')"
  same 'other variables' OTHER=kept "$(as "$H" tmux show-environment -t work OTHER)"
  come_back
  signs tmux:work:new A
  same 'ssh in the old pane' OK-A "$(typed tmux:work:0 'ssh git.test')"
}

every_tmux_server_of_the_account_is_put_right() { # a scenario
  serve
  work_in_tmux
  typed first 'tmux -L other new-session -d -s more'
  install_berth "$H"
  as "$H" tmux -L other new-window -t more: 'printenv SSH_AUTH_SOCK >window; sleep 100'
  eventually 'the window ran' test -s "$HOME_H/window"
  same 'a window of the other server' "$LINK" "$(cat "$HOME_H/window")"
}

attaching_without_an_agent_takes_nothing_away() { # a scenario
  at_work
  before=$(link_target)
  login_with guest A -a -- tmux attach -t work
  eventually 'the guest is in' attached
  same 'the link' "$before" "$(link_target)"
  as "$H" tmux new-window -t work: 'printenv SSH_AUTH_SOCK >window; sleep 100'
  eventually 'the window ran' test -s "$HOME_H/window"
  same 'a program in a new window' "$LINK" "$(cat "$HOME_H/window")"
  as "$H" tmux new-window -t work: -n new
  same 'SSH_AUTH_SOCK' "$LINK" "$(typed tmux:work:new 'echo $SSH_AUTH_SOCK')"
  signs tmux:work:new A
}

# The global update-environment of H's server, a name a line.
updated() {
  as "$H" tmux show-options -g update-environment | tr -d '"' |
    awk '{ for (i = 2; i <= NF; i++) print $i }'
}

update_environment_keeps_its_other_members() { # a scenario
  echo 'set -ga update-environment " MY_THING"' >"$HOME_H/.tmux.conf"
  chown "$H:" "$HOME_H/.tmux.conf"
  serve
  as "$H" tmux new-session -d
  before=$(updated | grep -vx SSH_AUTH_SOCK)
  account_stop "$H"
  install_berth "$H"
  laptop A
  login first A
  typed first 'MY_THING=one tmux new-session -d -s work'
  same 'the list' "$before" "$(updated)"
  has 'of the first client' MY_THING=one "$(as "$H" tmux show-environment -t work)"
  login_with attached A -- env MY_THING=two DISPLAY=:7 tmux attach -t work
  eventually 'attached' attached
  has 'of the second client' MY_THING=two "$(as "$H" tmux show-environment -t work)"
  has 'of the second client' DISPLAY=:7 "$(as "$H" tmux show-environment -t work)"
  has 'of the second client' SSH_CONNECTION= "$(as "$H" tmux show-environment -t work)"
}

a_config_under_xdg_that_lists_the_variable_again_is_seen() { # a scenario
  case $(tmux -V) in *' '[12].* | *' '3.0*) skip 'tmux reads no such file before 3.1' ;; esac
  as "$H" mkdir -p .config/tmux
  echo "set -g update-environment 'DISPLAY SSH_AUTH_SOCK MINE'" >"$HOME_H/.config/tmux/tmux.conf"
  serve
  install_berth "$H"
  laptop A
  login first A
  typed first 'tmux new-session -d -s work "printenv SSH_AUTH_SOCK >first-pane; sleep 100"'
  eventually 'the first pane ran' test -s "$HOME_H/first-pane"
  same 'the very first pane' "$LINK" "$(cat "$HOME_H/first-pane")"
  same 'the rest of the list' 'DISPLAY MINE' \
    "$(updated | paste -sd' ')"
  typed first 'tmux new-session -d -s other'
  come_back
  signs tmux:other A
  as "$H" tmux source-file "$HOME_H/.config/tmux/tmux.conf"
  typed second 'tmux new-session -d -s third'
  same 'after it is read once more' "$LINK" "$(typed tmux:third 'echo $SSH_AUTH_SOCK')"
}

# tmux_conf LINE...: the user's own ~/.tmux.conf.
tmux_conf() {
  printf '%s\n' "$@" >"$HOME_H/.tmux.conf"
  chown "$H:" "$HOME_H/.tmux.conf"
}

# H's server gives new windows the link.
told() { [ "$(as "$H" tmux show-environment -g SSH_AUTH_SOCK)" = "SSH_AUTH_SOCK=$LINK" ]; }

a_server_starts_each_time() { # a scenario
  serve
  install_berth "$H"
  laptop A
  login first A
  for round in 1 2 3 4 5; do
    check "start $round" typed first "tmux -L round$round new-session -d -s work"
    same "SSH_AUTH_SOCK $round" "SSH_AUTH_SOCK=$LINK" \
      "$(as "$H" tmux -L "round$round" show-environment -g SSH_AUTH_SOCK)"
    as "$H" tmux -L "round$round" kill-server
  done
}

sessions_that_tmux_conf_opens_itself_have_the_link() { # a scenario
  tmux_conf "new-session -d -s own 'printenv SSH_AUTH_SOCK >first-pane; sleep 100'" \
    "new-window -t own: 'printenv SSH_AUTH_SOCK >window; sleep 100'"
  serve
  install_berth "$H"
  laptop A
  check 'tmux by ssh' from A -- tmux new-session -d -s work
  for file in first-pane window; do
    eventually "the $file ran" test -s "$HOME_H/$file"
    same "the $file" "$LINK" "$(cat "$HOME_H/$file")"
  done
}

lines_of_tmux_conf_that_set_the_variable_again_are_seen() { # a scenario
  tmux_conf "set -g update-environment 'DISPLAY SSH_AUTH_SOCK MINE'" \
    'set-environment -g SSH_AUTH_SOCK /nobody/here'
  serve
  install_berth "$H"
  laptop A
  login_with first A -- 'tmux new-session -d -s work "printenv SSH_AUTH_SOCK >first-pane; sleep 100"; sleep 100'
  eventually 'the first pane ran' test -s "$HOME_H/first-pane"
  case $(tmux -V) in
    *' 2.'[1-3]*) eventually 'a second later' told && sleep 0.5 ;;
    *) same 'the very first pane' "$LINK" "$(cat "$HOME_H/first-pane")" ;;
  esac
  same 'the rest of the list' 'DISPLAY MINE' "$(updated | paste -sd' ')"
  as "$H" tmux new-window -t work: 'printenv SSH_AUTH_SOCK >window; sleep 100'
  eventually 'the window ran' test -s "$HOME_H/window"
  same 'a window' "$LINK" "$(cat "$HOME_H/window")"
}

a_tmux_conf_that_does_not_parse_costs_no_agent() { # a scenario
  tmux_conf 'set -g status off' 'if-shell "unclosed'
  serve
  install_berth "$H"
  laptop A
  check 'tmux by ssh' from A -- tmux new-session -d -s work
  eventually 'that connection is over' nobody_connected
  login second A
  eventually 'the first shell tells the server' told
  as "$H" tmux new-window -t work: 'printenv SSH_AUTH_SOCK >window; sleep 100'
  eventually 'the window ran' test -s "$HOME_H/window"
  same 'a program in a window' "$LINK" "$(cat "$HOME_H/window")"
  # Not the first pane: there tmux shows what it did not understand.
  as "$H" tmux new-window -t work: -n new
  signs tmux:work:new A
}

# The shape of oh-my-tmux: one file for tmux and, from the third column on, for sh.
a_tmux_conf_that_is_a_shell_script_too_stays_one() { # a scenario
  berth_only
  # shellcheck disable=SC2016
  tmux_conf "# : << 'EOF'" '# of the user' "run 'cut -c3- ~/.tmux.conf | sh -s apply'" '# EOF' '#' \
    '# set -e' '# apply() {' '#   tmux set -g @applied "$1"' '# }' '# "$@" yes'
  cp "$HOME_H/.tmux.conf" "$W/before"
  at_work
  same 'the script' '@applied yes' "$(as "$H" tmux show-options -g @applied | tr -d '"')"
  same 'its own word' '' "$(as "$H" sh -c 'cut -c3- ~/.tmux.conf | sh -n' 2>&1)"
  signs tmux:work A
  uninstall_berth "$H"
  check 'as it was' cmp "$W/before" "$HOME_H/.tmux.conf"
}

a_server_of_another_home_is_left_alone() { # a scenario
  no_recipe_before
  berth_only
  serve
  as "$H" mkdir elsewhere
  as "$H" env HOME="$HOME_H/elsewhere" SSH_AUTH_SOCK=/mine tmux -L elsewhere new-session -d
  as "$H" env SSH_AUTH_SOCK=/mine tmux new-session -d
  install_berth "$H"
  same 'this home' "SSH_AUTH_SOCK=$LINK" "$(as "$H" tmux show-environment -g SSH_AUTH_SOCK)"
  same 'the other' SSH_AUTH_SOCK=/mine "$(as "$H" tmux -L elsewhere show-environment -g SSH_AUTH_SOCK)"
  as "$H" tmux -L elsewhere set-option -g @berth 'tmux set-environment -g SSH_AUTH_SOCK /gone'
  uninstall_berth "$H"
  same 'the other, after the uninstall' SSH_AUTH_SOCK=/mine "$(as "$H" tmux -L elsewhere show-environment -g SSH_AUTH_SOCK)"
}

a_server_that_hangs_keeps_no_other_waiting() { # a scenario
  no_recipe_before
  berth_only
  serve
  as "$H" tmux -L a new-session -d
  as "$H" tmux -L b new-session -d
  hung=$(as "$H" tmux -L a display-message -p '#{pid}')
  kill -STOP "$hung"
  within 20000 'an apply' install_berth "$H"
  same 'the other' "SSH_AUTH_SOCK=$LINK" "$(as "$H" tmux -L b show-environment -g SSH_AUTH_SOCK)"
  kill -CONT "$hung"
}

a_server_anywhere_is_put_right_and_let_go() { # a scenario
  no_recipe_before
  berth_only
  serve
  laptop A
  login first A
  raw=$(typed first 'echo $SSH_AUTH_SOCK')
  typed first 'mkdir deep && tmux -S ~/deep/socket new-session -d -s work'
  typed first 'TMUX_TMPDIR=~/deep tmux new-session -d -s more'
  install_berth "$H"
  for server in deep/socket "deep/tmux-$(id -u "$H")/default"; do
    same "$server" "SSH_AUTH_SOCK=$LINK" "$(as "$H" tmux -S "$server" show-environment -g SSH_AUTH_SOCK)"
  done
  uninstall_berth "$H"
  for server in deep/socket "deep/tmux-$(id -u "$H")/default"; do
    same "$server had" "SSH_AUTH_SOCK=$raw" "$(as "$H" tmux -S "$server" show-environment -g SSH_AUTH_SOCK)"
  done
}

what_a_server_was_started_with_is_the_last_choice() { # a scenario
  berth_only
  serve
  install_berth "$H"
  as "$H" mkdir -p -m 0700 .desk
  agent_at "$H" "$HOME_H/.desk/ssh" C
  as "$H" env SSH_AUTH_SOCK="$HOME_H/.desk/ssh" tmux new-session -d -s work 'ssh-add -l >keys; exec bash'
  eventually 'the first pane ran' test -s "$HOME_H/keys"
  has 'a program in the first pane' key-C "$(cat "$HOME_H/keys")"
  signs tmux:work C
  laptop A
  login first A
  same 'a login goes before it' key-A "$(link_offers)"
  signs tmux:work A
  leave first
  signs tmux:work C
  uninstall_berth "$H"
  same 'what it had' "SSH_AUTH_SOCK=$HOME_H/.desk/ssh" "$(as "$H" tmux show-environment -g SSH_AUTH_SOCK)"
}

a_value_of_the_users_own_comes_back_at_uninstall() { # a scenario
  berth_only
  tmux_conf 'set-environment -g SSH_AUTH_SOCK /some/where'
  install_berth "$H"
  as "$H" tmux new-session -d -s work
  eventually 'installed' told
  uninstall_berth "$H"
  same 'uninstalled' 'SSH_AUTH_SOCK=/some/where' "$(as "$H" tmux show-environment -g SSH_AUTH_SOCK)"
}

where_the_link_cannot_be_made_tmux_keeps_its_agent() { # a scenario
  berth_only
  serve
  install_berth "$H"
  laptop A
  rm -f "$LINK"
  as "$H" mkdir -p -m 0700 .ssh/agent # for OpenSSH 10.1's sockets
  chmod 0500 "$HOME_H/.ssh"
  check 'tmux by ssh' from A -- "tmux new-session -d -s work 'printenv SSH_AUTH_SOCK >first-pane; sleep 100'"
  eventually 'the first pane ran' test -s "$HOME_H/first-pane"
  check 'the first pane has a raw socket' is_raw "$(cat "$HOME_H/first-pane")"
}

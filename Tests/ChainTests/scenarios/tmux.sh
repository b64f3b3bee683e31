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
  serve
  install_berth "$H"
  work_in_tmux
  signs tmux:work A
  come_back
  signs tmux:work A
}

panes_find_the_agent_of_another_laptop_after_a_reconnect() { # a scenario
  serve
  install_berth "$H"
  work_in_tmux
  leave first
  laptop B
  login second B
  signs tmux:work B
}

new_windows_splits_and_sessions_have_the_link_itself() { # a scenario
  serve
  install_berth "$H"
  work_in_tmux
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
  serve
  install_berth "$H"
  work_in_tmux
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

update_environment_keeps_its_other_members() { # a scenario
  echo 'set -ga update-environment " MY_THING"' >"$HOME_H/.tmux.conf"
  chown "$H:" "$HOME_H/.tmux.conf"
  serve
  before=$(as "$H" tmux start-server \; show-options -g update-environment | cut -d' ' -f2 |
    grep -vx SSH_AUTH_SOCK)
  account_stop "$H"
  install_berth "$H"
  laptop A
  login first A
  typed first 'MY_THING=one tmux new-session -d -s work'
  same 'the list' "$before" "$(as "$H" tmux show-options -g update-environment | cut -d' ' -f2)"
  has 'of the first client' MY_THING=one "$(as "$H" tmux show-environment -t work)"
  login_with attached A -- env MY_THING=two DISPLAY=:7 tmux attach -t work
  eventually 'attached' attached
  has 'of the second client' MY_THING=two "$(as "$H" tmux show-environment -t work)"
  has 'of the second client' DISPLAY=:7 "$(as "$H" tmux show-environment -t work)"
  has 'of the second client' SSH_CONNECTION= "$(as "$H" tmux show-environment -t work)"
}

a_config_under_xdg_that_lists_the_variable_again_is_seen() { # a scenario
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
    "$(as "$H" tmux show-options -g update-environment | cut -d' ' -f2 | paste -sd' ')"
  typed first 'tmux new-session -d -s other'
  come_back
  signs tmux:other A
  as "$H" tmux source-file "$HOME_H/.config/tmux/tmux.conf"
  typed second 'tmux new-session -d -s third'
  same 'after it is read once more' "$LINK" "$(typed tmux:third 'echo $SSH_AUTH_SOCK')"
}

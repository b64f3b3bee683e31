# Other login shells, and processes that no login started.

# With SHELL a new window has the link, and an old pane's prompt finds the next agent.
shell_heals_at_the_prompt() {
  need "$1"
  login_shell "$(command -v "$1")"
  serve 'PermitUserRC no'
  install_berth "$H"
  laptop A
  laptop B
  login first A
  same 'the link' "${session_socket[first]}" "$(link_target)"
  same 'the variable' "$LINK" "$(typed first 'echo $SSH_AUTH_SOCK')"
  typed first 'tmux new-session -d -s work'
  typed first 'screen -dmS work'
  same 'a pane' "$LINK" "$(typed tmux:work 'echo $SSH_AUTH_SOCK')"
  same 'a window of screen' "$LINK" "$(typed screen:work:0 'echo $SSH_AUTH_SOCK')"
  reads tmux:work A
  login second B
  leave first
  enter tmux:work
  reads tmux:work B
  enter screen:work:0
  reads screen:work:0 B
  keys tmux:work 'sh -c "exit 7"'
  keys tmux:work "sh -c \"echo \$status >$W/x/status\""
  eventually 'the status is kept' grep -qx 7 "$W/x/status"
  lacks 'on the terminal' berth_ "$(as "$H" tmux capture-pane -p -t work)"
}

login_shell_fish_repairs_at_the_prompt_like_bash() { # a scenario
  shell_heals_at_the_prompt fish
}

login_shell_tcsh_repairs_at_the_prompt_like_bash() { # a scenario
  shell_heals_at_the_prompt tcsh
}

# A raw path in an old pane of SHELL, whose agent goes: the next prompt has the link.
a_fish_that_has_the_path_of_an_old_login_gets_the_link() { # a scenario
  need fish
  login_shell "$(command -v fish)"
  serve
  laptop A
  login first A
  install_berth "$H"
  login second A
  keys first 'source ~/.config/fish/conf.d/berth.fish'
  raw=${session_socket[first]}
  keys second "set -gx SSH_AUTH_SOCK $raw"
  leave first
  enter second
  same 'the variable' "$LINK" "$(typed second 'echo $SSH_AUTH_SOCK')"
}

fish_and_tcsh_scripts_hear_nothing() { # a scenario
  berth_only
  for shell in fish tcsh; do
    need "$shell"
    login_shell "$(command -v "$shell")"
    before=$(home_as_it_is)
    install_berth "$H"
    same "$shell" 'end /none' \
      "$(as "$H" env SSH_AUTH_SOCK=/none TMUX=x "$shell" -c 'echo end $SSH_AUTH_SOCK' 2>&1)"
    mv "$HOME_H/.bashrc_agent" "$HOME_H/elsewhere"
    same "$shell without the script" end \
      "$(as "$H" "$shell" -i -c 'echo end' 2>&1 | grep -v 'job control\|no access to tty\|tty' | tail -n 1)"
    mv "$HOME_H/elsewhere" "$HOME_H/.bashrc_agent"
    uninstall_berth "$H"
    # fish makes its folders itself.
    same "the home after $shell" "$(grep -v ' ./.config\| ./.local' <<<"$before")" \
      "$(home_as_it_is | grep -v ' ./.config\| ./.local')"
  done
}

tcsh_reads_its_hook_in_the_file_that_is_there() { # a scenario
  berth_only
  need tcsh
  login_shell "$(command -v tcsh)"
  echo 'set mine = yes' >"$HOME_H/.tcshrc"
  echo "alias precmd 'setenv MINE precmd'" >>"$HOME_H/.tcshrc"
  chown "$H:" "$HOME_H/.tcshrc"
  serve
  before=$(home_as_it_is)
  install_berth "$H"
  refute 'a .cshrc' test -e "$HOME_H/.cshrc"
  laptop A
  login first A
  same 'the variable' "$LINK" "$(typed first 'echo $SSH_AUTH_SOCK')"
  same 'their precmd' precmd "$(typed first 'echo $MINE')"
  leave first
  uninstall_berth "$H"
  same 'the home' "$before" "$(home_as_it_is)"
}

zsh_reads_its_hook_where_zshenv_says() { # a scenario
  berth_only
  need zsh
  login_shell "$(command -v zsh)"
  printf '%s\n' 'export XDG_CONFIG_HOME=$HOME/.config' 'export ZDOTDIR=$XDG_CONFIG_HOME/zsh' >"$HOME_H/.zshenv"
  chown "$H:" "$HOME_H/.zshenv"
  serve 'PermitUserRC no'
  before=$(home_as_it_is)
  install_berth "$H"
  refute 'a ~/.zshrc' test -e "$HOME_H/.zshrc"
  laptop A
  login first A
  same 'the link' "${session_socket[first]}" "$(link_target)"
  same 'the variable' "$LINK" "$(typed first 'echo $SSH_AUTH_SOCK')"
  leave first
  uninstall_berth "$H"
  same 'the home' "$before" "$(home_as_it_is)"
}

the_script_read_by_scripts_is_silent() { # a scenario
  berth_only
  need zsh
  serve
  install_berth "$H"
  as "$H" ln -s /tmp/ssh-XXXXgone/agent.1 "$LINK"
  printf '%s\n' '. ~/.bashrc_agent' 'echo end' >"$HOME_H/script"
  for verb in '' login use repair tmux screen shell other; do
    for shell in zsh bash dash sh 'zsh --emulate sh' 'bash --posix' busybox ksh mksh yash; do
      command -v "${shell%% *}" >/dev/null || continue
      # shellcheck disable=SC2086
      same "$shell script $verb" end "$(as "$H" ${shell/busybox/busybox sh} script $verb 2>&1)"
      # shellcheck disable=SC2086
      same "$shell -c $verb" end "$(as "$H" ${shell/busybox/busybox sh} -c '. ~/.bashrc_agent; echo end' x $verb 2>&1)"
    done
  done
  echo '. ~/.bashrc_agent' >"$HOME_H/.zshenv"
  same 'zsh' end "$(as "$H" zsh -c 'echo end' 2>&1)"
  same 'a script of zsh' 'end login' "$(echo 'echo end $1' >"$HOME_H/two"; as "$H" zsh two login 2>&1)"
  same 'BASH_ENV' 'end login' "$(as "$H" env BASH_ENV="$HOME_H/.bashrc_agent" bash two login 2>&1)"
  rm "$HOME_H/.zshenv"
  laptop A
  login first A
  for shell in bash dash sh 'zsh --emulate sh' busybox ksh mksh yash; do
    command -v "${shell%% *}" >/dev/null || continue
    rm -f "$LINK"
    # shellcheck disable=SC2086
    as "$H" ${shell/busybox/busybox sh} .bashrc_agent repair
    same "$shell repairs" key-A "$(link_offers)"
  done
}

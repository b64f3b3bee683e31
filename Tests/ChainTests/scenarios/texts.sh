# The installed texts, as the tools that read them see them.

installed_texts_are_clean_for_every_shell() { # a scenario
  berth_only
  for options in '' '--set policy=newest' '--set per_host=true' '--set socket=~/agent.sock' '--set per_key=true'; do
    # shellcheck disable=SC2086
    install_berth "$H" $options
    for file in .bashrc_agent .ssh/rc; do
      for shell in dash bash zsh 'bash --posix' 'yash -o posix'; do
        command -v "${shell%% *}" >/dev/null || continue
        # shellcheck disable=SC2086
        same "$shell -n $file $options" '' "$(as "$H" $shell -n "$HOME_H/$file" 2>&1)"
      done
      if command -v shellcheck >/dev/null; then
        same "shellcheck $file $options" '' "$(shellcheck -s sh "$HOME_H/$file" 2>&1)"
      fi
    done
    same "tmux $options" '' "$(as "$H" tmux -L check -f /dev/null start-server \; source-file -n "$HOME_H/.tmux.conf" 2>&1)"
    same "ssh $options" '' "$(as "$H" ssh -T -G any 2>&1 >/dev/null)"
  done
}

installed_files_have_the_modes_that_ssh_wants() { # a scenario
  berth_only
  rm -rf "$HOME_H/.ssh"
  (umask 000 && install_berth "$H")
  same 'the folder' 700 "$(stat -c %a "$HOME_H/.ssh")"
  same 'config' 600 "$(stat -c %a "$HOME_H/.ssh/config")"
  same 'rc' 600 "$(stat -c %a "$HOME_H/.ssh/rc")"
}

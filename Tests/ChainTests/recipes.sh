# shellcheck shell=bash
# The two published recipes that Berth grew out of, as somebody follows them by hand, to
# show what the scenarios ask for. In short: the first keeps a symlink from ~/.ssh/rc and
# points tmux and screen at it; the second looks at every start of bash whether the agent
# answers, and points ssh at the link.

# append ACCOUNT FILE: stdin goes to the end of the account's file.
append() {
  cat >>"/home/$1/$2"
  chown "$1:" "/home/$1/$2"
}

recipe_symlink() {
  append "$1" .ssh/rc <<'END'
if [ ! -S ~/.ssh/ssh_auth_sock ] && [ -S "$SSH_AUTH_SOCK" ]; then
    ln -sf $SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock
fi
END
  echo 'set-environment -g SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock' | append "$1" .tmux.conf
  echo 'setenv SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock' | append "$1" .screenrc
  as "$1" tmux source-file .tmux.conf >/dev/null 2>&1 || :
}

recipe_check() {
  append "$1" .bashrc_agent <<'END'
check_agent() {
    ssh-add -l >/dev/null 2>&1
}
repair_agent() {
    local own=$SSH_AUTH_SOCK link=$HOME/.ssh/ssh_auth_sock
    check_agent && local SSH_AUTH_SOCK=$link
    check_agent || ln -sf ${own} $link
}
repair_agent
END
  echo '. ~/.bashrc_agent' | append "$1" .bashrc
  printf 'Host *\n  IdentityAgent ~/.ssh/ssh_auth_sock\n' | append "$1" .ssh/config
}

recipe_both() {
  recipe_symlink "$1"
  recipe_check "$1"
}

# People who had a recipe before they had Berth, or paste one afterwards.

# adopt RECIPE: it, as its readers follow it, and Berth over it.
adopt() {
  berth_only
  "recipe_$1" "$H"
  install_berth "$H" --adopt-recipes
}

over_the_recipes_old_panes_find_the_agent() { # a scenario
  serve
  adopt both
  work_in_tmux
  come_back
  signs tmux:work A
}

over_the_recipes_windows_of_screen_find_the_agent() { # a scenario
  serve
  adopt both
  laptop A
  login first A
  typed first 'screen -dmS work'
  leave first
  login second A
  signs screen:work:0 A
}

over_the_recipes_a_sleeping_agent_is_replaced() { # a scenario
  serve
  adopt both
  work_in_tmux
  asleep first
  laptop B
  login second B
  signs tmux:work B
}

over_the_recipes_the_x11_cookie_arrives() { # a scenario
  need xauth
  serve
  adopt both
  laptop A
  has 'cookies' '  MIT-MAGIC-COOKIE-1  ' "$(cookies)"
}

the_recipes_come_back_with_uninstall() { # a scenario
  berth_only
  no_recipe_before
  serve
  laptop A
  recipe_both "$H"
  login before A
  check 'a link of the recipe' test -h "$LINK"
  before=$(home_as_it_is | grep -v ssh_auth_sock)
  install_berth "$H" --adopt-recipes
  login first A
  signs first A
  uninstall_berth "$H"
  same 'the home' "$before" "$(home_as_it_is | grep -v ssh_auth_sock)"
  check 'the link, still' test -h "$LINK"
}

beside_a_foreign_script_nothing_that_runs_it_is_installed() { # a scenario
  berth_only
  no_recipe_before
  serve
  laptop A
  recipe_check "$H"
  before=$(home_as_it_is)
  as "$H" "$RUN/berth" apply --yes --on-conflict keep >"$W/apply.out" 2>&1
  same 'exit status' 3 "$?"
  has 'the plan' 'which is not berth' "$(cat "$W/apply.out")"
  same 'the home' "$before" "$(home_as_it_is)"
}

a_foreign_script_that_comes_later_is_not_run() { # a scenario
  berth_only
  no_recipe_before
  serve
  install_berth "$H"
  laptop A
  login first A
  printf 'echo FOREIGN; echo FOREIGN >&2; touch ~/ran\n' >"$HOME_H/.bashrc_agent"
  chown "$H:" "$HOME_H/.bashrc_agent"
  same 'a command' X "$(from A -- 'printf X' 2>&1)"
  login second A
  lacks 'a login' FOREIGN "$(cat "$W/second.out" "$W/second.err")"
  enter first
  typed second 'tmux new-session -d -s work'
  lacks 'a pane' FOREIGN "$(typed tmux:work 'true' && as "$H" tmux capture-pane -p -t work)"
  refute 'it ran' test -e "$HOME_H/ran"
}

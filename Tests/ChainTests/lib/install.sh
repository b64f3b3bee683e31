# Berth itself, run as the person whose home it is.

# Where the program is: $BERTH, else the newest one that was built here. The accounts
# may not be able to read that folder, so they get a copy.
find_berth() {
  [ -z "${recipe:-}" ] || return 0
  local newest
  newest=${BERTH:-$(find "$project/.build/release/berth" "$project/.build/debug/berth" -type f \
    -printf '%T@ %p\n' 2>/dev/null | sort -rn | head -n 1 | cut -d' ' -f2-)}
  [ -n "$newest" ] && [ -x "$newest" ] || fail "no berth program; swift build makes one"
  cp -- "$newest" "$RUN/berth" && chmod 0755 "$RUN/berth"
}

# This scenario is about files or commands that only Berth has.
berth_only() { [ -z "${RECIPE:-}" ] || skip 'the recipes have no such thing'; }

# This scenario is about a home without a recipe, or one with a recipe of its own.
no_recipe_before() { [ -z "${OVER_RECIPE:-}" ] || skip 'not for a home with a recipe'; }

# install_berth ACCOUNT [OPTIONS]
install_berth() {
  local account=$1
  shift
  if [ -n "${RECIPE:-}" ]; then
    [ $# -eq 0 ] || berth_only
    "recipe_$RECIPE" "$account" "$@"
    return
  fi
  [ -z "${OVER_RECIPE:-}" ] || set -- --adopt-recipes "$@"
  as "$account" "$RUN/berth" apply --yes "$@" >"$W/apply.out" 2>&1 ||
    fail "berth apply $*: $(cat "$W/apply.out")"
}

# uninstall_berth ACCOUNT
uninstall_berth() {
  berth_only
  as "$1" "$RUN/berth" uninstall --yes >"$W/uninstall.out" 2>&1 ||
    fail "berth uninstall: $(cat "$W/uninstall.out")"
}

# at_work [LAPTOP...]: Berth is installed, laptop A and the LAPTOPs have their agents, and the login `first` of A has
# started the tmux session `work`.
at_work() {
  local name
  serve
  install_berth "$H"
  for name in A "$@"; do laptop "$name"; done
  login first A
  check 'tmux starts' typed first 'tmux new-session -d -s work'
}

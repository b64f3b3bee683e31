# The prompt: what the user's own hooks see, what other shells inherit, and whether it
# heals. BASHES names other builds of bash to try, BASH_PREEXEC a copy of that script.

# An agent of H's own behind the link, and a folder for logs.
prompt_begin() {
  berth_only
  need script
  install_berth "$H"
  as "$H" ssh-agent -a "$HOME_H/own" >/dev/null
  as "$H" ln -s "$HOME_H/own" "$LINK"
}

# typescript COMMAND...: what it says, and the logs. Sorted: the parts of a pipeline
# trace in any order.
typescript() {
  rm -f "$W/x/log" "$W/x/heals"
  as "$H" LOG="$W/x/log" HEALS="$W/x/heals" RC="$W/x/rc" BASH_UNDER_TEST="${bash-}" ZDOTDIR="$W/x" \
    SSH_AUTH_SOCK="$LINK" timeout 30 "$@" 2>&1 | grep -v '_berth_link\|^+ \[\[' | sort
  touch "$W/x/log"
}

# What a user's hooks can see, in $LOG once ON is set; and some lines to see it by.
hooks='log() {
    local s=$? p="${PIPESTATUS[*]}" u=$_
    [ -z "${ON-}" ] || echo "$1 s=$s p=$p u=$u" >>"$LOG"
    return 0
  }
  export -f log
  PS1= PS2= HISTFILE='
lines='export ON=1
true
false
(exit 7)
true | false | (exit 3)
! true
printf "%s" arg >/dev/null
(exit 130)
[ 1 = 2 ]
echo "st=$? us=$_"
echo "${PIPESTATUS[@]}" $?'
asked='ON=
set +x
[[ -z ${_berth_link-} ]] || echo "${_berth_heals/$$/yes}" >"$HEALS"
exit'

# sees HEALS NAME BEFORE [TYPED [AFTER]]: with the hook between BEFORE and AFTER in
# .bashrc the user's hooks and the terminal see what they see without. HEALS: yes, or
# what the shell says instead.
sees() {
  local with said=() logs=()
  for with in : '. ~/.bashrc_agent'; do
    printf '%s\n' "$hooks" "$3" "$with" "${5-}" ': end' >"$W/x/rc"
    printf '%s\n' "$lines" "${4-}" "$lines" "$asked" >"$W/x/typed"
    said+=("$(typescript script -qec "$bash --rcfile $W/x/rc -i <$W/x/typed" /dev/null </dev/null)")
    logs+=("$(cat "$W/x/log")")
  done
  same "$bash, $2: what hooks saw" "${logs[0]}" "${logs[1]}"
  same "$bash, $2: what was said" "${said[0]}" "${said[1]}"
  [ "$1" = ended ] || same "$bash, $2: heals" "$1" "$(cat "$W/x/heals")"
}

in_each_bash() {
  local bash
  prompt_begin
  for bash in ${BASHES:-bash}; do
    list=yes
    # shellcheck disable=SC2016
    case $("$bash" -c 'echo "$BASH_VERSION"') in [1-4].* | 5.0*) list='' ;; esac
    "$@"
  done
}

# shellcheck disable=SC2016
plain_hooks() {
  sees yes none ''
  sees yes text "PROMPT_COMMAND='log a; log b'"
  sees yes comment "PROMPT_COMMAND='log a # x'"
  sees yes 'a status left over' "PROMPT_COMMAND='log a; false'" 'echo $?'
  sees yes 'unset, set -u' 'set -u' 'unset SSH_AUTH_SOCK'
  sees yes 'text, set -u' "set -u; PROMPT_COMMAND='log a'"
  sees ended 'set -e' "PROMPT_COMMAND='log a'" 'set -e; ! true; [ 1 = 1 ]; unset SSH_AUTH_SOCK; true; echo alive'
  sees yes 'ERR trap' "trap 'log ERR' ERR; set -E; PROMPT_COMMAND='log a'"
  sees yes extdebug "shopt -s extdebug; PROMPT_COMMAND='log a'"
  sees yes posix "set -o posix; PROMPT_COMMAND='log a'"
  sees yes globs "shopt -s failglob nullglob; set -C; IFS=_bp0; PROMPT_COMMAND='log a'"
  sees yes aliases "$(printf 'alias %s=false\n' [ test command export return sh printf unset eval declare trap shopt)" alias
  sees yes xtrace '' 'set -x; true'
  sees yes 'xtrace, set' 'PROMPT_COMMAND=' 'set -x; true'
  sees readonly readonly "readonly PROMPT_COMMAND='log a'"
  sees readonly 'readonly, unset' 'readonly PROMPT_COMMAND'
  if [ -n "$list" ]; then
    sees yes list "PROMPT_COMMAND=('log a' 'log b')" "PROMPT_COMMAND+=('log c')"
    sees yes 'set anew' "PROMPT_COMMAND='log a'" "PROMPT_COMMAND='log later'"
    sees yes emptied "PROMPT_COMMAND='log a'" 'PROMPT_COMMAND='
    sees yes 'added to' "PROMPT_COMMAND='(exit 4)'" 'PROMPT_COMMAND="$PROMPT_COMMAND; log more"'
    sees yes 'added to a separator' "PROMPT_COMMAND='log a; '" "PROMPT_COMMAND+='log c;'"
    sees yes 'added to nothing' 'PROMPT_COMMAND=' 'PROMPT_COMMAND="${PROMPT_COMMAND:+$PROMPT_COMMAND; }log more"'
    sees yes 'by a later file' '' '' "PROMPT_COMMAND='log x'"
  fi
}

the_users_prompt_hooks_see_what_they_saw() { # a scenario
  in_each_bash plain_hooks
}

debug_traps() {
  local trap="trap 'log \"D \$BASH_COMMAND\"' DEBUG" show='declare -p PROMPT_COMMAND'
  sees 'DEBUG trap' alone "$trap" "$show"
  sees 'DEBUG trap' text "$trap; PROMPT_COMMAND='log a'" "$show"
  sees 'DEBUG trap' exported "$trap; export PROMPT_COMMAND='log a;'" "$show"
  sees 'DEBUG trap' 'from a later file' "PROMPT_COMMAND='log a'" "$show" "$trap"
  sees 'DEBUG trap' functrace "trap 'log RET' RETURN; set -T; PROMPT_COMMAND='log a'" "$show"
  if [ -n "${BASH_PREEXEC-}" ]; then
    # shellcheck disable=SC2016
    local use=". $BASH_PREEXEC"'; precmd() { log precmd; }; preexec() { log "pre $1"; }'
    sees yes 'bash-preexec before' "$use" 'declare -p PROMPT_COMMAND'
    sees yes 'bash-preexec before, more' "$use; PROMPT_COMMAND+=';log a'"
    sees yes 'bash-preexec after' "PROMPT_COMMAND='log a'" '' "$use"
    sees yes 'bash-preexec after, alone' '' '' "$use"
  fi
}

a_debug_trap_never_sees_a_prompt_of_ours() { # a scenario
  in_each_bash debug_traps
}

# shellcheck disable=SC2016
exported_hooks() {
  local child="\$BASH_UNDER_TEST --norc -i <<<'false | true'"
  sees yes exported "export PROMPT_COMMAND='log a'" "printenv PROMPT_COMMAND | head -n 1; $child"
  sees yes 'a child that traces' "export PROMPT_COMMAND='log a; log b'" "\$BASH_UNDER_TEST --norc -i <<<'set -x; false; true'"
  sees yes 'a child with .bashrc' 'export PROMPT_COMMAND="log a; $PROMPT_COMMAND"' "\$BASH_UNDER_TEST --rcfile \$RC -i <<<'false | true'"
  sees yes 'set -a' "set -a; PROMPT_COMMAND='log a'" "$child"
  sees yes 'exec' "export PROMPT_COMMAND='log a'" 'exec $BASH_UNDER_TEST --rcfile $RC -i'
  sees yes 'by a later file, with ours in it' '' "$child" 'export PROMPT_COMMAND="log x; $PROMPT_COMMAND"'
  [ -z "$list" ] || sees yes 'by a later file' "PROMPT_COMMAND='log a'" "$child" "export PROMPT_COMMAND='log x'"
}

an_exported_prompt_command_does_no_harm_in_children() { # a scenario
  in_each_bash exported_hooks
}

an_inherited_prompt_command_does_no_harm_elsewhere() { # a scenario
  prompt_begin
  as "$H" bash -i -c "export PROMPT_COMMAND=':; true'; . ~/.bashrc_agent; env" 2>/dev/null |
    sed -n '/^PROMPT_COMMAND=/,/_berth/p' >"$W/words"
  has 'what is inherited' _berth "$(cat "$W/words")"
  words=$(sed 's/^PROMPT_COMMAND=//' "$W/words")
  uninstall_berth "$H"
  for account in "$H" "$H2"; do
    for shell in 'bash --norc' bash 'bash --posix' 'bash --norc -r'; do
      # shellcheck disable=SC2086
      same "$shell" 1 "$(as "$account" PROMPT_COMMAND="$words" $shell -i 2>&1 <<<'PS1=; false; echo $?' |
        grep -v 'job control\|ioctl\|@\|exit$\|^bash-')"
    done
  done
}

# zsh options: what is printed and what precmd sees.
zsh_sees() {
  local with said=() logs=()
  for with in : '. ~/.bashrc_agent'; do
    # shellcheck disable=SC2016
    printf '%s\n' 'PS1= RPS1= HISTFILE=; log() { local s=$? p="$pipestatus"; print -r -- "$1 s=$s p=$p" >>|"$LOG" }
      precmd() { log precmd }' "$2" "$with" : >"$W/x/.zshrc"
    # shellcheck disable=SC2016
    printf '%s\n' "${3-}" true false '(exit 7)' 'true | false | (exit 3)' 'unset SSH_AUTH_SOCK' true \
      '[[ -z ${_berth_link-} ]] || echo "${_berth_heals/$$/yes}" >|"$HEALS"' exit >"$W/x/typed"
    said+=("$(typescript zsh -i +Z <"$W/x/typed")")
    logs+=("$(cat "$W/x/log")")
  done
  same "zsh, $1: what precmd saw" "${logs[0]}" "${logs[1]}"
  same "zsh, $1: what was said" "${said[0]}" "${said[1]}"
  [ "$1" = err_exit ] || same "zsh, $1: heals" yes "$(cat "$W/x/heals")"
}

zsh_options_change_nothing_at_the_prompt() { # a scenario
  need zsh
  prompt_begin
  zsh_sees none ''
  for option in ksh_arrays no_unset err_return warn_create_global warn_nested_var sh_word_split \
    glob_subst no_nomatch ksh_glob no_clobber null_glob posix_builtins all_export; do
    zsh_sees "$option" "setopt $option"
    zsh_sees "$option" '' "setopt $option"
  done
  zsh_sees err_exit '' 'setopt err_exit'
  zsh_sees aliases "alias -g '[=false'; alias test=false printf=false eval=false typeset=false emulate=false"
  zsh_sees ifs 'IFS=_bp0'
  zsh_sees 'functions of theirs' 'precmd_functions=(x); x() { log x }'
}

# questions SHELL ANSWER LINE...: how often prompts asked, before, between and after the
# lines. The clock stands at T, 1000 at first.
questions() {
  local shell=$1 answer=$2
  shift 2
  # shellcheck disable=SC2016
  printf '%s\n' 'T=1000; . ~/.bashrc_agent' "_berth_ask() { echo asked >>$W/x/asked; return $answer; }" \
    '_berth_clock() { _berth_now=$T; }' | tee "$W/x/rc" >"$W/x/.zshrc"
  printf '%s\n' "$@" exit >"$W/x/typed"
  : >"$W/x/asked" && chmod 0666 "$W/x/asked"
  # shellcheck disable=SC2086
  as "$H" SSH_AUTH_SOCK="$LINK" ZDOTDIR="$W/x" $shell -i <"$W/x/typed" >/dev/null 2>&1
  echo $(($(wc -l <"$W/x/asked")))
}

when_a_prompt_asks_and_when_it_rests() { # a scenario
  prompt_begin
  for shell in "bash --rcfile $W/x/rc" 'zsh +Z'; do
    command -v "${shell%% *}" >/dev/null || continue
    same "$shell, whole" 0 "$(questions "$shell" 0 true true false)"
    same "$shell, Ctrl-C" 2 "$(questions "$shell" 0 '(exit 130)' true '(exit 124)' true)"
    as "$H" ln -s "$HOME_H/asleep" "$LINK.away"
    same "$shell, away: at once and after 20 s" 2 "$(questions "$shell" 0 true T=1019 true T=1020 true true)"
    same "$shell, away, whatever SECONDS is" 1 "$(questions "$shell" 0 SECONDS=0 true SECONDS=9999 true 'unset SECONDS' true)"
    rm "$LINK.away"
    mv "$HOME_H/own" "$HOME_H/gone"
    same "$shell, dead: each prompt" 4 "$(questions "$shell" 1 true true T=1001)"
    same "$shell, sleepers: every 20 s" 2 "$(questions "$shell" 2 true true T=1020 true true)"
    same "$shell, the clock set back" 2 "$(questions "$shell" 2 true T=3 true true)"
    mv "$HOME_H/gone" "$HOME_H/own"
  done
  # shellcheck disable=SC2016
  now=$(as "$H" bash -i -c 'unset SECONDS; SECONDS=x; . ~/.bashrc_agent; _berth_clock; echo $_berth_now' 2>/dev/null | tail -n 1)
  check 'the clock is not SECONDS' test $(($(date +%s) - now)) -lt 20
}

a_socket_of_somebody_elses_is_none_at_the_prompt() { # a scenario
  prompt_begin
  as "$H2" ssh-agent -a "/home/$H2/theirs" >/dev/null
  chmod 0755 "/home/$H2" && chmod 0666 "/home/$H2/theirs"
  as "$H" ln -sfn "/home/$H2/theirs" "$LINK"
  check 'it is a socket' as "$H" test -S "$LINK"
  same 'bash asks' 3 "$(questions "bash --rcfile $W/x/rc" 1 true true)"
  same 'it is not taken' "/home/$H/gone" \
    "$(as "$H" bash -i 2>/dev/null <<<"_berth_ask() { return 1; }
SSH_AUTH_SOCK=/home/$H/gone
echo \$SSH_AUTH_SOCK" | tail -n 1)"
}

a_bashrc_with_set_e_lets_everybody_in() { # a scenario
  printf '%s\n' 'set -e' "$(cat "$HOME_H/.bashrc")" >"$HOME_H/.bashrc"
  serve
  install_berth "$H"
  laptop A
  login first A -a
  login second A
  reads second A
}

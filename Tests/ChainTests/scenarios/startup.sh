# The hook's place in start-up files: what the real shells say of real files.

corpus=$project/../shared/corpus

# The corpus's start-up files for SHELL (bash, zsh) that it can read, by what
# their names have; but none that wait for a person to press keys.
real_files() {
  local kind name path traits
  [ -r "$corpus/MANIFEST.tsv" ] || skip "no corpus at $corpus"
  while IFS=$'\t' read -r kind name _ path _ _ _ traits; do
    case $kind,$traits, in shell,*shell:"$1",*) ;; *) continue ;; esac
    case $2:${path##*/} in profile:*profile* | rc:*rc*) ;; *) continue ;; esac
    ! grep -q zkbd "$corpus/shell/$name" && "$1" -n "$corpus/shell/$name" 2>/dev/null && echo "$corpus/shell/$name"
  done <"$corpus/MANIFEST.tsv"
}

# reaches NUMBER VARIABLE=VALUE SHELL OPTIONS...: lets such a shell run into the probe, which
# leaves that number. Without network and not for long, since nobody knows what the files do.
reaches() {
  local number=$1 variable=$2
  shift 2
  unshare -n -- setpriv --reuid "$H" --regid "$H" --init-groups \
    env -i -C "$HOME_H" HOME="$HOME_H" USER="$H" TERM=xterm PATH=/usr/bin:/bin LANG=C.UTF-8 "$variable" \
    NUMBER="$number" timeout -s KILL 10 script -qec "$*" /dev/null </dev/null >"$W/reaches.$number" 2>&1
}

# Each file as TARGET, with a probe where the hook would stand, and SHELL: interactive
# shells, in and out of tmux, reach it with each of the options in `kinds`.
every_file_leads_to_the_hook() { # TARGET SHELL FILE...
  berth_only
  need "$2" script unshare
  local target=$1 shell=$2 file inside options missed='' count=0 number
  shift 2
  mkdir -p "$W/x/profile"
  echo ': >|~/"reached.$NUMBER"' >"$W/x/profile/probe"
  cat >"$W/x/profile/probe.yaml" <<'END'
version: 1
files:
  - { path: ~/.bashrc, template: probe, patch: block, when: { shell: bash } }
  - { path: ~/.zshrc, template: probe, patch: block, when: { shell: zsh } }
  - { path: ~/.bash_profile, template: probe, patch: block, when: { shell: bash-login } }
  - { path: ~/.profile, template: probe, patch: block, when: { shell: bash-login } }
END
  login_shell "/bin/$shell"
  for file; do
    count=$((count + 1))
    account_stop "$H"
    find "$HOME_H" -mindepth 1 -delete
    cp -r /etc/skel/. "$HOME_H"
    cp "$file" "$HOME_H/$target"
    chown -R "$H:" "$HOME_H"
    as "$H" "$RUN/berth" apply --yes "$W/x/profile/probe.yaml" >"$W/apply.out" 2>&1 ||
      fail "${file##*/}: $(cat "$W/apply.out")"
    number=0
    for options in "${kinds[@]}"; do
      for inside in NONE= TMUX=/tmp/none,1,0; do
        number=$((number + 1)) # here, not in the child
        reaches "$number" "$inside" "$shell" "$options" -i -c : &
      done
    done
    wait
    for number in $(seq "$number"); do
      [ -e "$HOME_H/reached.$number" ] || missed="$missed
$number ${file##*/}: $(sed -n 's/^    before/before/p' "$W/apply.out") $(tail -n 2 "$W/reaches.$number")"
    done
  done
  check 'shells were asked' test "$((count * number))" -gt 2
  same "of $count files, those that miss the hook" '' "$missed"
}

# The corpus has a path without blanks.
# shellcheck disable=SC2046
bash_reaches_the_hook_in_every_real_bashrc() { # a scenario
  kinds=('' -l)
  every_file_leads_to_the_hook .bashrc bash $(real_files bash rc)
}

# shellcheck disable=SC2046
bash_reaches_the_hook_with_every_real_profile() { # a scenario
  kinds=(-l)
  every_file_leads_to_the_hook .bash_profile bash $(real_files bash profile)
}

# Of files whose other parts are missing here, zsh shall not mind.
# shellcheck disable=SC2046
zsh_reaches_the_hook_in_every_real_zshrc() { # a scenario
  kinds=('-o no_nomatch')
  every_file_leads_to_the_hook .zshrc zsh $(real_files zsh rc)
}

# written NAME: stdin, as a start-up file of that name.
written() { mkdir -p "$W/x/written" && cat >"$W/x/written/$1"; }

bash_reaches_the_hook_past_every_kind_of_end() { # a scenario
  written second-return <<<$'[[ $- != *i* ]] && return\nif [ -n "$TMUX" ]; then return; fi'
  written far-below-a-guard <<<$'case $- in *i*) ;; *) return ;; esac\n[ -z "$TMUX" ] || exec true\n:'
  written function <<<$'work() {\n  [ -n "$TMUX" ] && exit\n}\n# Only there\nwork'
  written in-the-middle <<<$'cat <<E\n${x:-(}\nE\nfor x in 1 2; do\n  [ $x = 2 ] && return\ndone'
  written multiplexer <<<$'[ -n "$TMUX" ] || tmux -L x$NUMBER new-session -s x'
  written guards <<<$'[ -z "$PS1" ] && return\n[ -t 0 ] || return\nif [ "${-#*i}" = "$-" ]; then\n\n\n\n\n return; fi'
  kinds=('' -l)
  every_file_leads_to_the_hook .bashrc bash "$W"/x/written/*
}

bash_reaches_the_hook_past_every_kind_of_profile() { # a scenario
  written mentions <<<'alias eb="vim ~/.bashrc"'
  written others <<<'DOTFILES_DIR=/nowhere; . "$DOTFILES_DIR/local/.profile" 2>/dev/null'
  written in-tmux <<<'if [ -n "$TMUX" ]; then . ~/.bashrc; fi'
  written returns <<<$'[ -n "$TMUX" ] && return\n. ~/.bashrc'
  written never-called <<<'f() { . ~/.bashrc; }'
  written reads <<<'[ -r "${HOME}/.bashrc" ] && source "${HOME}"/.bashrc'
  kinds=(-l)
  every_file_leads_to_the_hook .bash_profile bash "$W"/x/written/*
}

zsh_reaches_the_hook_past_every_kind_of_end() { # a scenario
  written anonymous <<<$'() {\n  return\n}\n[[ -n $TMUX ]] && return'
  written short <<<$'if [[ ! -o interactive ]] { return }\nf() { return }\nf\nif [[ -n $TMUX ]] { exec true }'
  written called <<<$'() {\n  [[ -z $TMUX ]] || exit\n}'
  kinds=('' -l)
  every_file_leads_to_the_hook .zshrc zsh "$W"/x/written/*
}

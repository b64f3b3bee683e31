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

# reaches VARIABLE=VALUE SHELL OPTIONS...: such a shell gets to the probe. Without network
# and not for long, since nobody knows what the files do.
reaches() {
  local variable=$1
  shift
  rm -f "$HOME_H/reached"
  unshare -n -- setpriv --reuid "$H" --regid "$H" --init-groups \
    env -i -C "$HOME_H" HOME="$HOME_H" USER="$H" TERM=xterm PATH=/usr/bin:/bin LANG=C.UTF-8 "$variable" \
    timeout -s KILL 6 script -qec "$*" /dev/null </dev/null >"$W/reaches.out" 2>&1
  [ -e "$HOME_H/reached" ]
}

# The probe stands where the hook would, in TARGET, and SHELL OPTIONS reaches it in and
# out of tmux. Of files whose other parts are missing here, zsh shall not mind.
every_real_file_leads_to_the_hook() { # rc|profile TARGET SHELL OPTIONS...
  berth_only
  need "$3" script unshare
  local kind=$1 target=$2 file inside missed='' count=0
  shift 2
  mkdir -p "$W/x/profile"
  echo ': >|~/reached' >"$W/x/profile/probe"
  printf '%s\n' 'version: 1' 'files:' "  - { path: ~/$target, template: probe, patch: block }" \
    >"$W/x/profile/probe.yaml"
  for file in $(real_files "$1" "$kind"); do
    count=$((count + 1))
    account_stop "$H"
    find "$HOME_H" -mindepth 1 -delete
    cp "$file" "$HOME_H/$target"
    chown -R "$H:" "$HOME_H"
    as "$H" "$RUN/berth" apply --yes "$W/x/profile/probe.yaml" >"$W/apply.out" 2>&1 ||
      fail "${file##*/}: $(cat "$W/apply.out")"
    for inside in NONE= TMUX=/tmp/none,1,0; do
      reaches "$inside" "$@" || missed="$missed
$inside ${file##*/}: $(sed -n 's/^    before/before/p' "$W/apply.out") $(tail -n 2 "$W/reaches.out")"
    done
  done
  same "of $count files, those that miss the hook" '' "$missed"
}

bash_reaches_the_hook_in_every_real_bashrc() { # a scenario
  every_real_file_leads_to_the_hook rc .bashrc bash -i -c :
}

bash_reaches_the_hook_in_every_real_profile() { # a scenario
  every_real_file_leads_to_the_hook profile .bash_profile bash -l -i -c :
}

zsh_reaches_the_hook_in_every_real_zshrc() { # a scenario
  every_real_file_leads_to_the_hook rc .zshrc zsh -o no_nomatch -i -c :
}

# A fleet, set up and taken out by the collection with real ansible-core, over ssh.

# play NAME VERBS...: one run of ansible-playbook; what it says without its stars and blank lines.
play() {
  PYTHONDONTWRITEBYTECODE=1 ANSIBLE_COLLECTIONS_PATH=$here/../../Sources ANSIBLE_NOCOLOR=1 ANSIBLE_HOME=$W/ansible ANSIBLE_LOCALHOST_WARNING=false \
    ANSIBLE_RETRY_FILES_ENABLED=false ANSIBLE_DEPRECATION_WARNINGS=false HOME=$W PATH=$W/bin:$PATH \
    "$ansible" -i "$W/inventory" "$W/play.yml" "$@" 2>&1 | grep -v '^$' | sed 's/ \*\**//'
}

# Each host's line of the recap: ok, changed, failed.
recap() { sed -n 's/^\([a-z]*\) *: ok=\([0-9]*\) *changed=\([0-9]*\) .*failed=\([0-9]*\) .*/\1 \2 \3 \4/p' | sort; }

a_fleet_is_set_up_by_ansible() { # a scenario
  local ansible before
  ansible=$(command -v ansible-playbook || echo "$here/../../.build/ansible/bin/ansible-playbook")
  [ -x "$ansible" ] || skip 'there is no ansible-playbook, and PyPI could not be reached'
  berth_only
  no_recipe_before
  serve
  mkdir -p "$W/bin"
  ln -s "$RUN/berth" "$W/bin/berth"
  cat >"$W/inventory" <<END
one ansible_user=$H
two ansible_user=$H2
[all:vars]
ansible_host=127.0.0.1
ansible_port=$PORT
ansible_ssh_private_key_file=$RUN/login
ansible_ssh_common_args=${ssh_plain[*]}
END
  cat >"$W/play.yml" <<'END'
- hosts: all
  gather_facts: false
  tasks:
    - berth.berth.berth: { profile: default, state: "{{ state | default('present') }}" }
END
  before=$(contents_of_h)
  has 'a check says what would be' 'one 1 1 0
two 1 1 0' "$(play --check | recap)"
  same 'a check writes nothing' "$before" "$(contents_of_h)"
  has 'the patch is shown' '+++ b/.bashrc_agent' "$(play --check --diff)"
  has 'it is done' 'one 1 1 0
two 1 1 0' "$(play | recap)"
  same 'what is wanted is there' '' "$(as "$H" "$RUN/berth" diff 2>/dev/null)"
  has 'once' 'one 1 0 0
two 1 0 0' "$(play | recap)"
  as "$H" mkdir "$HOME_H/.local/state/berth/before"
  has 'what was cut short is set right' 'one 1 0 0
two 1 0 0' "$(play | recap)"
  same 'and is gone' '' "$(find "$HOME_H/.local/state/berth" -name before)"
  echo '# mine' >>"$HOME_H/.bashrc_agent"
  has 'a conflict fails its host alone' 'one 0 0 1
two 1 0 0' "$(play | recap)"
  has 'and is named' "$HOME_H/.bashrc_agent: " "$(play | sed "s|~/|$HOME_H/|g")"
  sed -i '$d' "$HOME_H/.bashrc_agent"
  has 'it is taken out' 'one 1 1 0
two 1 1 0' "$(play -e state=absent | recap)"
  same 'the home is back' "$before" "$(contents_of_h)"
  has 'once' 'one 1 0 0
two 1 0 0' "$(play -e state=absent | recap)"
}

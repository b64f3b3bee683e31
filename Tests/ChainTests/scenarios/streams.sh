# Programs that talk through ssh see their own bytes only, whatever the link's state.

# Every kind of transfer: streams_are_clean STATE
streams_are_clean() {
  local ssh="ssh ${ssh_plain[*]} -A -i $RUN/login -p $PORT" copy="$H@127.0.0.1" options
  options=("${ssh_plain[@]}" -i "$RUN/login" -P "$PORT")
  export SSH_AUTH_SOCK=$W/B.sock
  same "one byte, $1" 58 "$(from B -- 'printf X' 2>&1 | od -An -tx1 | tr -d ' ')"
  same "scp, $1" '' "$(scp -q "${options[@]}" "$W/text" "$copy:text.1" 2>&1)"
  same "scp -O, $1" '' "$(scp -O -q "${options[@]}" "$W/text" "$copy:text.2" 2>&1)"
  same "sftp, $1" '' "$(echo "put $W/text text.3" | sftp -q "${options[@]}" "$copy" 2>&1 | grep -v '^sftp> ')"
  same "rsync, $1" '' "$(rsync -e "$ssh" "$W/text" "$copy:text.4" 2>&1)"
  has "git, $1" refs/heads/main "$(GIT_SSH_COMMAND=$ssh git ls-remote "$copy:repository" 2>&1)"
  same "what came, $1" "$(cat "$W/text" "$W/text" "$W/text" "$W/text")" "$(cat "$HOME_H"/text.[1-4])"
  rm -f "$HOME_H"/text.[1-4]
  unset SSH_AUTH_SOCK
}

copies_see_clean_streams_in_every_state_of_the_link() { # a scenario
  need rsync git
  serve
  install_berth "$H"
  laptop A
  dying=$agent_pid
  laptop B
  seq 1000 >"$W/text"
  as "$H" git init -q -b main repository
  as "$H" git -C repository -c user.name=x -c user.email=x commit -q --allow-empty -m x
  streams_are_clean 'no link'
  login first A
  streams_are_clean 'live link'
  asleep first
  streams_are_clean 'hung link'
  awake first
  kill "$dying"
  streams_are_clean 'refusing link'
  leave first
  as "$H" ln -sfn /tmp/ssh-XXXXgone/agent.1 "$LINK"
  streams_are_clean 'dangling link'
  as "$H" ln -sfn "$LINK" "$LINK"
  streams_are_clean 'link to itself'
  rm "$LINK" && as "$H" mkdir "$LINK"
  streams_are_clean 'a folder'
}

# What `berth doctor` says on real parts: no false alarm, and advice that mends.

# doctor WHERE: what it says there, in $said; `here` is the account without a login.
doctor() {
  case $1 in
    here) said=$(as "$H" "$RUN/berth" doctor 2>&1) ;;
    *) said=$(typed "$1" "$RUN/berth doctor") ;;
  esac
}

# calm WHERE: neither a warning nor an error there.
calm() {
  doctor "$1"
  refute "an alarm at $1: $said" grep -E '^(warning|error)' <<<"$said"
}

the_doctor_is_calm_right_after_apply_and_at_a_console() { # a scenario
  no_recipe_before
  berth_only
  serve
  laptop A
  login first A
  typed first "$RUN/berth apply --yes"
  calm first
  leave first
  calm here
  as "$H" ln -sfn /tmp/ssh-XXXXgone/agent.1 "$LINK"
  calm here
  login second A
  calm second
}

the_doctor_is_calm_when_a_sleeper_has_woken() { # a scenario
  berth_only
  at_work
  asleep first
  typed tmux:work 'ssh git.test'
  doctor here
  has 'asleep' 'does not answer' "$said"
  awake first
  eventually 'the agent' link_is key-A
  doctor tmux:work
  has 'awake' 'IdentityAgent is the link' "$said"
  refute "an alarm: $said" grep -E '^(warning|error)' <<<"$said"
}

the_doctor_tells_an_agent_that_waits_for_its_person_from_one_asleep() { # a scenario
  berth_only
  serve
  install_berth "$H"
  slow_laptop S
  login first S
  as "$H" ln -sfn "${session_socket[first]}" "$LINK"
  : >"$W/S.slow"
  doctor here
  has 'busy' 'it waits for its person, or is slow' "$said"
  refute "an error: $said" grep '^error' <<<"$said"
}

# slow_laptop NAME: once there is a file NAME.slow, its agent keeps the question for its keys.
slow_laptop() {
  perl -MIO::Socket::UNIX -e '
    my ($place, $slow) = @ARGV;
    my $door = IO::Socket::UNIX->new(Local => $place, Listen => 9) or die;
    while (my $guest = $door->accept) {
      next if fork;
      while (sysread($guest, my $length, 4)) {
        sysread($guest, my $text, unpack("N", $length));
        sleep 100 if ord $text == 11 && -e $slow;
        syswrite $guest, pack("NC", 1, 5);
      }
      exit;
    }' "$W/$1.sock" "$W/$1.slow" &
  mine+=($!)
  eventually "agent of $1" test -S "$W/$1.sock"
}

the_doctor_does_not_speak_with_a_strangers_agent() { # a scenario
  berth_only
  serve
  install_berth "$H"
  laptop A
  login first A
  folder=$(mktemp -d /tmp/ssh-XXXXXXXXXX)
  chmod 0755 "$folder" && chown "$H2:" "$folder"
  as "$H2" sh -c "umask 0; exec ssh-agent -d -a $folder/agent.1" >"$W/stranger" 2>&1 &
  mine+=($!)
  eventually 'his agent' test -S "$folder/agent.1"
  chmod 0777 "$folder/agent.1"
  as "$H" ln -sfn "$folder/agent.1" "$LINK"
  said=$(as "$H" env SSH_AUTH_SOCK="$folder/agent.1" "$RUN/berth" doctor)
  has 'the link' "→ $folder/agent.1, which belongs to $H2: it was not asked" "$said"
  lacks 'his log' 'CONNECTION' "$(cat "$W/stranger")"
  as "$H" "$RUN/berth" doctor --fix --yes >"$W/fix" 2>&1
  same 'the link' "${session_socket[first]}" "$(link_target)"
}

the_doctor_mends_a_tmux_server_elsewhere() { # a scenario
  berth_only
  serve
  laptop A
  login first A
  mkdir -m 0700 "$HOME_H/t" && chown "$H:" "$HOME_H/t"
  typed first 'tmux -S ~/s -f /dev/null new-session -d -s work'
  typed first 'TMUX_TMPDIR=~/t tmux -f /dev/null new-session -d -s other'
  install_berth "$H"
  # What apply has done for them, somebody undoes.
  for server in s "t/tmux-$(id -u "$H")/default"; do
    as "$H" tmux -S "$HOME_H/$server" set-environment -g SSH_AUTH_SOCK /nonexistent
  done
  doctor first
  for server in s "t/tmux-$(id -u "$H")/default"; do
    has 'its advice' "sh ~/.bashrc_agent tmux ~/$server" "$said"
  done
  check 'fixing' typed first "$RUN/berth doctor --fix --yes"
  for server in "$HOME_H/s" "$HOME_H/t/tmux-$(id -u "$H")/default"; do
    same 'its value' "SSH_AUTH_SOCK=$LINK" "$(as "$H" tmux -S "$server" show-environment -g SSH_AUTH_SOCK)"
  done
  # A shell that is older than the hook has to be told by hand.
  typed first 'tmux -S ~/s new-window -d -t work: -e SSH_AUTH_SOCK=/nonexistent "sh"'
  doctor first
  has 'the pane' 'with an old agent: work:1.0' "$said"
  line=$(sed -n 's/.*type: \(export SSH_AUTH_SOCK=[^ ]*\).*work:1.0.*/\1/p' <<<"$said")
  as "$H" tmux -S "$HOME_H/s" send-keys -t work:1 "$line; sleep 100" Enter
  eventually 'the pane is mended' mended first
  as "$H" tmux -S "$HOME_H/s" kill-server
  as "$H" tmux -S "$HOME_H/t/tmux-$(id -u "$H")/default" kill-server
  doctor first
  has 'without them' 'no server runs' "$said"
}

mended() {
  doctor "$1"
  [[ $said != *'work:1.0'* ]]
}

the_doctor_asks_the_shell_and_leaves_no_trace() { # a scenario
  berth_only
  install_berth "$H"
  echo 'HISTFILE=~/history PROMPT_COMMAND="$PROMPT_COMMAND; history -a"; touch ~/trace; eval "$(ssh-agent)" >/dev/null' >>"$HOME_H/.bashrc"
  before=$(traces)
  doctor here
  has 'the prompt' 'bash mends the chain before each prompt' "$said"
  same 'the home' "$before" "$(traces)"
  refute 'an agent' pgrep -u "$H" ssh-agent
  echo 'unset PROMPT_COMMAND' >>"$HOME_H/.bashrc"
  doctor here
  has 'the prompt' 'its prompt does not call it any more' "$said"
  echo 'sleep 100' >>"$HOME_H/.bashrc"
  within 5000 'the doctor' doctor here
  has 'the prompt' 'does not come to an end' "$said"
  same 'what is left' '' "$(account_processes "$H")"
  login_shell /bin/zsh
  echo 'setopt share_history; HISTFILE=~/history SAVEHIST=9 HISTSIZE=9' >"$HOME_H/.zshrc"
  chown "$H:" "$HOME_H/.zshrc"
  install_berth "$H"
  before=$(traces)
  doctor here
  has 'the prompt' 'zsh mends the chain before each prompt' "$said"
  same 'the home' "$before" "$(traces)"
}

traces() { find "$HOME_H" -printf '%p %m %i %T@ %C@ %s %l\n'; }

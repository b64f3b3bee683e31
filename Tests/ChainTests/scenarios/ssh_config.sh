# The block in ~/.ssh/config: whose lines are whose, which shell asks, and who else reads it.

CONFIG=.ssh/config

# What ssh says to H of HOST: answers HOST KEYWORD
answers() { as "$H" ssh -T -G "$1" 2>"$W/ssh.err" | grep "^$2"; }

# own_agent HOST PATH: ssh takes the agent at PATH of H's home for HOST.
own_agent() { same "the agent of $1" "identityagent $HOME_H/$2" "$(answers "$1" identityagent)"; }

# An agent of H's that is there whoever logs in: the link leads to it.
steady_agent() {
  as "$H" mkdir -p -m 0700 .ssh/agent
  agent_at "$H" "$HOME_H/.ssh/agent/s.test.sshd.test" C
  as "$H" ln -s "$HOME_H/.ssh/agent/s.test.sshd.test" "$LINK"
}

every_login_shell_asks_quietly() { # a scenario
  berth_only
  install_berth "$H"
  tried=''
  for shell in bash dash zsh fish tcsh bsd-csh rbash elvish ksh93 mksh yash; do
    shell=$(command -v "$shell") || continue
    tried="$tried ${shell##*/}"
    rm -f "$LINK"
    quietly "$shell" nobody ''
    steady_agent
    quietly "$shell" 'the link' "identityagent $LINK"
    as "$H" mv .bashrc_agent gone
    quietly "$shell" 'no script' ''
    as "$H" mv gone .bashrc_agent
    account_stop "$H"
    rm -rf "$HOME_H/.ssh/agent"
  done
  for shell in rbash fish tcsh elvish; do
    has 'the shells that were tried' " $shell" "$tried "
  done
}

# quietly SHELL WHAT WANTED
quietly() {
  same "$2, by ${1##*/}" "$3" "$(as "$H" env SHELL="$1" ssh -T -G any 2>"$W/ssh.err" | grep '^identityagent')"
  same "$2, by ${1##*/}: said" '' "$(cat "$W/ssh.err")"
}

a_port_appended_stays_with_its_host() { # a scenario
  berth_only
  # Where the block stands before its section, and where it stands last.
  for line in 'User me' 'IdentityAgent ~/own'; do
    printf 'Host a\n  %s\n' "$line" >"$HOME_H/$CONFIG"
    install_berth "$H"
    sed -i '/^# >>> berth/i Host mid\n  User mid' "$HOME_H/$CONFIG"
    printf '  Port 77\n' >>"$HOME_H/$CONFIG"
    for round in before after; do
      same "a, $round" 'port 77' "$(answers a port)"
      same "mid, $round" 'port 22' "$(answers mid port)"
      install_berth "$H" --set socket='~/.ssh/other'
    done
    uninstall_berth "$H"
    same 'lines' 5 "$(wc -l <"$HOME_H/$CONFIG")"
  done
}

a_mended_header_is_mended() { # a scenario
  berth_only
  for agent in '' '  IdentityAgent ~/own'; do
    printf 'Host a\n  Port 1\nMatch hots b\n  Port 2\n%s\n' "$agent" >"$HOME_H/$CONFIG"
    install_berth "$H"
    refute 'ssh takes it' answers b port
    sed -i 's/hots/host/' "$HOME_H/$CONFIG"
    same 'b' 'port 2' "$(answers b port)"
    install_berth "$H"
    same 'b' 'port 2' "$(answers b port)"
    uninstall_berth "$H"
  done
}

a_program_that_the_user_asks_runs_once() { # a scenario
  berth_only
  for agent in '' '  IdentityAgent ~/own'; do
    printf 'Host a\n  Port 1\nMatch exec "echo ran >>~/ran"\n  Port 2\n%s\n' "$agent" >"$HOME_H/$CONFIG"
    install_berth "$H"
    answers b port >"$W/port"
    same 'times' 1 "$(wc -l <"$HOME_H/ran")"
    same 'b' 'port 2' "$(cat "$W/port")"
    [ -z "$agent" ] || own_agent b own
    uninstall_berth "$H"
    rm "$HOME_H/ran"
  done
}

an_agent_that_an_include_brings_wins() { # a scenario
  berth_only
  steady_agent
  as "$H" mkdir -p .ssh/more.d
  echo 'Include more.d/*.conf' | as "$H" tee .ssh/more >/dev/null
  printf 'Host in\n  IdentityAgent ~/included\n' | as "$H" tee .ssh/more.d/1.conf >/dev/null
  # There before, in a section and before all; and appended.
  for include in 'Host *\n  Include more' 'Include ~/.ssh/more'; do
    printf '%b\nHost z\n  Port 1\n' "$include" >"$HOME_H/$CONFIG"
    install_berth "$H"
    own_agent in included
    own_agent any .ssh/ssh_auth_sock
    uninstall_berth "$H"
  done
  for include in 'Include more' 'Host *\nInclude %d/.ssh/more' 'Host in any\n  Include more.d/1.*'; do
    printf 'Host a\n  Port 1\n' >"$HOME_H/$CONFIG"
    install_berth "$H"
    printf '%b\n' "${include//%d/$HOME_H}" >>"$HOME_H/$CONFIG"
    case $include in Include*) sed -i 's/^Host a$/Host a in any/' "$HOME_H/$CONFIG" ;; esac
    has 'diff' 'your own IdentityAgent is found first' "$(as "$H" "$RUN/berth" diff 2>&1)"
    install_berth "$H"
    own_agent in included
    own_agent any .ssh/ssh_auth_sock
    uninstall_berth "$H"
  done
}

the_plan_warns_of_a_paramiko_without_invoke() { # a scenario
  berth_only
  site=.local/lib/python3.77/site-packages tools=.local/share/pipx/venvs/tool/lib/python3.77/site-packages
  for folder in "$site" "$tools"; do
    as "$H" mkdir -p "$folder/paramiko"
    said=$(as "$H" "$RUN/berth" diff 2>&1 >/dev/null)
    has 'diff' "the paramiko in ~/$folder has no 'invoke'" "$said"
    has 'diff' 'plain_ssh_config=true' "$said"
    lacks 'the plain form' paramiko "$(as "$H" "$RUN/berth" diff --set plain_ssh_config=true 2>&1 >/dev/null)"
    as "$H" mkdir "$folder/invoke"
    lacks 'with invoke' paramiko "$(as "$H" "$RUN/berth" diff 2>&1 >/dev/null)"
  done
}

# python CODE: as H, by the modules that reader has put at $W/python; CODE gets the file and a host.
python() { as "$H" env PYTHONPATH="$W/python" python3 -W ignore -c "$1" "$HOME_H/$CONFIG" "$2"; }

# What the readers understand of both forms: the agent and the port of a host.
PARAMIKO='import sys, paramiko
c = paramiko.SSHConfig(); c.parse(open(sys.argv[1])); h = c.lookup(sys.argv[2])
print(h.get("identityagent"), h.get("port"))'
ASYNCSSH='import sys, asyncssh
o = asyncssh.SSHClientConnectionOptions(config=[sys.argv[1]], host=sys.argv[2])
print(o.agent_path, o.port)'

# reader PACKAGE: fetches it, and looks what it makes of both forms.
reader() {
  local package=$1 code=$PARAMIKO
  berth_only
  need python3
  python3 -m pip --version >/dev/null 2>&1 || skip 'no pip here'
  case $package in asyncssh*) code=$ASYNCSSH ;; esac
  timeout 100 python3 -m pip install -q --no-compile --only-binary :all: --target "$W/python" "$package" >"$W/pip" 2>&1 ||
    skip "pip has no $package: $(tail -n 1 "$W/pip")"
  chmod -R a+rX "$W/python"
  steady_agent
  printf 'Host a\n  Port 1\nHost own\n  IdentityAgent ~/own\nHost z\n  Port 2\n' >"$HOME_H/$CONFIG"
  install_berth "$H"
  if [ -e "$W/python/invoke" ] || [ "$code" = "$ASYNCSSH" ]; then
    has 'Match exec' ".ssh/ssh_auth_sock 2" "$(python "$code" z)"
  else
    has 'Match exec' "No module named 'invoke'" "$(python "$code" z 2>&1)"
  fi
  install_berth "$H" --set plain_ssh_config=true
  has 'plain' ".ssh/ssh_auth_sock 2" "$(python "$code" z)"
  has 'plain' "/own " "$(python "$code" own)"
}

paramiko_2_takes_the_plain_form() { # a scenario
  reader 'paramiko==2.12.0'
}

paramiko_3_takes_the_plain_form() { # a scenario
  reader 'paramiko==3.5.1'
}

paramiko_5_takes_the_plain_form() { # a scenario
  reader 'paramiko==5.1.0'
}

asyncssh_takes_the_plain_form() { # a scenario
  reader asyncssh
}

ssh_takes_the_plain_form() { # a scenario
  berth_only
  steady_agent
  printf 'Host a\n  Port 1\nHost own\n  IdentityAgent ~/own\nHost z\n  Port 2\n' >"$HOME_H/$CONFIG"
  install_berth "$H" --set plain_ssh_config=true
  own_agent own own
  own_agent any .ssh/ssh_auth_sock
  lacks 'the file' Match "$(cat "$HOME_H/$CONFIG")"
}

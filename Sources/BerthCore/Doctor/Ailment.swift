/// Everything that `berth doctor` can find other than well, each once: a finding without one can't be made, and the
/// tests type the advice of every case.
package enum Ailment: String, CaseIterable, Sendable {
  case nothingInstalled = "nothing_installed"
  case targetsDeleted = "targets_deleted"
  case targetsEdited = "targets_edited"
  case runInterrupted = "run_interrupted"
  case runAtWork = "run_at_work"
  case stateOpen = "state_open"
  case stateDamaged = "state_damaged"
  case stateUnreadable = "state_unreadable"
  case profileUnreadable = "profile_unreadable"

  case linkAbsent = "link_absent"
  case linkWaits = "link_waits"
  case linkBroken = "link_broken"
  case linkDisplaced = "link_displaced"
  case linkForeign = "link_foreign"
  case linkToStranger = "link_to_stranger"
  case linkToOtherHost = "link_to_other_host"
  case linkUnreadable = "link_unreadable"
  case agentMissing = "agent_missing"
  case agentEmpty = "agent_empty"
  case agentBusy = "agent_busy"
  case agentAsleep = "agent_asleep"
  case agentDead = "agent_dead"

  case variableUnset = "variable_unset"
  case variableDead = "variable_dead"
  case variableOther = "variable_other"
  case variableBehindLink = "variable_behind_link"

  case scriptNotRead = "script_not_read"
  case promptNotHooked = "prompt_not_hooked"
  case promptNotPossible = "prompt_not_possible"
  case promptNotAsked = "prompt_not_asked"

  case tmuxGivesOther = "tmux_gives_other"
  case tmuxPanesOld = "tmux_panes_old"
  case tmuxPanesPassing = "tmux_panes_passing"
  case tmuxWithoutSocket = "tmux_without_socket"
  case tmuxSilent = "tmux_silent"
  case tmuxNotAsked = "tmux_not_asked"

  case screenWindowsOld = "screen_windows_old"
  case screenWindowsPassing = "screen_windows_passing"
  case screenNotAsked = "screen_not_asked"

  case rcAbsent = "rc_absent"
  case rcUnusable = "rc_unusable"
  case rcBroken = "rc_broken"
  case rcNotChecked = "rc_not_checked"
  case rcHomeHasBlank = "rc_home_has_blank"
  case serverRunsNoRC = "server_runs_no_rc"
  case serverForwardsNone = "server_forwards_none"
  case serverUnreadable = "server_unreadable"
  case keyRestricted = "key_restricted"

  case sshRefuses = "ssh_refuses"
  case sshSilent = "ssh_silent"
  case identityAgentUnset = "identity_agent_unset"
  case identityAgentOther = "identity_agent_other"
  case identityAgentAsleep = "identity_agent_asleep"
  case homeOther = "home_other"

  case exportOther = "export_other"
  case exportLink = "export_link"
  case exportProgram = "export_program"
  case recipe
  case linkWriter = "link_writer"

  case modeOpen = "mode_open"
  case ownerOther = "owner_other"

  case accountRoot = "account_root"
  case accountShared = "account_shared"

  case socketsLeft = "sockets_left"

  /// Which part of the chain it is of.
  package var check: Finding.Check {
    switch self {
    case .nothingInstalled, .targetsDeleted, .targetsEdited, .runInterrupted, .runAtWork, .stateOpen,
      .stateDamaged, .stateUnreadable, .profileUnreadable:
      .installation
    case .linkAbsent, .linkWaits, .linkBroken, .linkDisplaced, .linkForeign, .linkToStranger,
      .linkToOtherHost,
      .linkUnreadable, .agentMissing, .agentEmpty, .agentBusy, .agentAsleep, .agentDead:
      .link
    case .variableUnset, .variableDead, .variableOther, .variableBehindLink: .shell
    case .scriptNotRead, .promptNotHooked, .promptNotPossible, .promptNotAsked: .prompt
    case .tmuxGivesOther, .tmuxPanesOld, .tmuxPanesPassing, .tmuxWithoutSocket, .tmuxSilent, .tmuxNotAsked:
      .tmux
    case .screenWindowsOld, .screenWindowsPassing, .screenNotAsked: .screen
    case .rcAbsent, .rcUnusable, .rcBroken, .rcNotChecked, .rcHomeHasBlank, .serverRunsNoRC,
      .serverForwardsNone,
      .serverUnreadable, .keyRestricted:
      .rc
    case .sshRefuses, .sshSilent, .identityAgentUnset, .identityAgentOther, .identityAgentAsleep, .homeOther:
      .ssh
    case .exportOther, .exportLink, .exportProgram, .recipe, .linkWriter: .exports
    case .modeOpen, .ownerOther: .modes
    case .accountRoot, .accountShared: .account
    case .socketsLeft: .sockets
    }
  }
}

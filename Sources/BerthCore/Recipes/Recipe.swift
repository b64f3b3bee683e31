/// Lines of a recipe for a steady agent socket, as people have pasted them into a dotfile.
package struct Recipe: Hashable, Sendable {
  /// The file that they are in.
  package let path: HomePath
  /// Counted from 1.
  package let lines: ClosedRange<Int>
  /// The same in bytes: whole lines.
  package let range: Range<Int>
  /// What they do to the chain.
  package let effect: Effect

  /// What they do to the chain.
  package enum Effect: Hashable, Sendable {
    /// `ln -sf $SSH_AUTH_SOCK …` at every login.
    case movesLink
    /// The same, while no socket is behind the link.
    case makesLink
    /// SSH_AUTH_SOCK is set to the link.
    case exports
    /// `. ~/.bashrc_agent`.
    case runsScript
    case identityAgent
    case tmuxVariable
    case screenVariable
    /// The script at `~/.bashrc_agent` itself.
    case script

    /// With "it" for the lines.
    package var sentence: String {
      switch self {
      case .movesLink: "it leads the link away from a live agent, at every login"
      case .makesLink:
        "it leads the link to a login's agent, be that alive or not, and leaves it on a sleeping one"
      case .exports: "it gives shells the link even while their own agent is alive"
      case .runsScript: "it runs ~/.bashrc_agent, as berth's hook does, in shells that may not want it"
      case .identityAgent: "it sends ssh to the link even while nobody is there, who could be found elsewhere"
      case .tmuxVariable: "it sets tmux's variable, which sessions overrule and uninstall can't give back"
      case .screenVariable:
        "it sets screen's variable as berth does, and not always to a path that screen expands"
      case .script: "it looks after the link in its own way, where berth's own script belongs"
      }
    }
  }

  /// `~/.ssh/rc:3`, or `~/.ssh/rc:3-5`.
  package var place: String {
    "\(path):\(lines.lowerBound)" + (lines.count > 1 ? "-\(lines.upperBound)" : "")
  }
}

package import BerthCore
import Glibc

/// The shell that the program was called from, and what its `SSH_AUTH_SOCK` is worth after a run.
package struct Session {
  /// What a person has to do next.
  package enum NextStep: Hashable, Sendable {
    /// The link is there, and this shell does not know: what tells it, and the value it has, if any.
    case takeLink(command: String, has: String?)
    /// The link is there, and no shell takes commands that could be told.
    case logIn
    /// This shell has the link's path, and the link is gone: what gives it another value, or none.
    case leaveLink(command: String, link: String)

    /// As it is typed; nil: there is nothing to type.
    package var command: String? {
      switch self {
      case .takeLink(let command, _), .leaveLink(let command, _): command
      case .logIn: nil
      }
    }
  }

  private let host: Host
  private let surroundings: Surroundings
  private let text: HomeAbbreviation
  /// Where the variable leads before anything is written, all symlinks followed.
  private let real: Bytes?

  /// The variables that tell of an agent, where that is not this home's: `HOME` is not the caller's own home, or not
  /// the one that sshd and ssh know.
  package let foreignVariables: [String]

  package init(on host: Host, in surroundings: Surroundings = Surroundings()) {
    self.host = host
    let isAtHome =
      !host.isBecomeOwner
      && surroundings.accountHome.map { $0.resolvedPath == host.home.canonical } ?? true
    foreignVariables = isAtHome ? [] : ["SSH_AUTH_SOCK"]
    var surroundings = surroundings
    if !isAtHome { surroundings.authSock = nil }
    self.surroundings = surroundings
    text = HomeAbbreviation([host.homePath, host.home.canonical])
    real = surroundings.authSock?.resolvedPath
  }

  /// After an apply.
  ///
  /// - Parameter receipt: what is installed by now.
  /// - Returns: nil if this shell needs nothing: it has the link, an agent of its own, or nobody is there at all.
  package func next(applied receipt: Receipt) -> NextStep? {
    let profile = InstalledProfile(receipt, homePath: host.homeText)
    let link = LinkName(profile, on: host, own: surroundings.authSock)
    let value = surroundings.authSock
    guard foreignVariables.isEmpty, value != link.path, let socket = socket(behind: link, profile),
      AgentRound.accepts(socket)
    else {
      return nil
    }
    if let value, let own = value.resolvedPath, own != socket || surroundings.keepsAgent,
      SocketTrust(value).isTrusted, AgentRound.accepts(own)
    {
      return nil
    }
    guard surroundings.hasShellAfter else { return .logIn }
    // Whoever has no link of their own yet is given one by the hook alone.
    guard let command = reading(receipt) ?? (profile.isPerKey == true ? nil : assigning(link.shown)) else {
      return nil
    }
    return .takeLink(command: command, has: value.map { text.shown($0) })
  }

  /// After an uninstall.
  ///
  /// - Parameter receipt: what was installed before.
  /// - Returns: nil if this shell has another value, or the link is still there.
  package func next(uninstalled receipt: Receipt) -> NextStep? {
    let profile = InstalledProfile(receipt, homePath: host.homeText)
    let link = LinkName(profile, on: host, own: surroundings.authSock)
    var status = stat()
    guard surroundings.hasShellAfter, surroundings.authSock == link.path,
      link.path.withCPath({ lstat($0, &status) }) != 0
    else {
      return nil
    }
    guard let real, SocketTrust(real).isTrusted, AgentRound.accepts(real) else {
      return .leaveLink(command: surroundings.dialect.unsetting("SSH_AUTH_SOCK"), link: link.shown)
    }
    return .leaveLink(command: assigning(shellWord(text.shown(real))), link: link.shown)
  }

  /// Where the link leads; with a link for each person, where the one leads that this shell would be given.
  private func socket(behind link: LinkName, _ profile: InstalledProfile) -> Bytes? {
    guard profile.isPerKey == true else { return LinkPlace(of: link, uid: geteuid()).socket }
    guard let real else { return nil }
    let links = FilePattern(link.path + Bytes(".*".utf8)).paths
    return links.contains { $0.symlinkText != nil && $0.resolvedPath == real } ? real : nil
  }

  /// What has this shell read the hook: the file that it stands in, if it is one of this shell's.
  private func reading(_ receipt: Receipt) -> String? {
    let names: [String] =
      switch surroundings.shellName {
      case "bash": [".bashrc"]
      case "zsh": [".zshrc"]
      case "fish": ["berth.fish"]
      case "tcsh", "csh": [".tcshrc", ".cshrc"]
      default: []
      }
    let path = receipt.entries.map(\.path).first { names.contains($0.name) }
    return path.map { "\(surroundings.dialect.source) \(shellWord("\($0)"))" }
  }

  private func assigning(_ word: String) -> String { surroundings.dialect.setting("SSH_AUTH_SOCK", to: word) }
}

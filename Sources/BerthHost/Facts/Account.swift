package import BerthCore

/// An account whose home is planned for: on this host, or one elsewhere that has been asked.
package protocol Account: AnyObject {
  /// The home's path as `$HOME` or the passwd entry has it.
  var homePath: Bytes { get }
  /// The same without symlinks.
  var realHome: Bytes { get }
  /// The state folder as messages show it.
  var stateShown: String { get }
  /// What it says of itself: the system, the host's name and the login shell.
  var bareFacts: HostFacts { get }
  /// What tells this home from others.
  ///
  /// - Throws: `SystemFailure`.
  func binding() throws(SystemFailure) -> HomeBinding.Home

  /// `XDG_CONFIG_HOME`; nil: not set.
  var configHome: Bytes? { get }
  /// `ZDOTDIR`; nil: not set.
  var zdotdir: Bytes? { get }

  /// Whether a command is on the `PATH`.
  func isOnPath(_ command: String) -> Bool

  /// Whether there is something at a place, as a profile writes it.
  func exists(_ path: String) -> Bool

  /// Whether a folder is there, or a symlink to one.
  func hasFolder(_ path: HomePath) -> Bool

  /// Where a paramiko lies that lacks invoke, as messages show it.
  func paramikoWithoutInvoke() -> String?

  /// Reads Berth's own records.
  ///
  /// - Throws: `StateRefusal`, `SystemFailure`.
  func readState() throws -> State

  /// Forgets what was read: the disk is read once more.
  func forget()

  /// What lies at a path.
  func read(_ path: HomePath) -> ActualFile

  /// What lies at the leftovers' places; nothing for those where nothing is.
  ///
  /// - Throws: `SystemFailure`.
  func leftovers(_ patterns: [LeftoverPattern]) throws(SystemFailure) -> [ActualLeftover]

  /// What runs have left that were killed, and of which no journal tells.
  ///
  /// - Throws: `SystemFailure`.
  func leftovers(of temporary: [HomePath]) throws(SystemFailure) -> [ActualLeftover]

  /// What is Berth's, whether or not a receipt tells of it.
  func traces() -> Home.Traces

  /// Whether a path lies, or would lie, in the state folder or in the way of it, wherever the symlinks above it lead.
  func isOwnState(_ path: HomePath) -> Bool

  /// The same of a path without symlinks.
  func isOwnState(_ real: Bytes) -> Bool
}

extension Account {
  /// The home's path for texts, and for what they name.
  package var homeText: String { String(decoding: homePath, as: UTF8.self) }

  /// Whether a file lies there, by where it really is.
  func isOwnState(_ file: ActualFile) -> Bool {
    file.real.map { isOwnState(realHome + Bytes("/\($0.relative)".utf8)) } ?? false
  }

  /// What it says of itself, and the answers to what is asked.
  package func gatherFacts(_ questions: FactQuestions = FactQuestions()) -> HostFacts {
    var facts = bareFacts
    facts.commands = questions.commands.filter(isOnPath)
    facts.existing = questions.paths.filter(exists)
    if questions.asksLoginFile { facts.lonelyLoginFile = lonelyLoginFile() }
    if questions.asksParamiko { facts.paramikoWithoutInvoke = paramikoWithoutInvoke() }
    facts.startupFiles = startupFiles(of: facts.shell)
    return facts
  }

  private func lonelyLoginFile() -> HomePath? {
    var contents: [HomePath: Bytes] = [:]
    let bashrc = read(HomePath(relative: ".bashrc"))
    for path in LoginFiles.candidates {
      switch read(path) {
      case .file(let content):
        // A login file that is ~/.bashrc under another name leads there.
        if case .file(let other) = bashrc, other.identity == content.identity { return nil }
        contents[path] = content.bytes
      case .absent: continue
      // What can't be read is there all the same: bash stops at it.
      case .unusable: contents[path] = []
      }
    }
    return LoginFiles(contents, home: homeText).lonely
  }
}

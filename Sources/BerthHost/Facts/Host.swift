package import BerthCore
import Glibc

/// The host, as seen from one account: its home, its state folder, its facts.
package final class Host {
  /// The open home.
  package let home: Home
  /// Where the state folder is, or would be.
  package let location: StateLocation
  /// The home's path as `$HOME` or the passwd entry has it.
  package let homePath: Bytes
  let environment: HostEnvironment
  /// Whether we were root, and have become the user whose home it is.
  let isBecomeOwner: Bool

  /// Why there is no home to work in.
  package enum HomeProblem: Error {
    /// `$HOME` is not absolute.
    case relative(String)
    /// `$HOME` is not set, and the user has no passwd entry.
    case unknown
    /// It can't be opened.
    case missing(String, SystemFailure)
    /// We are root, and can't become the user whose it is.
    case foreign(String, owner: String, SystemFailure)
  }

  /// Root in the home of somebody else becomes that user, for good: what lies there is not root's to trust.
  ///
  /// - Throws: `HomeProblem`.
  package init(_ environment: HostEnvironment) throws(HomeProblem) {
    self.environment = environment
    guard var path = environment.home ?? UserDatabase.own()?.home, !path.isEmpty else { throw .unknown }
    while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
    homePath = path
    let text = String(decoding: path, as: UTF8.self)
    guard path.first == UInt8(ascii: "/") else { throw .relative(text) }
    let caller = geteuid()
    home = try Self.enter(path, shownAs: text)
    isBecomeOwner = geteuid() != caller
    location = StateLocation(stateHome: environment.stateHome, homePath: path)
  }

  private static func enter(_ path: Bytes, shownAs shown: String) throws(HomeProblem) -> Home {
    let home: Home
    do {
      home = try Home(at: path)
    } catch {
      throw .missing(shown, error)
    }
    guard geteuid() == 0, home.owner.user != 0 else { return home }
    do {
      try home.owner.become()
    } catch {
      throw .foreign(shown, owner: UserDatabase.name(of: home.owner.user), error)
    }
    // Opened once more: the user may not be let in where root is.
    return try enter(path, shownAs: shown)
  }

  private static var system: String {
    #if os(macOS)
      "macos"
    #else
      "linux"
    #endif
  }

  /// The name of the login shell.
  private var loginShell: String {
    let path = environment.shell ?? UserDatabase.own()?.shell ?? []
    return String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
  }

  /// Whether a command is on the `PATH`.
  package func isOnPath(_ command: String) -> Bool {
    for folder in (environment.path ?? []).split(separator: UInt8(ascii: ":")) {
      let file = Bytes(folder) + Bytes("/\(command)".utf8)
      var status = stat()
      if file.withCPath({ stat($0, &status) == 0 && access($0, X_OK) == 0 }), status.type == S_IFREG {
        return true
      }
    }
    return false
  }

  /// Whether there is something at a place.
  package func exists(_ path: String) -> Bool {
    let full = path.hasPrefix("~/") ? home.canonical + Bytes(path.dropFirst().utf8) : Bytes(path.utf8)
    return full.withCPath { access($0, F_OK) == 0 }
  }

  /// Whether a folder is there, or a symlink to one.
  package func hasFolder(_ path: HomePath) -> Bool {
    var status = stat()
    return (home.canonical + Bytes("/\(path.relative)".utf8)).withCPath { stat($0, &status) == 0 }
      && status.type == S_IFDIR
  }
}

extension Host: Account {
  /// The home without symlinks.
  package var realHome: Bytes { home.canonical }

  /// The state folder as messages show it.
  package var stateShown: String { location.shown }

  /// What the host says of itself.
  package var bareFacts: HostFacts {
    HostFacts(home: homeText, os: Self.system, hostname: hostname, shell: loginShell)
  }

  /// `XDG_CONFIG_HOME`.
  package var configHome: Bytes? { environment.configHome }

  /// `ZDOTDIR`.
  package var zdotdir: Bytes? { environment.zdotdir }

  /// Reads Berth's own records.
  ///
  /// - Throws: `StateRefusal`, `SystemFailure`.
  package func readState() throws -> State { try State(at: location) }

  /// Forgets where folders are.
  package func forget() { home.forget() }

  /// What lies at a path.
  package func read(_ path: HomePath) -> ActualFile { home.read(path) }

  /// What lies at the leftovers' places.
  ///
  /// - Throws: `SystemFailure`.
  package func leftovers(_ patterns: [LeftoverPattern]) throws(SystemFailure) -> [ActualLeftover] {
    try home.leftovers(patterns)
  }

  /// What killed runs have left.
  ///
  /// - Throws: `SystemFailure`.
  package func leftovers(of temporary: [HomePath]) throws(SystemFailure) -> [ActualLeftover] {
    try home.leftovers(of: temporary)
  }

  /// What is Berth's by its marker or its name.
  package func traces() -> Home.Traces { home.traces() }

  /// Where a paramiko lies that lacks invoke.
  package func paramikoWithoutInvoke() -> String? {
    PythonPackages(home: homePath).folder(with: "paramiko", lacking: "invoke")
      .map { HomeAbbreviation([homePath]).shown($0) }
  }

  /// Whether a path lies in the state folder or in its way.
  package func isOwnState(_ path: HomePath) -> Bool {
    let folder = path.folder.map { home.canonical + Bytes("/\($0.relative)".utf8) } ?? home.canonical
    return isOwnState(folder.partlyResolvedPath + Bytes("/\(path.name)".utf8))
  }

  /// The same of one without symlinks.
  package func isOwnState(_ real: Bytes) -> Bool { real.isInTheWay(of: location.real) }
}

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
  /// The same for texts, and for what they name.
  package let homeText: String
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
    homeText = String(decoding: path, as: UTF8.self)
    guard path.first == UInt8(ascii: "/") else { throw .relative(homeText) }
    let caller = geteuid()
    home = try Self.enter(path, shownAs: homeText)
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

  /// What it says of itself, and the answers to what is asked.
  package func gatherFacts(_ questions: FactQuestions = FactQuestions()) -> HostFacts {
    var facts = HostFacts(home: homeText, os: Self.system, hostname: hostname, shell: loginShell)
    facts.commands = questions.commands.filter(isOnPath)
    facts.existing = questions.paths.filter(exists)
    if questions.asksLoginFile { facts.lonelyLoginFile = lonelyLoginFile() }
    if questions.asksParamiko {
      facts.paramikoWithoutInvoke = PythonPackages(home: homePath)
        .folder(with: "paramiko", lacking: "invoke").map { HomeAbbreviation([homePath]).shown($0) }
    }
    facts.startupFiles = startupFiles(of: facts.shell)
    return facts
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

  private func isOnPath(_ command: String) -> Bool {
    for folder in (environment.path ?? []).split(separator: UInt8(ascii: ":")) {
      let file = Bytes(folder) + Bytes("/\(command)".utf8)
      var status = stat()
      if file.withCPath({ stat($0, &status) == 0 && access($0, X_OK) == 0 }), status.type == S_IFREG {
        return true
      }
    }
    return false
  }

  private func exists(_ path: String) -> Bool {
    let full = path.hasPrefix("~/") ? home.canonical + Bytes(path.dropFirst().utf8) : Bytes(path.utf8)
    return full.withCPath { access($0, F_OK) == 0 }
  }

  /// Whether a folder is there, or a symlink to one.
  package func hasFolder(_ path: HomePath) -> Bool {
    var status = stat()
    return (home.canonical + Bytes("/\(path.relative)".utf8)).withCPath { stat($0, &status) == 0 }
      && status.type == S_IFDIR
  }

  private func lonelyLoginFile() -> HomePath? {
    var contents: [HomePath: Bytes] = [:]
    let bashrc = home.read(HomePath(relative: ".bashrc"))
    for path in LoginFiles.candidates {
      switch home.read(path) {
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

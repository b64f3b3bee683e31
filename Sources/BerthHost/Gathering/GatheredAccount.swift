import BerthCore

/// An account elsewhere, by what it has told. What a plan wants to know that nobody has asked is noted, to be asked the
/// next time.
final class GatheredAccount: Account {
  let gathered: Gathered
  /// What has to be asked as well; empty: all that came of this account can be relied on.
  private(set) var missing = GatherScript()

  init(_ gathered: Gathered) { self.gathered = gathered }

  /// What any plan may want to know.
  ///
  /// `traces`: as an uninstall does, all that is marked as Berth's as well.
  static func firstQuestions(traces: Bool) throws -> GatherScript {
    var script = GatherScript()
    script.traces = traces
    let store = ProfileStore(homePath: "")
    let entries = try BuiltIns.profileNames.flatMap { try store.profile($0).entries }
    let questions = FactQuestions(entries)
    script.paths = Set(entries.map(\.path) + RecipeReader.paths + LoginFiles.candidates)
    script.paths.formUnion([".bashrc", ".zshenv", ".tcshrc"].map(HomePath.init(relative:)))
    script.folders = [HomePath(relative: ".ssh")]
    script.commands = questions.commands
    script.places = questions.paths
    return script
  }

  var homePath: Bytes { gathered.home.path }

  var stateShown: String {
    StateLocation.shown(gathered.state.path, homePrefix: homePath + [UInt8(ascii: "/")])
  }

  var bareFacts: HostFacts {
    let shell = gathered.shell.split(separator: UInt8(ascii: "/")).last ?? []
    return HostFacts(
      home: homeText, os: gathered.os == "Darwin" ? "macos" : gathered.os.lowercased(),
      hostname: gathered.hostname, shell: String(decoding: shell, as: UTF8.self))
  }

  /// By its path and the host's name: which folder it is can't be told from here.
  func binding() throws(SystemFailure) -> HomeBinding.Home {
    HomeBinding.Home(path: realHome, device: 0, inode: 0, born: 0, host: "elsewhere \(gathered.hostname)")
  }

  var configHome: Bytes? { gathered.configHome.isEmpty ? nil : gathered.configHome }

  var zdotdir: Bytes? { gathered.zdotdir.isEmpty ? nil : gathered.zdotdir }

  func isOnPath(_ command: String) -> Bool {
    if gathered.commands[command] == nil { missing.commands.insert(command) }
    return gathered.commands[command] ?? false
  }

  func exists(_ path: String) -> Bool {
    if gathered.places[path] == nil { missing.places.insert(path) }
    return gathered.places[path] ?? false
  }

  func hasFolder(_ path: HomePath) -> Bool { names(in: path) != nil }

  /// Nobody has asked for it: the note that a plan has on it is left out.
  func paramikoWithoutInvoke() -> String? { nil }

  func readState() throws -> State {
    let state = gathered.state
    let isTidy = gathered.scaffolds.isEmpty
    guard state.kind != "absent" else { return try State(elsewhere: nil, isTidy: isTidy) }
    guard state.kind == "folder", let status = state.status else { throw StateRefusal.noFolder(stateShown) }
    try StateRefusal.expectPrivate(
      stateShown, isOwn: status.user == gathered.user.number, owner: status.owner, mode: status.mode)
    let records = GatheredRecords(gathered, shownAs: stateShown)
    // Whoever sets right what was interrupted wants to know what has become of them.
    for target in (try? records.loadJournal())?.targets ?? [] {
      for path in [target.path, target.prepared] { _ = read(path) }
    }
    return try State(elsewhere: records, isTidy: isTidy)
  }

  func forget() {}

  func read(_ path: HomePath) -> ActualFile {
    if let file = gathered.file(at: path) { return file }
    missing.paths.insert(path)
    return .absent(real: path, identity: FileIdentity(unseen: path))
  }

  func leftovers(_ patterns: [LeftoverPattern]) -> [ActualLeftover] {
    var found: [ActualLeftover] = []
    for pattern in patterns {
      for name in names(in: pattern.folder ?? HomePath(relative: ".")) ?? [] {
        guard let text = String(validating: name.name, as: UTF8.self), pattern.matches(name: text) else {
          continue
        }
        let path = pattern.place(of: text)
        guard !found.contains(where: { $0.path == path }) else { continue }
        found.append(ActualLeftover(path: path, kind: Self.kind(of: name, text)))
      }
    }
    return found
  }

  func leftovers(of temporary: [HomePath]) -> [ActualLeftover] {
    temporary.map { ActualLeftover(path: $0, kind: .prepared(isCopy: false)) }
  }

  func traces() -> Home.Traces {
    missing.traces = !gathered.isTraced
    return Home.Traces(
      temporary: gathered.temporary.filter { TargetFile.isTemporary($0.name) }, mentions: gathered.marked,
      read: read)
  }

  var realHome: Bytes { gathered.home.real }

  func isOwnState(_ path: HomePath) -> Bool { isOwnState(realHome + Bytes("/\(path.relative)".utf8)) }

  func isOwnState(_ real: Bytes) -> Bool {
    let state = gathered.state.path
    return real.isInTheWay(of: state.below(homePath).map { realHome + [UInt8(ascii: "/")] + $0 } ?? state)
  }

  private func names(in folder: HomePath) -> [Gathered.Name]? {
    if gathered.names[folder] == nil, !gathered.missingFolders.contains(folder) {
      missing.folders.insert(folder)
    }
    return gathered.names[folder]
  }

  private static func kind(of name: Gathered.Name, _ text: String) -> ActualLeftover.Kind {
    switch name.kind {
    case "link": .link(to: name.text ?? [], isMade: true)
    case "link-elsewhere": .link(to: name.text ?? [], isMade: false)
    case "file": TargetFile.isTemporary(text) ? .prepared(isCopy: false) : .other("a file")
    case "folder": .other("a folder")
    case "socket": .other("a socket")
    default: .other("no symlink")
    }
  }
}

extension Gathered {
  /// What runs have left that were killed while they made the state folder, or took it away.
  var scaffolds: [String] {
    state.scaffolds.filter { folder in
      TemporaryName.isOne(folder.split(separator: "/").last.map(String.init) ?? "")
    }
  }
}

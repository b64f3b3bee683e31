/// What a plan is made from besides what is on the disk.
package struct PlanRequest: Sendable {
  /// All that is to be installed: nothing, for `uninstall`.
  package let desired: Desired
  /// What to do about conflicts.
  package let policy: ConflictPolicy
  /// Whether it is an uninstall: then what no receipt tells of is looked for as well.
  package let isUninstall: Bool

  /// What `apply` would do, or, with nothing desired, what taking all out would that the receipt tells of.
  package init(_ desired: Desired = Desired(), policy: ConflictPolicy = .fail) {
    self.init(desired, policy, isUninstall: false)
  }

  /// What `uninstall` does.
  package static func uninstall(policy: ConflictPolicy) -> PlanRequest {
    PlanRequest(Desired(), policy, isUninstall: true)
  }

  private init(_ desired: Desired, _ policy: ConflictPolicy, isUninstall: Bool) {
    self.desired = desired
    self.policy = policy
    self.isUninstall = isUninstall
  }
}

extension PlanRequest {
  /// As a sealed file has it.
  package var json: JSON {
    .object([
      ("uninstall", .bool(isUninstall)),
      ("on_conflict", .string(policy.rawValue)),
      ("profile", desired.choice.map { .string($0.profile) } ?? .null),
      ("settings", .array((desired.choice?.settings ?? []).map(\.json))),
      (
        "recipes",
        desired.recipes.map {
          .object([("link", .string($0.reader.link.relative)), ("take_out", .bool($0.takesOut))])
        } ?? .null
      ),
      ("leftovers", .array(desired.leftovers.map { .string($0.stored) })),
      ("files", .array(desired.files.map(\.json))),
    ])
  }

  /// Reads what `json` gives.
  ///
  /// `home`: the home's absolute path.
  package init(_ members: [String: JSON], home: String) throws(SealedJSON.Problem) {
    let text = try members.string("on_conflict")
    guard let policy = ConflictPolicy(rawValue: text) else {
      throw .damaged("\(quoted(text)) is no way with conflicts")
    }
    var desired = Desired()
    for file in try members.objects("files") { desired.files.append(try DesiredFile(file)) }
    guard Set(desired.files.map(\.path)).count == desired.files.count else {
      throw .damaged("it has two files for one path")
    }
    desired.leftovers = try members.strings("leftovers").map(LeftoverPattern.init(stored:))
    let settings = try members.settings("settings")
    desired.choice = try members.optionalString("profile").map { ProfileChoice($0, settings: settings) }
    if members["recipes"] != .null {
      let recipes = try members.object("recipes")
      desired.recipes = RecipeSearch(
        reader: RecipeReader(link: try recipes.path("link"), home: home),
        takesOut: try recipes.bool("take_out"))
    }
    self.init(desired, policy, isUninstall: try members.bool("uninstall"))
  }
}

extension DesiredFile {
  fileprivate var json: JSON {
    var members: [(String, JSON)] = [
      ("path", .string(path.relative)), ("mode", mode.map { .string(octal($0)) } ?? .null),
      ("language", .string(language.rawValue)), ("reload", reload?.json ?? .null),
      ("notes", .array(notes.map { .string($0.description) })),
    ]
    switch content {
    case .file(let whole):
      members += [("patch", .string(PatchKind.file.rawValue)), JSON.member("text", whole.bytes)]
    case .block(let block):
      let kind = block.isSSHConfig ? PatchKind.sshConfig : .block
      members += [
        ("patch", .string(kind.rawValue)), ("place", .string(block.place.rawValue)),
        JSON.member("text", block.body),
      ]
    }
    return .object(members)
  }

  fileprivate init(_ members: [String: JSON]) throws(SealedJSON.Problem) {
    let path = try members.path("path")
    let text = try members.bytes("text")
    guard let language = Language(rawValue: try members.string("language")),
      let kind = PatchKind(rawValue: try members.string("patch"))
    else { throw .damaged("it has a file of a kind that is not known") }
    let content: Content
    if kind == .file {
      content = .file(WholeFile(written: text))
    } else {
      guard let place = BlockPlace(rawValue: try members.string("place")) else {
        throw .damaged("a block has no place")
      }
      do throws(UnfitText) {
        content = .block(
          try BlockPatch(
            entry: path, rendered: text, place: place, isSSHConfig: kind == .sshConfig,
            isScreenrc: language == .screen))
      } catch {
        throw .damaged("\(error)")
      }
    }
    self.init(
      path: path, content: content, mode: try members.mode("mode"), reload: Reload(members["reload"]),
      language: language, notes: try members.strings("notes").map(Remark.told))
  }
}

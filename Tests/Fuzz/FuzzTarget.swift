import BerthCore

/// What libFuzzer feeds with bytes: one of the readers, or a law that has to hold for every input.
///
/// `$BERTH_FUZZ` names it when the program runs.
enum FuzzTarget: String, CaseIterable {
  case profile
  case template
  case block
  case sshconfig
  case receipt

  /// Ends the program if the input breaks something.
  func run(_ input: Bytes) {
    switch self {
    case .profile:
      guard let profile = try? Profile(yaml: input, at: "p", home: "/home/me") else { return }
      _ = profile.extending(profile)
    case .template: renderTemplate(input)
    case .block: checkBlock(input)
    case .sshconfig: checkSSHConfig(input)
    case .receipt:
      guard let receipt = try? Receipt(decoding: input) else { return }
      precondition(
        (try? Receipt(decoding: receipt.encoded)) == receipt, "a receipt is not read as it was written")
    }
  }

  private func renderTemplate(_ input: Bytes) {
    guard let template = try? Template(parsing: input, name: "t") else { return }
    let context: Value = .map([
      "a": .string("$(x) 'y' \"z\" `\n#{w} %"), "b": .list([.string("~/p q"), .bool(true)]),
      "c": .map(["d": .null]),
      "e": .bool(false),
    ])
    for language in Language.allCases {
      _ = try? template.render(context, partials: ["p": template], for: language)
    }
  }

  /// The first byte chooses the place; what follows up to a NUL is the text, and the rest the file.
  private func checkBlock(_ input: Bytes) {
    guard let choice = input.first else { return }
    let path = HomePath(relative: ".bashrc")
    let text = Bytes(input.dropFirst().prefix { $0 != 0 })
    let file = Bytes(input.dropFirst(text.count + 2))
    _ = StartupFileReader(file).firstEnd
    for isMarked in [false, true] {
      guard let whole = try? WholeFile(entry: path, rendered: text, isMarked: isMarked) else { continue }
      let found = try? Block.find(path.description, in: whole.bytes)
      precondition(found?.isIntact ?? false == isMarked, "a whole file is not known by its mark alone")
    }
    let place = choice % 2 == 0 ? BlockPlace.start : .end
    guard let patch = try? BlockPatch(entry: path, rendered: text, place: place) else { return }
    check(patch, path, file)
  }

  private func checkSSHConfig(_ input: Bytes) {
    let path = HomePath(relative: ".ssh/config")
    guard
      let patch = try? BlockPatch(
        entry: path, rendered: Bytes("Match all\n".utf8), place: .end, isSSHConfig: true)
    else { preconditionFailure("a text like any other is refused") }
    check(patch, path, input)
    _ = SSHConfigReader(input[...]).lineDecidingForAll("identityagent")
  }

  /// `remove(apply(x)) == x`, `apply(apply(x)) == apply(x)`.
  private func check(_ patch: BlockPatch, _ path: HomePath, _ file: Bytes) {
    guard case .some(.none) = try? Block.find(path.description, in: file) else { return }
    guard let once = try? patch.apply(to: file) else {
      preconditionFailure("a file without a block is refused")
    }
    guard let twice = try? patch.apply(to: once.file) else { preconditionFailure("our own block is refused") }
    precondition(twice.file == once.file, "applying twice changes the file")
    guard let removed = try? BlockPatch.remove(path, from: once.file) else {
      preconditionFailure("our own block is not found")
    }
    precondition(removed == file, "removing the block does not give the file back")
  }
}

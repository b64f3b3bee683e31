import BerthCore
import TestSupport
import Testing

/// Recipes' lines leave with `--adopt-recipes` and come back with uninstall, as plans tell it.
@Suite struct RecipeAdoptionTests {
  private static let reader = RecipeReaderTests.reader

  /// A file of a home, and whether a block is wanted there.
  private struct Case {
    let path: HomePath
    let text: Bytes
    var mode: Mode = 0o644
  }

  /// Every shape in surroundings of several kinds, and the real files.
  private static let cases: [Case] = {
    var cases: [Case] = []
    let surroundings = [("", ""), ("#!/bin/sh\n", ""), ("alias a=b\n\n", "\nset -o vi\n"), ("x=1\n", "y=2")]
    for (before, after) in surroundings {
      for shape in RecipeReaderTests.shellShapes {
        let text = before + shape + (shape.hasSuffix("\n") || after.isEmpty ? "" : "\n") + after
        for path in [".ssh/rc", ".bashrc"] {
          cases.append(Case(path: HomePath(relative: path), text: Bytes(text.utf8)))
          // Twice, and with the other line ending.
          cases.append(Case(path: HomePath(relative: path), text: Bytes((text + "\n" + text).utf8)))
          cases.append(
            Case(
              path: HomePath(relative: path),
              text: LineEnding.carriageReturnLineFeed.applied(to: LineEnding.removed(from: Bytes(text.utf8))))
          )
        }
      }
      for (path, line) in [
        (".ssh/config", "Host *\n  IdentityAgent ~/.ssh/ssh_auth_sock"),
        (".tmux.conf", "setenv -g SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock"),
        (".screenrc", "setenv SSH_AUTH_SOCK ~/.ssh/ssh_auth_sock"),
      ] {
        for end in ["", "\n", "\r\n"] where !end.isEmpty || after.isEmpty {
          cases.append(
            Case(path: HomePath(relative: path), text: Bytes(("# mine\n" + line + end + after).utf8)))
        }
      }
    }
    return cases
      + RecipeCorpus.files.filter { !reader.recipes(in: $0.text, of: $0.path).isEmpty }.map {
        Case(path: $0.path, text: $0.text)
      }
  }()

  private func plan(
    _ path: HomePath, _ state: Change.FileState?, _ receipt: Receipt, wants: Bool = true,
    adopts: Bool? = true,
    body: String = "ours\n"
  ) -> Plan {
    let patch = try! BlockPatch(
      entry: path, rendered: Bytes(body.utf8), place: path.relative == ".ssh/rc" ? .start : .end,
      isSSHConfig: path.relative == ".ssh/config")
    let desired = DesiredFile(path: path, content: .block(patch), mode: nil, reload: nil, language: .sh)
    let actual: ActualFile =
      if let state {
        .file(
          ActualContent(
            bytes: state.bytes, mode: state.mode, real: path, identity: FileIdentity(unseen: path),
            inPlace: nil))
      } else {
        .absent(real: path, identity: FileIdentity(unseen: path))
      }
    return Plan(
      Desired(
        wants ? [desired] : [], recipes: adopts.map { RecipeSearch(reader: Self.reader, takesOut: $0) }),
      since: receipt, actual: [path: actual])
  }

  private let none = Receipt(transaction: "", profile: "p")

  /// With a block and without one; at once, and after an install that left the lines.
  @Test func whatWasTakenComesBackExactly() throws {
    #expect(Self.cases.count > 400)
    for one in Self.cases {
      let start = Change.FileState(bytes: one.text, mode: one.mode)
      for (wants, isLate) in [(true, false), (false, false), (true, true)] {
        var state: Change.FileState? = start
        var receipt = none
        if isLate {
          let first = plan(one.path, state, receipt, adopts: false)
          state = first.changes[0].after
          receipt = first.receipt
          #expect(first.changes[0].hasRecipes)
        }
        let adopted = plan(one.path, state, receipt, wants: wants)
        let after = try #require(adopted.changes[0].after)
        #expect(adopted.changes.count == 1 && adopted.changes[0].writes)
        #expect(Self.reader.recipes(in: after.bytes, of: one.path) == [])
        let stored = try Receipt(decoding: adopted.receipt.encoded)
        #expect(stored.entries == adopted.receipt.entries)
        // Twice is once, also without the option, and with another text.
        #expect(plan(one.path, after, stored, wants: wants).isDone)
        #expect(plan(one.path, after, stored, wants: wants, adopts: false).isDone)
        let second = plan(one.path, after, stored, wants: wants, adopts: false, body: "ours, anew\n")
        let removal = plan(one.path, second.changes[0].after, second.receipt, wants: false, adopts: nil)
        #expect(removal.changes[0].after == start, "\(String(decoding: one.text, as: UTF8.self))")
        #expect(removal.changes[0].putAside == [])
        #expect(removal.receipt.entries == [])
      }
    }
  }

  /// Whatever the user does to the rest meanwhile: each line is where the user has it, or kept.
  @Test func editsElsewhereStay() throws {
    var random = SeededGenerator(seed: 12)
    var kept = 0
    for one in Self.cases.shuffled(using: &random).prefix(300) {
      let adopted = plan(one.path, Change.FileState(bytes: one.text, mode: one.mode), none)
      let after = try #require(adopted.changes[0].after)
      let block = try #require(try Block.find(one.path.description, in: after.bytes))
      var above = Self.lines(after.bytes[..<block.range.lowerBound])
      var below = Self.lines(after.bytes[block.range.upperBound...])
      for number in 0..<Int.random(in: 1...4, using: &random) {
        let line = Bytes("# the user's line \(number)\n".utf8)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: above.insert(line, at: 0)
        case 1: below.append(line)
        case 2: below.insert(line, at: Int.random(in: 0...below.count, using: &random))
        default: if !above.isEmpty { above.remove(at: Int.random(in: above.indices, using: &random)) }
        }
      }
      if !above.isEmpty, above[above.count - 1].last != 0x0a { above[above.count - 1].append(0x0a) }
      if below.count > 1 {
        for index in 0..<(below.count - 1) where below[index].last != 0x0a { below[index].append(0x0a) }
      }
      let edited = Bytes(above.joined()) + after.bytes[block.range] + Bytes(below.joined())
      let removal = plan(
        one.path, Change.FileState(bytes: edited, mode: one.mode), adopted.receipt, wants: false, adopts: nil)
      let change = removal.changes[0]
      let all = Self.lines((change.after?.bytes ?? [])[...]).map(Self.content)
      let taken = adopted.receipt.entries[0].taken
      for line in (above + below).map(Self.content) { #expect(all.contains(line)) }
      for piece in taken {
        let isBack = Self.lines(piece.text[...]).map(Self.content).allSatisfy(all.contains)
        let isKept = change.putAside.contains {
          if case .lines(let bytes) = $0 { Self.contains(bytes, piece.text) } else { false }
        }
        #expect(isBack || isKept)
        if isKept { kept += 1 }
      }
    }
    #expect(kept < 150)
  }

  /// Texts that were cut and stirred: what is taken out of them comes back, and nothing falls over.
  @Test func brokenTextsComeBackAsWell() throws {
    var random = SeededGenerator(seed: 3)
    let bytes = Bytes("'\"`$(){};&|<>\\\n\r# \0\u{ff}".utf8)
    for one in Self.cases.shuffled(using: &random) {
      var text = one.text
      for _ in 0..<Int.random(in: 1...4, using: &random) where !text.isEmpty {
        let place = Int.random(in: text.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(bytes.randomElement(using: &random) ?? 0, at: place)
        default: text.removeSubrange(place...)
        }
      }
      let start = Change.FileState(bytes: text, mode: 0o644)
      let adopted = plan(one.path, start, none)
      let removal = plan(one.path, adopted.changes[0].after, adopted.receipt, wants: false, adopts: nil)
      #expect(removal.changes[0].after == start)
    }
  }

  @Test func whatIsGoneIsKept() throws {
    let config = HomePath(relative: ".ssh/config")
    let text = "Host a\n  Port 1\nHost *\n  IdentityAgent ~/.ssh/ssh_auth_sock\n"
    let adopted = plan(config, Change.FileState(bytes: Bytes(text.utf8), mode: 0o600), none)
    let after = try #require(adopted.changes[0].after)
    // Its section is gone: elsewhere it would be for other hosts.
    let edited = String(decoding: after.bytes, as: UTF8.self).replacing("Port 1", with: "Port 2").replacing(
      "Host *\n", with: "")
    for path in [Bytes(edited.utf8), Bytes("Host b\n".utf8)] {
      let change = plan(
        config, Change.FileState(bytes: path, mode: 0o600), adopted.receipt, wants: false, adopts: nil
      ).changes[0]
      #expect(change.putAside == [.lines(Bytes("  IdentityAgent ~/.ssh/ssh_auth_sock\n".utf8))])
    }
    // The file is gone, and what was not in it is not.
    let gone = plan(config, nil, adopted.receipt, wants: false, adopts: nil).changes[0]
    #expect(gone.after == nil && !gone.putAside.isEmpty)
  }

  @Test func aFileThatGetsABlockLaterKeepsWhatWasTaken() throws {
    let path = HomePath(relative: ".bashrc")
    let start = Change.FileState(bytes: Bytes("a\n. ~/.bashrc_agent\nb\n".utf8), mode: 0o644)
    let first = plan(path, start, none, wants: false)
    #expect(first.changes[0].action == .takeOut)
    let second = plan(path, first.changes[0].after, first.receipt, adopts: false)
    #expect(try Block.find("~/.bashrc", in: #require(second.changes[0].after).bytes) != nil)
    #expect(Self.reader.recipes(in: try #require(second.changes[0].after).bytes, of: path) == [])
    let third = plan(path, second.changes[0].after, second.receipt, wants: false, adopts: false)
    #expect(third.changes[0].after?.bytes == Bytes("a\nb\n".utf8))
    let removal = plan(path, third.changes[0].after, third.receipt, wants: false, adopts: nil)
    #expect(removal.changes[0].after == start)
  }

  // MARK: - The script, and the link

  private let script = HomePath(relative: ".bashrc_agent")

  private func home(_ foreign: String, adopts: Bool = false, policy: ConflictPolicy = .fail) -> Plan {
    let rc = HomePath(relative: ".ssh/rc")
    let patch = try! BlockPatch(entry: rc, rendered: Bytes(". \"$HOME/.bashrc_agent\"\n".utf8), place: .start)
    let other = HomePath(relative: ".other")
    let desired = [
      DesiredFile(
        path: script,
        content: .file(try! WholeFile(entry: script, rendered: Bytes("# berth\n".utf8), isMarked: true)),
        mode: nil, reload: nil, language: .sh),
      DesiredFile(path: rc, content: .block(patch), mode: nil, reload: nil, language: .sh),
      DesiredFile(
        path: other,
        content: .file(try! WholeFile(entry: other, rendered: Bytes("x\n".utf8), isMarked: false)),
        mode: nil, reload: nil, language: .sh),
    ]
    return Plan(
      Desired(desired, recipes: RecipeSearch(reader: Self.reader, takesOut: adopts)), since: none,
      actual: [
        script: .file(
          ActualContent(
            bytes: Bytes(foreign.utf8), mode: 0o644, real: script, identity: FileIdentity(unseen: script),
            inPlace: nil))
      ], policy: policy)
  }

  @Test func nothingThatWouldRunAForeignScriptIsInstalled() {
    let plan = home("echo mine\n", policy: .keep)
    #expect(plan.changes.map(\.action) == [.keep(.preexisting), .conflict(.needs(script)), .create])
    #expect(home("echo mine\n", policy: .replace).conflicts.isEmpty)
    #expect(home("echo mine\n", adopts: true).conflicts.map(\.path) == [script])
  }

  @Test func aRecipesScriptIsAdopted() {
    let recipe = "a() { ssh-add -l; }\na || ln -sf ${SSH_AUTH_SOCK} ~/.ssh/ssh_auth_sock\n"
    #expect(home(recipe).conflicts.first?.hasRecipes == true)
    let plan = home(recipe, adopts: true)
    #expect(plan.conflicts.isEmpty)
    #expect(plan.changes[0].keptOriginal?.bytes == Bytes(recipe.utf8))
  }

  // MARK: - Lines

  private static func lines(_ text: ArraySlice<UInt8>) -> [Bytes] {
    LineReader(text).map { Bytes(text[$0.whole]) }
  }

  private static func content(_ line: Bytes) -> Bytes {
    var line = line
    while let last = line.last, last == 0x0a || last == 0x0d { line.removeLast() }
    return line
  }

  private static func contains(_ text: Bytes, _ part: Bytes) -> Bool {
    text.indices.contains { text[$0...].starts(with: part) }
  }
}

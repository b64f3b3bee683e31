import Glibc
import TestSupport
import Testing

extension Faults {
  /// A state folder that can't be relied on: refused with the way out, never guessed; and the way out works.
  @Suite(.serialized)
  struct StateRefusals {
    /// What is wrong with the state folder, and what the message has to say of it.
    enum Damage: String, CaseIterable {
      case newerReceipt, cutReceipt, emptyReceipt, editedReceipt, receiptIsFIFO, cutJournal, editedJournal
      case looseMode, link, file, foreignOwner

      /// Whether only root can make it.
      var needsRoot: Bool { self == .foreignOwner }

      func make(in home: TestHome) throws {
        let state = "\(home.path)/\(TestHome.state)"
        let receipt = Disk.bytes("\(state)/receipt.json")
        switch self {
        case .newerReceipt:
          let text = String(decoding: receipt, as: UTF8.self)
          let parts = text.split(separator: "\"1.0\"", maxSplits: 1)
          try #require(parts.count == 2)
          Disk.write("\(parts[0])\"2.0\"\(parts[1])", to: "\(state)/receipt.json")
        case .cutReceipt: Disk.write(Array(receipt[..<(receipt.count / 2)]), to: "\(state)/receipt.json")
        case .emptyReceipt: Disk.write([], to: "\(state)/receipt.json")
        case .editedReceipt:
          var edited = receipt
          edited[edited.count / 2] = edited[edited.count / 2] == 0x61 ? 0x62 : 0x61
          Disk.write(edited, to: "\(state)/receipt.json")
        case .receiptIsFIFO:
          unlink("\(state)/receipt.json")
          mkfifo("\(state)/receipt.json", 0o600)
        case .cutJournal: Disk.write("{\n  \"sum\": \"00\",\n", to: "\(state)/journal.json")
        case .editedJournal:
          Disk.write(
            Array(receipt.reversed().dropFirst(3).reversed()) + [0x7d, 0x7d], to: "\(state)/journal.json")
        case .looseMode: chmod(state, 0o755)
        case .link:
          rename(state, "\(home.folder)/elsewhere")
          symlink("\(home.folder)/elsewhere", state)
        case .file:
          rename(state, "\(home.folder)/elsewhere")
          Disk.write([], to: state)
        case .foreignOwner: chown(state, 65_534, 65_534)
        }
      }

      var message: String {
        let state = "~/\(TestHome.state)"
        switch self {
        case .newerReceipt:
          return "\(state)/receipt.json was written by a newer berth (format 2.0); use that one"
        case .cutReceipt, .emptyReceipt, .editedReceipt, .receiptIsFIFO:
          return "\(state)/receipt.json can't be trusted: "
        case .cutJournal, .editedJournal: return "\(state)/journal.json can't be trusted: "
        case .looseMode:
          return
            "\(state) has mode 0755, so others can get at it; look whether it is as you left it, then run 'chmod 700 \(state)'"
        case .link, .file: return "\(state) is not a folder; move it away"
        case .foreignOwner:
          return "\(state) belongs to nobody; nothing in it is trusted. Run berth as that user, or remove it"
        }
      }

      /// What a person does who follows the message; nil: nothing that can be done here.
      var wayOut: [String]? {
        let state = "~/\(TestHome.state)"
        switch self {
        case .newerReceipt: return nil
        case .cutReceipt, .emptyReceipt, .editedReceipt, .receiptIsFIFO, .cutJournal, .editedJournal:
          return ["mv \(state) \(state).broken"]
        case .looseMode: return ["chmod 700 \(state)"]
        case .link, .file: return ["mv \(state) ~/moved"]
        case .foreignOwner: return ["rm -r \(state)"]
        }
      }

      /// Whether the way out gives up what the receipt said.
      var losesReceipt: Bool { self != .looseMode }

      /// Whether readers can do their work without the damaged file.
      var isOfJournal: Bool { self == .cutJournal || self == .editedJournal }
    }

    @Test(arguments: Damage.allCases.filter { !$0.needsRoot || geteuid() == 0 })
    func `a state that can't be relied on is refused, and the way out works`(_ damage: Damage) throws {
      let first = LivedInHome.withoutSSH.adding([
        LivedInHome.folder(".ssh", 0o700), LivedInHome.folder(".local", 0o755),
      ])
      let home = TestHome(first)
      try #require(try home.berth("apply", "--yes").exit == 0)
      try damage.make(in: home)
      let damaged = home.tree
      for run in [
        ["apply", "--yes"], ["uninstall", "--yes"], ["apply", "--dry-run"], ["uninstall", "-n"], ["diff"],
        ["status"],
      ] {
        let outcome = try home.berth(run)
        if damage.isOfJournal, !run.contains("--yes") {
          // Readers need no journal: that there is one is all that they say.
          #expect(
            outcome.exit == 0 && outcome.err.contains("an interrupted run is pending"),
            "\(run): \(outcome.summary)")
        } else {
          #expect(outcome.exit == 1, "\(run): \(outcome.summary)")
          #expect(outcome.err.contains(damage.message), "\(run): \(outcome.summary)")
          if damage.losesReceipt, let way = damage.wayOut?.first, way.hasSuffix(".broken") {
            #expect(outcome.err.contains("'\(way)' and then 'berth uninstall'"), "\(run): \(outcome.summary)")
          }
        }
        #expect(home.tree.differences(from: damaged) == [], "\(run) wrote")
      }
      guard let way = damage.wayOut else { return }
      for command in way {
        let shell = home.command(["/bin/sh", "-c", command]).run()
        #expect(shell.exit == 0, "\(command): \(shell.summary)")
      }
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(outcome.err.contains("There is no receipt: ") == damage.losesReceipt, "\(outcome.summary)")
      var left = home.tree
      for path in left.nodes.keys
      where path == "moved" || path.hasPrefix("moved/") || path.hasPrefix("\(TestHome.state).broken")
        || path == ".local/state"
      {
        left.nodes[path] = nil
      }
      #expect(left.differences(from: first) == [])
    }

    @Test
    func `a receipt cut off anywhere is refused`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      try #require(try home.berth("apply", "--yes").exit == 0)
      let path = "\(home.path)/\(TestHome.state)/receipt.json"
      let whole = Disk.bytes(path)
      for count in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
        Disk.write(Array(whole[..<count]), to: path)
        let outcome = try home.berth("uninstall", "--yes")
        #expect(
          outcome.exit == 1 && outcome.err.contains("receipt.json can't be trusted"),
          "\(count): \(outcome.summary)")
      }
      Disk.write(whole, to: path)
      #expect(try home.berth("uninstall", "--yes").exit == 0)
      #expect(home.tree.differences(from: LivedInHome.withoutSSH) == [])
    }

    @Test(arguments: [false, true])
    func `an original that is gone or cut off is named, and the rest can be uninstalled`(_ isCut: Bool) throws
    {
      let home = TestHome(LivedInHome.withSSH)
      try #require(try home.berth("apply", "--yes", "--on-conflict", "replace").exit == 0)
      let originals = FileTree(of: "\(home.path)/\(TestHome.state)/originals").nodes.keys
      let name = try #require(originals.first { $0.hasPrefix(".bashrc_agent.") })
      let original = "\(home.path)/\(TestHome.state)/originals/\(name)"
      if isCut { truncate(original, 4) } else { unlink(original) }
      let before = home.tree
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 3, "\(outcome.summary)")
      #expect(
        outcome.err.contains(
          "the original that berth kept of it, originals/\(name) in its state folder, is gone or is not what it was; restore it from a backup\n"
        ) && outcome.err.contains("--on-conflict keep"),
        "\(outcome.summary)")
      #expect(home.tree.differences(from: before) == [])
      let kept = try home.berth("uninstall", "--yes", "--on-conflict", "keep")
      #expect(kept.exit == 0, "\(kept.summary)")
      // What is left of it goes to no waste.
      let rest = "\(home.path)/\(TestHome.state)/kept/\(name)"
      #expect(Disk.bytes(rest).count == (isCut ? 4 : 0) && kept.err.contains("kept/\(name)") == isCut)
      Disk.remove("\(home.path)/.local/state")
      #expect(
        home.tree.removing(".bashrc_agent").differences(from: LivedInHome.withSSH.removing(".bashrc_agent"))
          == [])
    }

    @Test
    func `what a run has put aside for its undoing is not given back damaged`() throws {
      let home = TestHome(LivedInHome.withSSH)
      let outcome = try home.berth(
        "apply", "--yes", "--on-conflict", "replace",
        under: Strace.injecting("renameat2:signal=KILL:when=3"))
      #expect(outcome.signal == SIGKILL && home.hasJournal, "\(outcome.summary)")
      for image in FileTree(of: "\(home.path)/\(TestHome.state)/before").nodes.keys {
        truncate("\(home.path)/\(TestHome.state)/before/\(image)", 0)
      }
      let before = home.tree
      let next = try home.berth("uninstall", "--yes")
      #expect(
        next.exit == 1 && next.err.contains("can't be trusted: it is not what was put there"),
        "\(next.summary)")
      #expect(
        home.tree.outsideState(besides: FileTree()).nodes[".bashrc_agent"] == before.nodes[".bashrc_agent"])
      #expect(home.hasJournal)
    }
  }

  /// `uninstall` where nobody knows any more what was installed.
  @Suite(.serialized)
  struct LostReceipts {
    @Test
    func `uninstall without a receipt takes out the blocks and says what it can't give back`() throws {
      let home = TestHome(LivedInHome.withSSH.removing(".bashrc_agent"))
      try #require(try home.berth("apply", "--yes").exit == 0)
      Disk.remove("\(home.path)/\(TestHome.state)")
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      for words in [
        "There is no receipt: ", "its own markers", "whole files of yours that ", "folders that it made",
      ] {
        #expect(outcome.err.contains(words), "\(outcome.summary)")
      }
      let left = home.tree.removing(".local/state")
      #expect(left.differences(from: LivedInHome.withSSH.removing(".bashrc_agent")) == [])
    }

    @Test(arguments: [".bashrc", ".config/fish", ".ssh"])
    func `what can't be looked at without a receipt is named`(_ path: String) throws {
      let home = TestHome(
        LivedInHome.withSSH.removing(".bashrc_agent")
          .adding([LivedInHome.folder(".config", 0o755), LivedInHome.folder(".config/fish", 0o755)])
          .owned(by: Confinement.plainUser))
      chown(home.path, Confinement.plainUser, Confinement.plainUser)
      func berth(_ arguments: String...) throws -> Outcome {
        try home.berth(arguments, under: Confinement.asPlainUser)
      }
      try #require(try berth("apply", "--yes").exit == 0)
      Disk.remove("\(home.path)/\(TestHome.state)")
      chmod("\(home.path)/\(path)", 0)
      // Also when nothing is left to do.
      for _ in 0..<2 {
        let outcome = try berth("uninstall", "--yes")
        #expect(outcome.exit == 0, "\(outcome.summary)")
        #expect(
          outcome.err.contains(
            "~/\(path): it can't be read: Permission denied; what berth may have put there stays\n"),
          "\(outcome.summary)")
        let json = try berth("uninstall", "--yes", "--format", "json")
        #expect(json.text.contains("~/\(path): it can't be read: Permission denied"), "\(json.summary)")
      }
      chmod("\(home.path)/\(path)", 0o700)
      let outcome = try berth("uninstall", "--yes")
      #expect(outcome.exit == 0 && !outcome.err.contains("can't be read"), "\(outcome.summary)")
    }

    @Test
    func `an edited block is left alone without a receipt too`() throws {
      let home = TestHome(LivedInHome.withoutSSH)
      try #require(try home.berth("apply", "--yes").exit == 0)
      Disk.remove("\(home.path)/\(TestHome.state)")
      let path = "\(home.path)/.bashrc"
      let text = Disk.text(path)
      let cut = try #require(text.range(of: "\n# <<< berth"))
      Disk.write((text[..<cut.lowerBound] + "\nmine" + text[cut.lowerBound...]), to: path)
      let before = home.tree
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 3, "\(outcome.summary)")
      #expect(outcome.err.contains("! ~/.bashrc:"), "\(outcome.summary)")
      #expect(home.tree.differences(from: before) == [])
    }
  }
}

extension String {
  /// Where a text is first found.
  fileprivate func range(of part: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(part) }.map { $0..<index($0, offsetBy: part.count) }
  }
}

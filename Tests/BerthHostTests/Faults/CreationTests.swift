import Glibc
import TestSupport
import Testing

extension Faults {
  /// How files come into being: seen by strace, whatever the umask.
  @Suite(.serialized, .needsStrace)
  struct Creation {
    /// Runs under strace with a umask, and gives the calls that change files.
    private func calls(_ home: TestHome, _ arguments: [String], umask: String) throws -> [SystemCall] {
      let log = "\(home.folder)/log"
      let outcome = try home.berth(
        arguments,
        under: ["/bin/sh", "-c", "umask \"$1\"; shift; exec \"$@\"", "sh", umask] + Strace.recording(to: log))
      try #require(outcome.exit == 0, "\(outcome.summary)")
      return SystemCall.changing(in: Disk.text(log))
    }

    /// The octal number that a creating call ends its arguments with.
    private func mode(_ call: SystemCall) -> Int? {
      let arguments = call.arguments
      guard let end = arguments.indices.first(where: { arguments[$0...].hasPrefix(") = ") }),
        let comma = arguments[..<end].lastIndex(of: ",")
      else { return nil }
      return Int(call.arguments[call.arguments.index(comma, offsetBy: 2)..<end], radix: 8)
    }

    @Test(arguments: ["000", "002", "022", "077"])
    func `the umask changes nothing, and nobody else can read a file before it is whole`(_ umask: String)
      throws
    {
      let plain = TestHome(LivedInHome.withSSH)
      #expect(try plain.berth("apply", "--yes", "--on-conflict", "replace").exit == 0)
      let home = TestHome(LivedInHome.withSSH)
      let calls = try calls(home, ["apply", "--yes", "--on-conflict", "replace"], umask: umask)
      #expect(home.tree.withoutRandomness.differences(from: plain.tree.withoutRandomness) == [])
      for (path, node) in home.tree.nodes where path.hasPrefix(TestHome.state) {
        #expect(node.mode == (node.kind == .folder ? 0o700 : 0o600), "\(path)")
      }
      let creating = calls.filter { $0.name == "openat" && $0.arguments.contains("O_CREAT") }
      #expect(creating.count > 10)
      for call in creating {
        #expect(call.arguments.contains("O_EXCL") && call.arguments.contains("O_NOFOLLOW"), "\(call.text)")
        #expect(mode(call) == 0o600, "\(call.text)")
      }
      let folders = calls.filter { $0.name.hasPrefix("mkdir") }
      #expect(folders.count > 2)
      for call in folders { #expect(mode(call).map { $0 & 0o077 } == 0, "\(call.text)") }
      #expect(try self.calls(home, ["uninstall", "--yes"], umask: umask).isEmpty == false)
      #expect(home.tree.differences(from: LivedInHome.withSSH) == [])
    }

    @Test
    func `a new file has its last mode before its first byte`() throws {
      let home = TestHome(LivedInHome.withSSH)
      let calls = try calls(home, ["apply", "--yes", "--on-conflict", "replace"], umask: "022")
      var state: [Substring: Int] = [:]
      for call in calls {
        guard let name = call.names.lazy.compactMap({ FileTree.temporaryName($0) }).first,
          state[name] != nil || call.arguments.contains("\"\(name)")
        else { continue }
        switch call.name {
        case "openat": state[name] = 1
        case "fchmod":
          #expect(state[name] == 1, "\(call.text)")
          state[name] = 2
        case "write":
          #expect(state[name] == 2, "\(call.text)")
          state[name] = 3
        case "fsync":
          #expect(state[name] == 3, "\(call.text)")
          state[name] = 4
        case "renameat":
          #expect(state[name] == 4, "\(call.text)")
          state[name] = 5
        case "renameat2", "linkat":
          #expect(state[name] == 5, "\(call.text)")
          state[name] = 6
        default: continue
        }
      }
      #expect(state.count == 5)
      #expect(state.values.allSatisfy { $0 == 6 })
    }

    @Test
    func `temporary names can't be guessed`() throws {
      var names: Set<Substring> = []
      var count = 0
      for _ in 0..<3 {
        let home = TestHome(LivedInHome.withoutSSH)
        for call in try calls(home, ["apply", "--yes"], umask: "022") where call.name == "openat" {
          guard let name = call.names.lazy.compactMap({ FileTree.temporaryName($0) }).first else { continue }
          #expect(
            name.utf8.count == ".berth-".utf8.count + 16 && name.dropFirst(7).allSatisfy(\.isHexDigit),
            "\(name)")
          names.insert(name)
          count += 1
        }
      }
      #expect(count >= 15)
      #expect(names.count == count)
    }

    @Test
    func `nothing is opened for writing through a symlink`() throws {
      let home = TestHome(LivedInHome.withSSH)
      for arguments in [["apply", "--yes", "--on-conflict", "replace"], ["uninstall", "--yes"]] {
        for call in try calls(home, arguments, umask: "022") where call.name == "openat" {
          #expect(call.arguments.contains("O_NOFOLLOW"), "\(call.text)")
        }
      }
    }
  }

  /// No room, for real: the kernel says so in the middle of a write, and not by a debugger's word.
  @Suite(.serialized, .enabled(if: Confinement.ownMounts != nil, "private mounts are not permitted here"))
  struct FullDisks {
    /// Applies in a copy of a home on a file system with so much room, and gives back what is there afterwards.
    ///
    /// `options`: of mount(8) for the tmpfs: `size=64k`, `nr_inodes=20`.
    private func apply(_ options: String, stateElsewhere: Bool) throws -> (
      outcome: Outcome, left: FileTree, state: FileTree
    ) {
      let home = TestHome(LivedInHome.withSSH)
      let small = "\(home.folder)/small"
      let out = "\(home.folder)/out"
      let state = "\(home.folder)/state"
      for folder in [small, out, state] { mkdir(folder, 0o755) }
      let script = """
        mount -t tmpfs -o "$5" none "$2"
        mkdir "$2/home"
        cp -a "$1/." "$2/home" || exit 99
        set +e
        HOME=$2/home; export HOME
        [ "$6" = home ] || { XDG_STATE_HOME=$4; export XDG_STATE_HOME; }
        "$7" apply --yes --on-conflict replace
        status=$?
        cp -a "$2/home/." "$3"
        exit $status
        """
      let outcome = try home.berth(
        under: Confinement.mounting(
          script,
          [home.path, small, out, state, options, stateElsewhere ? "elsewhere" : "home", home.program]))
      return (outcome, FileTree(of: out), FileTree(of: state))
    }

    @Test(arguments: [false, true])
    func `a disk that fills up leaves the home as it was`(_ stateElsewhere: Bool) throws {
      var failed = 0
      var done = 0
      // In pages of 4 KiB, one more each time, from hardly room for the home to room enough.
      for pages in 9..<90 where done < 2 {
        let (outcome, left, state) = try apply("size=\(pages * 4)k", stateElsewhere: stateElsewhere)
        // The copy itself found no room.
        if outcome.exit == 99 { continue }
        if outcome.exit == 0 {
          done += 1
          continue
        }
        failed += 1
        #expect(outcome.exit == 1, "\(pages) pages: \(outcome.summary)")
        #expect(outcome.err.contains(": No space left on device"), "\(pages) pages: \(outcome.summary)")
        #expect(left.differences(from: LivedInHome.withSSH) == [], "\(pages) pages: \(outcome.summary)")
        #expect(state.differences(from: FileTree()) == [], "\(pages) pages: \(outcome.summary)")
      }
      #expect(failed > 3)
      #expect(done == 2)
      print(
        "full disk | state \(stateElsewhere ? "elsewhere" : "in the home") | \(failed) amounts of room too small | 0 findings"
      )
    }

    @Test
    func `a disk without inodes leaves the home as it was`() throws {
      var failed = 0
      for count in 17..<60 {
        let (outcome, left, _) = try apply("nr_inodes=\(count)", stateElsewhere: false)
        if outcome.exit == 99 { continue }
        if outcome.exit == 0 { break }
        failed += 1
        #expect(
          outcome.exit == 1 && outcome.err.contains(": No space left on device"),
          "\(count): \(outcome.summary)")
        #expect(left.differences(from: LivedInHome.withSSH) == [], "\(count): \(outcome.summary)")
      }
      #expect(failed > 3)
    }
  }
}

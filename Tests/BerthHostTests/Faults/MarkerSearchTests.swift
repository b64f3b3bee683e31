import Glibc
import TestSupport
import Testing

extension Faults {
  /// Where blocks are looked for when there is no receipt, and how.
  @Suite(.serialized)
  struct MarkerSearches {
    /// A home with a block in a file, and without a receipt.
    private func applied(_ path: String, _ text: [UInt8] = []) throws -> TestHome {
      let home = TestHome()
      var folder = home.path
      for name in path.split(separator: "/").dropLast() {
        folder += "/\(name)"
        mkdir(folder, 0o755)
      }
      Disk.write(text, to: "\(home.path)/\(path)")
      Disk.write("\" mine\n", to: "\(home.folder)/mine")
      Disk.write(
        Array("version: 1\nfiles:\n  - path: ~/\(path)\n    template: mine\n    patch: block\n".utf8),
        to: "\(home.folder)/p.yaml")
      let outcome = try home.berth("apply", "--yes", "\(home.folder)/p.yaml")
      try #require(outcome.exit == 0, "\(outcome.summary)")
      Disk.remove("\(home.path)/.local")
      return home
    }

    @Test
    func `a block in a big file is found`() throws {
      let line = Array("a line of a history that somebody has kept for many years\n".utf8)
      var text: [UInt8] = []
      while text.count < 2 << 20 { text += line }
      let home = try applied(".bash_history", text)
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(Disk.bytes("\(home.path)/.bash_history") == text)
    }

    /// The search goes through a file in pieces of 256 KiB.
    @Test(arguments: [-14, -12, -11, -6, -1, 0, 1])
    func `a block on the seam of two pieces is found`(_ offset: Int) throws {
      let text = [UInt8](repeating: 0x61, count: (1 << 18) + offset - 1) + [0x0a]
      let home = try applied(".notes", text)
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(Disk.bytes("\(home.path)/.notes") == text)
    }

    @Test
    func `what was found is told with where it was looked for`() throws {
      let home = try applied(".config/a/b/notes")
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(
        outcome.err.contains(
          "It looked in ~/.*, ~/.ssh and ~/.config, three folders deep; 'grep -rl \">>> berth\" ~' finds what lies elsewhere.\n"
        ), "\(outcome.summary)")
      #expect(Disk.bytes("\(home.path)/.config/a/b/notes") == [])
    }

    @Test
    func `a search that comes to no end is told, and comes to the home's own files first`() throws {
      let home = try applied(".zz")
      mkdir("\(home.path)/.config", 0o755)
      mkdir("\(home.path)/.config/many", 0o755)
      for index in 0..<20_010 { Disk.write("", to: "\(home.path)/.config/many/\(index)") }
      mkdir("\(home.path)/.ssh", 0o755)
      symlink("../.zz", "\(home.path)/.ssh/zz")
      let outcome = try home.berth("uninstall", "--yes")
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(
        outcome.err.contains(
          "~/.config/many: the search ended here, after 20000 names; what berth may have put there stays\n"
        ), "\(outcome.summary)")
      #expect(Disk.bytes("\(home.path)/.zz") == [])
    }

    @Test
    func `big files that are no texts are not read through`() throws {
      let home = TestHome()
      for index in 0..<400 {
        let path = "\(home.path)/.cache\(index)"
        Disk.write("SQLite format 3", to: path)
        truncate(path, 60 << 20)
      }
      var before = timespec()
      clock_gettime(CLOCK_MONOTONIC, &before)
      let outcome = try home.berth(["uninstall", "--yes"], limit: 300)
      var after = timespec()
      clock_gettime(CLOCK_MONOTONIC, &after)
      #expect(outcome.exit == 0, "\(outcome.summary)")
      #expect(after.tv_sec - before.tv_sec < 5)
    }
  }
}

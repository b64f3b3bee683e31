import Glibc
import TestSupport
import Testing

extension Faults {
  /// That uninstall gives all back, or names what it leaves, and never stops for good: whatever has happened since.
  @Suite(.serialized)
  struct WaysOut {
    private let replace = ["--yes", "--on-conflict", "replace"]

    private func done(_ home: TestHome, _ arguments: [String], under tool: [String] = []) throws -> String {
      let outcome = try home.berth(arguments, under: tool)
      #expect(outcome.exit == 0, "\(arguments): \(outcome.summary)")
      return outcome.err
    }

    private func profile(_ home: TestHome, _ name: String = "p", _ entries: String...) throws -> String {
      Disk.write("# berth's line\n", to: "\(home.folder)/text")
      let lines = ["version: 1", "files:"] + entries.map { "  - { template: text, \($0) }" }
      Disk.write(lines.joined(separator: "\n"), to: "\(home.folder)/\(name).yaml")
      return "\(home.folder)/\(name).yaml"
    }

    /// A home of a user without rights.
    private func plainHome(_ tree: FileTree = FileTree()) throws -> TestHome {
      let home = TestHome(tree)
      for path in [home.folder, home.path] + tree.nodes.keys.map({ "\(home.path)/\($0)" }) {
        chown(path, Confinement.plainUser, Confinement.plainUser)
      }
      return home
    }

    @Test(arguments: ["rm", "uninstalled"])
    func `a file of the user's where berth had made one keeps its mode`(_ way: String) throws {
      let home = TestHome()
      _ = try done(home, ["apply", "--yes", "screen"])
      let rc = "\(home.path)/.ssh/rc"
      unlink(rc)
      if way == "uninstalled" { _ = try done(home, ["uninstall"] + replace) }
      mkdir("\(home.path)/.ssh", 0o700)
      Disk.write("mine\n", to: rc)
      chmod(rc, 0o644)
      let before = home.tree.nodes[".ssh/rc"]
      _ = try done(home, ["apply"] + replace + ["screen"])
      #expect(home.tree.nodes[".ssh/rc"]?.mode == 0o600)
      // Once more, from the receipt.
      _ = try done(home, ["apply"] + replace + ["tmux"])
      _ = try done(home, ["uninstall", "--yes"])
      #expect(home.tree.nodes[".ssh/rc"] == before)
    }

    @Test(arguments: ["0444", "0400"], [nil, "0600"] as [String?])
    func `a file with several names that its owner may not write is patched and given back`(
      _ mode: String, _ wanted: String?
    ) throws {
      let first = LivedInHome.tree([
        LivedInHome.file(".bashrc", "mine\n", UInt32(mode, radix: 8)!, sameAs: ".bashrc"),
        LivedInHome.file("same", "mine\n", UInt32(mode, radix: 8)!, sameAs: ".bashrc"),
      ])
      let home = try plainHome(first)
      let owned = home.tree
      let mode = wanted.map { ", mode: \"\($0)\"" } ?? ""
      let profile = try profile(home, "p", "path: ~/.bashrc, patch: block\(mode)")
      let user = Confinement.asPlainUser
      _ = try done(home, ["apply", "--yes", profile], under: user)
      #expect(home.tree.nodes[".bashrc"] != owned.nodes[".bashrc"])
      #expect(try done(home, ["apply", "--yes", profile], under: user).contains("No changes"))
      _ = try done(home, ["uninstall", "--yes"], under: user)
      #expect(home.tree.differences(from: owned) == [])
    }

    @Test(.needsStrace, arguments: ["apply", "uninstall"])
    func `a kill at any call that writes such a file leaves it as it was in the end`(_ verb: String) throws {
      let first = LivedInHome.tree([
        LivedInHome.file(".bashrc", "mine\n", 0o444, sameAs: ".bashrc"),
        LivedInHome.file("same", "mine\n", 0o444, sameAs: ".bashrc"),
      ])
      let user = Confinement.asPlainUser
      for call in ["fchmod", "write", "ftruncate"] {
        for number in 1... {
          let home = try plainHome(first)
          let owned = home.tree
          let profile = try profile(home, "p", "path: ~/.bashrc, patch: block, mode: \"0600\"")
          if verb == "uninstall" { _ = try done(home, ["apply", "--yes", profile], under: user) }
          let outcome = try home.berth(
            [verb, "--yes"] + (verb == "apply" ? [profile] : []),
            under: user + Strace.injecting("\(call):signal=KILL:when=\(number)"))
          _ = try done(home, ["uninstall", "--yes"], under: user)
          #expect(home.tree.differences(from: owned) == [], "\(call) \(number)")
          if outcome.signal == nil { break }
        }
      }
    }

    @Test
    func `what an earlier install left behind is found beside a receipt that does not know of it`() throws {
      let home = TestHome(LivedInHome.tree([LivedInHome.file(".bashrc", "mine\n")]))
      let first = home.tree
      let profile = try profile(home, "p", "path: ~/.config/a/rc, patch: block")
      _ = try done(home, ["apply", "--yes", profile])
      Disk.remove("\(home.path)/\(TestHome.state)")
      _ = try done(home, ["apply", "--yes"])
      let said = try done(home, ["uninstall", "--yes"])
      #expect(said.contains("There is no receipt of ~/.config/a/rc: "), "\(said)")
      #expect(home.tree.nodes[".config/a/rc"] == nil)
      #expect(try done(home, ["uninstall", "--yes"]).contains("nothing is installed"))
      // Folders tell nobody who has made them.
      for folder in [".config/a", ".config", ".local/state", ".local"] { rmdir("\(home.path)/\(folder)") }
      #expect(home.tree.differences(from: first) == [])
    }

    @Test
    func `what a killed run has prepared goes with a state folder that is lost, or is named`() throws {
      let home = TestHome(LivedInHome.tree([LivedInHome.file(".bashrc", "mine\n")]))
      let first = home.tree
      _ = try done(home, ["apply", "--yes", "screen"])
      Disk.remove("\(home.path)/.local")
      let names = (0..<4).map { "\(home.path)/.berth-000000000000000\($0)" }
      link("\(home.path)/.bashrc_agent", names[0])
      Disk.write(Disk.bytes("\(home.path)/.bashrc"), to: names[1] + ".undo")
      Disk.write(Array(Disk.bytes("\(home.path)/.bashrc").prefix(3)), to: names[2] + ".part")
      Disk.write("the user's, of before\n", to: names[3])
      let said = try done(home, ["uninstall", "--yes"])
      #expect(said.contains("~/.berth-0000000000000003") && said.contains("leave: "), "\(said)")
      #expect(Disk.text(names[3]) == "the user's, of before\n")
      unlink(names[3])
      // Folders tell nobody who has made them.
      rmdir("\(home.path)/.ssh")
      #expect(home.tree.differences(from: first) == [])
    }

    @Test
    func `a folder that may not be removed is named, and done with`() throws {
      let home = try plainHome(LivedInHome.tree([LivedInHome.folder(".local", 0o755)]))
      let profile = try profile(home, "p", "path: ~/.local/share/made/rc", "path: ~/.rc")
      let user = Confinement.asPlainUser
      _ = try done(home, ["apply", "--yes", profile], under: user)
      chmod("\(home.path)/.local", 0o500)
      let said = try done(home, ["uninstall", "--yes"], under: user)
      for folder in ["~/.local/share", "~/.local/state"] {
        #expect(said.contains("warning: can't remove \(folder): Permission denied; it stays\n"), "\(said)")
      }
      let left = home.tree
      #expect(Set(left.nodes.keys) == [".local", ".local/share", ".local/state"], "\(left.nodes.keys)")
      let again = try done(home, ["uninstall", "--yes"], under: user)
      #expect(!again.contains("warning") && !again.contains("interrupted"), "\(again)")
      #expect(home.tree == left)
    }

    @Test
    func `a link that may not be removed is named, and done with`() throws {
      let home = try plainHome(LivedInHome.tree([LivedInHome.folder(".agent", 0o755)]))
      let user = Confinement.asPlainUser
      let profile = try profile(home, "p", "path: ~/.rc")
      let text = String(decoding: Disk.bytes(profile), as: UTF8.self) + "\nleftovers: [~/.agent/sock]\n"
      Disk.write(text, to: profile)
      _ = try done(home, ["apply", "--yes", profile], under: user)
      symlink("/nowhere", "\(home.path)/.agent/sock")
      chmod("\(home.path)/.agent", 0o500)
      let said = try done(home, ["uninstall", "--yes"], under: user)
      #expect(said.contains("warning: can't remove ~/.agent/sock: Permission denied; it stays\n"), "\(said)")
      #expect(Set(home.tree.nodes.keys) == [".agent", ".agent/sock"])
      #expect(!(try done(home, ["uninstall", "--yes"], under: user)).contains("warning"))
    }

    @Test
    func `recipes are taken out at once where the profile leaves their file`() throws {
      let text = "mine\nln -sf \"$SSH_AUTH_SOCK\" ~/.ssh/ssh_auth_sock\n"
      let home = TestHome(LivedInHome.tree([LivedInHome.file(".bashrc", text)]))
      let first = home.tree
      _ = try done(home, ["apply", "--yes", "base"])
      let vars = "\nvars: { socket: ~/.ssh/ssh_auth_sock }\n"
      let profile = try profile(home, "p", "path: ~/.rc")
      Disk.write(Disk.bytes(profile) + Array(vars.utf8), to: profile)
      _ = try done(home, ["apply", "--yes", "--adopt-recipes", profile])
      #expect(Disk.text("\(home.path)/.bashrc") == "mine\n")
      #expect(try done(home, ["apply", "--yes", "--adopt-recipes", profile]).contains("No changes"))
      _ = try done(home, ["uninstall", "--yes"])
      #expect(home.tree.differences(from: first) == [])
    }
  }
}

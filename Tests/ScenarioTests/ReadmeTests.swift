import Glibc
import TestSupport
import Testing

/// The sessions that the README prints are what the program prints, to the letter: each ```` ```console ```` is typed on
/// a terminal, command by command, in a home as the text above it says. A block that no test can run has the line
/// `<!-- not run: WHY -->` above it.
///
/// With `BERTH_RECORD=1` in the environment what happens is written into the README, as with stories.
@Suite struct ReadmeTests {
  private static let path = "README.md"
  private let root = Scratch("berth-readme")
  private let home: String

  init() {
    home = root.makeFolder("home")
    for name in ["bin", "home/.ssh"] { _ = root.makeFolder(name) }
    chmod("\(home)/.ssh", 0o700)
    // Debian's own, where this is one; else what they come to for Berth.
    for (name, text) in [
      (".bashrc", "case $- in *i*) ;; *) return ;; esac\nHISTSIZE=1000\n"),
      (".profile", "if [ -n \"$BASH_VERSION\" ]; then\n    . \"$HOME/.bashrc\"\nfi\n"),
    ] {
      Disk.write(Disk.read("/etc/skel/\(name)") ?? Array(text.utf8), to: "\(home)/\(name)", mode: 0o644)
    }
    Disk.write(Array("Host work\n  HostName work.example\n".utf8), to: "\(home)/.ssh/config", mode: 0o644)
    Disk.write(Array("set -g mouse on\n".utf8), to: "\(home)/.tmux.conf", mode: 0o644)
    symlink(Built.berth, "\(root.path)/bin/berth")
    // What is asked of running servers and sessions is none of this test's.
    for name in ["tmux", "screen"] {
      Disk.write(Array("#!/bin/sh\n".utf8), to: "\(root.path)/bin/\(name)", mode: 0o755)
    }
  }

  @Test func itsSessionsAreWhatIsPrinted() {
    let before = FileTree(of: home)
    let text = String(decoding: Project.bytes(of: Self.path), as: UTF8.self)
    var played: [String] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var count = 0
    while let line = lines.popFirst() {
      let isLeftOut = played.last?.hasPrefix("<!-- not run: ") == true
      played.append(line)
      guard line == "```console" else { continue }
      let block = Array(lines.prefix { $0 != "```" })
      lines = lines.dropFirst(block.count)
      played += isLeftOut ? block : play(block)
      count += 1
    }
    #expect(count > 0)
    let now = played.joined(separator: "\n")
    if now != text {
      if getenv("BERTH_RECORD") != nil { Disk.write(Array(now.utf8), to: "\(Project.folder)/\(Self.path)") }
      let other = zip(played, text.split(separator: "\n", omittingEmptySubsequences: false)).first {
        $0 != $1
      }
      Issue.record("\(Self.path) says '\(other?.1 ?? "")' where it is '\(other?.0 ?? "")'")
    }
    // "The home is as it was, byte for byte, and has the new alias."
    var after = before
    let alias = Array("alias gs=\"git status\"\n".utf8)
    if case .file(let bytes)? = before.nodes[".bashrc"]?.kind {
      after.nodes[".bashrc"]?.kind = .file(bytes + alias)
    }
    #expect(FileTree(of: home) == after)
  }

  /// A block's commands, each with what it really prints.
  private func play(_ block: [String]) -> [String] {
    var rest = block[...]
    var played: [String] = []
    while let line = rest.popFirst() {
      guard line.hasPrefix("$ ") else {
        Issue.record("\(Self.path): a session begins with a command, and not with '\(line)'")
        return block
      }
      let expected = rest.prefix { !$0.hasPrefix("$ ") }
      rest = rest.dropFirst(expected.count)
      let question = "[y/N] "
      let asked = expected.first { $0.contains(question) }
      let answer = asked?.split(separator: question, omittingEmptySubsequences: false).last ?? "y"
      let run = Command("/bin/sh", "-c", String(line.dropFirst(2))).in(home).env([
        "HOME": home, "SHELL": "/bin/bash", "PATH": "\(root.path)/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        "TERM": "xterm", "NO_COLOR": "1",
      ]).onTerminal()
      if run.sees(question) { run.type("\(answer)\n") }
      #expect(run.end() == 0, "\(line)")
      played.append(line)
      played += run.transcript.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
        String.init)
    }
    return played
  }
}

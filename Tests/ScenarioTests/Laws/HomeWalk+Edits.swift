import Glibc
import TestSupport

/// Law 4: what the user writes outside the block stays.
extension HomeWalk {
  private static let targets = [
    ".ssh/rc", ".ssh/config", ".tmux.conf", ".screenrc", ".bashrc", ".zshrc", ".bash_profile", ".bash_login",
    ".profile",
  ]

  /// Edits every file with a block, installs again with another setting, and uninstalls: each file is then as if
  /// the edits had been made to the original.
  ///
  /// - Parameter before: the home without anything installed.
  mutating func holdEdits(_ before: FileTree) {
    var edited: [String: EditedFile] = [:]
    for path in Self.targets {
      // Not a second time under another name.
      guard let text = Disk.read("\(home)/\(path)"), EditedFile.parts(of: text) != nil else { continue }
      let original = blueprint.text(at: path) ?? []
      guard var file = EditedFile(text, original: original) else {
        report(.keepsEdits, "~/\(path) is not the original and a block: \(text.shown)")
        continue
      }
      file.edit(with: &random, isSSHConfig: path == ".ssh/config")
      Disk.write(file.file, to: "\(home)/\(path)")
      edited[path] = file
    }
    tally.editedFiles += edited.count
    let setting = ["--set", "socket=~/.ssh/another_socket"]
    let second = berth(["apply", blueprint.profile, "--yes"] + setting)
    if second.status != 0 {
      report(.keepsEdits, "the second apply ends with \(second.status): \(second.err)")
    }
    for (path, file) in edited.sorted(by: { $0.key < $1.key }) { holdOutside(path, file) }
    holdEditedConfig(edited[".ssh/config"])
    let third = berth(["uninstall", "--yes"])
    if third.status != 0 { report(.keepsEdits, "uninstall ends with \(third.status): \(third.err)") }
    compare(edited, before: before)
  }

  /// After the second apply: outside the block everything is as the user has left it.
  private mutating func holdOutside(_ path: String, _ file: EditedFile) {
    guard let text = Disk.read("\(home)/\(path)"), let parts = EditedFile.parts(of: text) else {
      return report(.keepsEdits, "~/\(path) has lost its block after \(file.edits)")
    }
    let outside = parts.before + parts.after
    // Where the block has moved, before what may end the file, the line feed that it gave the last line is gone.
    if outside == file.outside || outside == file.own { return }
    // There the edits may have made another place the right one, and the block is as if it were put in anew.
    if path == ".ssh/config", EditedFile(text, original: file.own) != nil { return }
    report(
      .keepsEdits,
      "~/\(path), after \(file.edits) and a second apply: \(outside.shown)\nnot\n\(file.outside.shown)")
  }

  /// ssh answers with the block and the edits as it does with the edits alone.
  private mutating func holdEditedConfig(_ file: EditedFile?) {
    guard let file else { return }
    var hosts = Array(SSHAnswers.hosts(in: file.own, with: &random).prefix(1))
    if file.own.mentions("late.agent.example") { hosts.append("late.agent.example") }
    guard let old = askSSH(file.own, hosts),
      let new = askSSH(Disk.read("\(home)/.ssh/config") ?? [], hosts)
    else {
      return
    }
    // Lines directly behind a block that ends with a header keep that, whatever has come to stand above it.
    let header = file.block.lines.suffix(2).first ?? []
    if header.starts(with: Text("Host ")) || header.starts(with: Text("Match ")),
      let left = askSSH(file.file, hosts), new.isSame(as: left)
    {
      return
    }
    for difference in new.differences(from: old) {
      report(.answersAsBefore, "after \(file.edits) and a second apply: \(difference)")
    }
  }

  private mutating func compare(_ edited: [String: EditedFile], before: FileTree) {
    var expected = before
    let after = FileTree(of: home, itself: true)
    for (path, file) in edited {
      let real = blueprint.realPath(of: path)
      if expected.nodes[real] == nil {
        // We made it, and the user has written in it: it stays, and the folder it lies in.
        expected.nodes[real] = after.nodes[real]
        if let slash = real.lastIndex(of: "/"), expected.nodes[String(real[..<slash])] == nil {
          expected.nodes[String(real[..<slash])] = after.nodes[String(real[..<slash])]
        }
      }
      expected.nodes[real]?.kind = .file(file.own)
      let second = "\(HomeBlueprint.otherName)-\(path.split(separator: "/").last!)"
      expected.nodes[second]?.kind = .file(file.own)
    }
    for difference in after.differences(from: expected) {
      let edits = edited.first { blueprint.realPath(of: $0.key) == difference.prefix { $0 != ":" } }?.value
        .edits
      report(.keepsEdits, "after \(edits ?? []) and uninstall: \(difference)")
    }
  }
}

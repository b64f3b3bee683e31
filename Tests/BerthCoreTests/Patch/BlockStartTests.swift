import BerthCore
import Testing

/// Where a block with `place: start` goes, and when it goes there again.
@Suite struct BlockStartTests {
  private let tmux = HomePath(relative: ".tmux.conf")
  private let screen = HomePath(relative: ".screenrc")

  /// The user's lines, as they stand around a block that is put in: `<block>`.
  private func inserted(_ body: String, into file: String, isScreenrc: Bool = false) throws -> String {
    let path = isScreenrc ? screen : tmux
    let patch = try BlockPatch(
      entry: path, rendered: Bytes(body.utf8), place: .start, isScreenrc: isScreenrc)
    let patched = try patch.apply(to: Bytes(file.utf8))
    #expect(try BlockPatch.remove(path, from: patched.file) == Bytes(file.utf8))
    #expect(try patch.apply(to: patched.file).file == patched.file)
    let block = String(decoding: patched.block, as: UTF8.self)
    return String(decoding: patched.file, as: UTF8.self).replacing(block, with: "<block>\n")
  }

  @Test(arguments: [
    ("set -g a b\n", "<block>\nset -g a b\n"),
    ("# : << 'EOF'\nset -g a b\n# EOF\n# run\n", "# : << 'EOF'\n<block>\nset -g a b\n# EOF\n# run\n"),
    ("# : <<EOF\na\n# EOF\n# run", "# : <<EOF\n<block>\na\n# EOF\n# run"),
    ("# # words\n\n# : << \"X\"\na\n# X", "# # words\n\n# : << \"X\"\n<block>\na\n# X"),
    ("#!/usr/bin/tmux\n# : << 'EOF'\n# EOF\n", "#!/usr/bin/tmux\n# : << 'EOF'\n<block>\n# EOF\n"),
    // No here-document: nothing ends it, or it is none of the script's first lines.
    ("# : << 'EOF'\na\n", "<block>\n# : << 'EOF'\na\n"),
    ("a\n# : << 'EOF'\nb\n# EOF\n", "<block>\na\n# : << 'EOF'\nb\n# EOF\n"),
    ("# :-) << mine\n# mine\n", "<block>\n# :-) << mine\n# mine\n"),
  ])
  func aFileThatIsAShellScriptTooTakesTheBlockIntoItsHereDocument(file: String, wanted: String) throws {
    #expect(try inserted("x\n", into: file) == wanted)
  }

  @Test(arguments: [
    ("screen -t a\n", "<block>\nscreen -t a\n"),
    ("setenv S mine\nscreen -t a\n", "setenv S mine\n<block>\nscreen -t a\n"),
    ("a\n  setenv \"S\" mine\nsetenv S x\nb", "a\n  setenv \"S\" mine\nsetenv S x\n<block>\nb"),
    ("setenv S mine", "setenv S mine\n<block>\n"),
    ("setenv OTHER x\n#setenv S x\n", "<block>\nsetenv OTHER x\n#setenv S x\n"),
  ])
  func theUsersSetenvInAScreenrcComesFirst(file: String, wanted: String) throws {
    #expect(try inserted("setenv S ours\n", into: file, isScreenrc: true) == wanted)
  }

  @Test(arguments: ["", "a", "a\n", "a\nb\\", "# : << 'EOF'\na\n# EOF\n# b"])
  func aBlockAtTheEndMovesWhenItIsUpdated(file: String) throws {
    let before = try BlockPatch(entry: tmux, rendered: Bytes("x\n".utf8), place: .end)
    let old = try before.apply(to: Bytes(file.utf8))
    let patch = try BlockPatch(entry: tmux, rendered: Bytes("y\n".utf8), place: .start)
    let new = try patch.apply(to: old.file)
    #expect(new.isMoved == !file.isEmpty)
    #expect(new.found?.bytes == old.block)
    #expect(try BlockPatch.remove(tmux, from: new.file) == Bytes(file.utf8))
    #expect(new.file == (try patch.apply(to: Bytes(file.utf8)).file))
    #expect(try patch.apply(to: new.file).file == new.file)
  }

  @Test func aBlockThatIsAsItWasWrittenStaysWhereTheUserHasIt() throws {
    let patch = try BlockPatch(entry: tmux, rendered: Bytes("x\n".utf8), place: .start)
    let file = Bytes("mine\n".utf8) + (try patch.apply(to: Bytes("a\n".utf8)).file)
    #expect(try patch.apply(to: file).file == file)
    let update = try BlockPatch(entry: tmux, rendered: Bytes("y\n".utf8), place: .start)
    #expect(try update.apply(to: file).file.starts(with: Bytes("mine\n# >>> berth".utf8)))
  }

  @Test func aScreenrcsBlockMovesBehindASetenvThatCameAfterIt() throws {
    let patch = try BlockPatch(
      entry: screen, rendered: Bytes("setenv S ours\n".utf8), place: .start, isScreenrc: true)
    let file = try patch.apply(to: Bytes("a\n".utf8)).file + Bytes("setenv S mine\nb\n".utf8)
    let again = try patch.apply(to: file)
    #expect(again.isMoved)
    #expect(again.file.starts(with: Bytes("a\nsetenv S mine\n# >>> berth".utf8)))
    #expect(try BlockPatch.remove(screen, from: again.file) == Bytes("a\nsetenv S mine\nb\n".utf8))
  }
}

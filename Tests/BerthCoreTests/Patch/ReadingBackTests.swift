import BerthCore
import TestSupport
import Testing

/// What is written comes out again exactly, or is refused before it is written.
@Suite struct ReadingBackTests {
  private let path = HomePath(relative: ".bashrc")

  /// Of these, texts and files are put together at random: what markers are made of, and what ends lines.
  private static let pieces = [
    "\n", "\r\n", "\r", "\n\n", "\\\n", " ", "\t", "\u{a0}", "\u{feff}", "#", "# ", "x", "export A=1\n",
    "\u{e9}",
    ">>> berth ~/.bashrc >>>", "<<< berth ~/.bashrc <<<", ">>> berth ~/.bashrc <<<", " 0123456789abcdef",
    "# >>> berth ~/.bashrc >>> 0123456789abcdef\n", "# <<< berth ~/.bashrc <<<\n", "# >>> berth ~/.zshrc >>>",
    "# >>> berth ", "berth", ">>>", "Written by berth, which replaces these lines as one",
    "'berth uninstall'",
    "#!/bin/sh\n", "Host a\n", "Match all\n",
  ].map { Bytes($0.utf8) }

  private static func text(_ random: inout SeededGenerator) -> Bytes {
    (0..<Int.random(in: 0..<9, using: &random)).flatMap { _ in pieces.randomElement(using: &random)! }
  }

  @Test(arguments: 0..<20)
  func whatIsNotRefusedComesBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var accepted = 0
    for _ in 0..<500 {
      let (text, file) = (Self.text(&random), Self.text(&random))
      for isMarked in [false, true] {
        guard let whole = try? WholeFile(entry: path, rendered: text, isMarked: isMarked) else { continue }
        #expect(try Block.find("~/.bashrc", in: whole.bytes)?.isIntact == (isMarked ? true : nil))
      }
      let place = BlockPlace.allCases.randomElement(using: &random)!
      guard
        let patch = try? BlockPatch(
          entry: path, rendered: text, place: place, isSSHConfig: Bool.random(using: &random)),
        case .some(.none) = try? Block.find("~/.bashrc", in: file)
      else { continue }
      accepted += 1
      // It throws if it would not come out again.
      let patched = try patch.apply(to: file)
      #expect(try BlockPatch.remove(path, from: patched.file) == file)
      #expect(try Block.find("~/.bashrc", in: patched.file)?.bytes == patched.block)
      #expect(try patch.apply(to: patched.file).file == patched.file)
    }
    #expect(accepted > 50)
  }

  @Test(arguments: [
    ("a\n# >>> berth ~/.bashrc >>> 0123456789abcdef\nb\n", UnfitText.Reason.marker, 2),
    ("a\n  # # <<< berth ~/.elsewhere <<<\n", .marker, 2),
    ("# >>> berth ~/.x <<< 0123456789abcdef", .marker, 0),
    ("a\r", .carriageReturn, 1), ("a\nb\r\r\nc\n", .carriageReturn, 4), ("\r", .carriageReturn, 0),
  ])
  func whatIsRefusedIsNamed(text: String, reason: UnfitText.Reason, offset: Int) {
    let error = #expect(throws: UnfitText.self) {
      try BlockPatch(entry: path, rendered: Bytes(text.utf8), place: .end)
    }
    #expect(error?.reason == reason)
    #expect(error?.offset == offset)
  }

  @Test(arguments: [
    "a\r\nb\r\n", "a\rb\n", "# 'grep -rl \">>> berth\" ~' finds them\n", "\n# <<< berth's\n", "",
  ])
  func whatComesBackIsNotRefused(text: String) throws {
    _ = try BlockPatch(entry: path, rendered: Bytes(text.utf8), place: .end)
  }
}

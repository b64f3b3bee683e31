import TestSupport

/// Reads a story's file.
struct StoryReader {
  private var lines: ArraySlice<Substring>
  private var number = 0
  private var story: Story

  /// What a line should not be.
  struct Malformed: Error, CustomStringConvertible {
    /// `story.txt:12: …`
    let description: String
  }

  /// - Throws: `Malformed`.
  static func story(_ name: String, _ text: String) throws -> Story {
    var reader = StoryReader(name, text)
    try reader.read()
    return reader.story
  }

  private init(_ name: String, _ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.last == "" { lines.removeLast() }
    story = Story(name: name)
  }

  private mutating func read() throws {
    var hasRun = false
    var isTitle = true
    while let line = next() {
      if line == "home:" || line == "home: empty" || line == "home: as before" {
        if hasRun {
          story.parts.append(.home(expected: [line] + takeIndented()))
        } else {
          story.home = try given(line)
        }
      } else if line == "here:" {
        story.here = try given(line)
      } else if line.hasPrefix("$ ") {
        hasRun = true
        isTitle = false
        command(line)
      } else if line == "leave out: the built-in texts" {
        story.leavesOutBuiltIns = true
        tell([line])
      } else if line.isEmpty || line.hasPrefix("#") || (isTitle && !line.hasPrefix(" ")) {
        tell([line])
      } else {
        throw malformed("'\(line)' is no part of a story")
      }
      if line.hasPrefix("h") { isTitle = false }
    }
    guard hasRun else { throw malformed("nothing is run") }
    let last = story.parts.last { if case .told = $0 { false } else { true } }
    guard case .home? = last else { throw malformed("it does not say what the home holds at its end") }
  }

  private mutating func next() -> String? {
    guard let line = lines.popFirst() else { return nil }
    number += 1
    return String(line)
  }

  private mutating func take(while isWanted: (Substring) -> Bool) -> [String] {
    var taken: [String] = []
    while let line = lines.first, isWanted(line) {
      taken.append(String(line))
      lines.removeFirst()
      number += 1
    }
    return taken
  }

  private mutating func takeIndented() -> [String] { take { $0.hasPrefix("  ") } }

  private mutating func tell(_ lines: [String]) {
    if case .told(let told)? = story.parts.last {
      story.parts[story.parts.count - 1] = .told(told + lines)
    } else {
      story.parts.append(.told(lines))
    }
  }

  private mutating func command(_ line: String) {
    let words = [String(line.dropFirst(2))] + take { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) }
    let expected = take { line in
      ["out|", "out:", "err|", "err:", "exit "].contains { line.hasPrefix($0) }
    }
    story.parts.append(.command(words, expected: expected))
  }

  /// What a first `home:` or `here:` says to make.
  private mutating func given(_ heading: String) throws -> FileTree {
    let first = number
    let lines = takeIndented()
    tell([heading] + lines)
    do {
      return try TreeListing.tree(of: lines)
    } catch {
      throw Malformed(description: "\(story.name):\(first + error.line): \(error.problem)")
    }
  }

  private func malformed(_ problem: String) -> Malformed {
    Malformed(description: "\(story.name):\(number): \(problem)")
  }
}

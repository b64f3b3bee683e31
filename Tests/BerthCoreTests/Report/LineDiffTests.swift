import BerthCore
import Glibc
import Testing

@Suite struct LineDiffTests {
  @Test func turnsTheOldTextIntoTheNewOne() {
    var pairs = TextPairs(seed: 1)
    for round in 0..<2000 {
      let (old, new) = pairs.pair(lines: 30, kinds: 2 + round % 20)
      #expect(apply(LineDiff(from: old, to: new), to: old) == new, "round \(round)")
    }
  }

  @Test func takesAsFewLinesAsThereCanBe() {
    var pairs = TextPairs(seed: 2)
    for round in 0..<1000 {
      let (old, new) = pairs.pair(lines: 16, kinds: 2 + round % 6)
      let edits = LineDiff(from: old, to: new).changes.reduce(0) { $0 + $1.old.count + $1.new.count }
      #expect(edits == fewestEdits(linesOf(old), linesOf(new)), "round \(round)")
    }
  }

  @Test func keepsItsChangesApartAndInOrder() {
    var pairs = TextPairs(seed: 3)
    for round in 0..<500 {
      let (old, new) = pairs.pair(lines: 30, kinds: 4)
      let changes = LineDiff(from: old, to: new).changes
      for (left, right) in zip(changes, changes.dropFirst()) {
        let gap = right.old.lowerBound - left.old.upperBound
        #expect(gap > 0 && gap == right.new.lowerBound - left.new.upperBound, "round \(round)")
      }
    }
  }

  @Test func findsNothingBetweenEqualTexts() {
    #expect(LineDiff(from: [], to: []).changes == [])
    #expect(LineDiff(from: Bytes("a\nb".utf8), to: Bytes("a\nb".utf8)).changes == [])
  }

  @Test func takesALastLineWithoutLineFeedForAnotherLine() {
    let diff = LineDiff(from: Bytes("a\nb".utf8), to: Bytes("a\nb\n".utf8))
    #expect(diff.changes == [.init(old: 1..<2, new: 1..<2)])
  }

  @Test func showsARepeatedBlockAtItsLastPlace() {
    let old = "start\nif\nfi\nmiddle\nif\nfi\nend\n"
    let new = "start\nif\nfi\nif\nfi\nmiddle\nif\nfi\nif\nfi\nend\n"
    let diff = LineDiff(from: Bytes(old.utf8), to: Bytes(new.utf8))
    #expect(diff.changes == [.init(old: 3..<3, new: 3..<5), .init(old: 6..<6, new: 8..<10)])
  }

  @Test func isRightBeyondItsLimit() {
    var pairs = TextPairs(seed: 4)
    for kinds in [2, 500, 2_000, 20_000, 1_000_000] {
      for _ in 0..<10 {
        let (old, new) = pairs.pair(lines: 10_000, kinds: kinds)
        #expect(apply(LineDiff(from: old, to: new), to: old) == new, "\(kinds)")
      }
    }
  }

  @Test func findsTwoChangesThatAreFarApart() {
    let old = (0..<10_000).map { "\($0 % 9_000)\n" }
    let new = ["first\n"] + old + ["last\n"]
    let changes = LineDiff(from: Bytes(old.joined().utf8), to: Bytes(new.joined().utf8)).changes
    #expect(changes == [.init(old: 0..<0, new: 0..<1), .init(old: 10_000..<10_000, new: 10_001..<10_002)])
  }

  @Test func isDoneSoonWithTextsThatHaveNothingInOrder() {
    var random = TextPairs(seed: 5)
    let lines = (0..<20_000).map { "\($0)\n" }
    let old = Bytes(lines.joined().utf8)
    let new = Bytes(lines.shuffled(using: &random).joined().utf8)
    let start = processorTime()
    let diff = LineDiff(from: old, to: new)
    let time = processorTime() - start
    #expect(apply(diff, to: old) == new)
    // Seconds of a debug build: a few, and without a limit very many.
    #expect(time < 15)
  }

  /// What this thread has had of the processor, in seconds: other work on the machine does not count.
  private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Does with whole lines what the changes say.
  private func apply(_ diff: LineDiff, to old: Bytes) -> Bytes {
    let lines = linesOf(old)
    var result: Bytes = []
    var next = 0
    for change in diff.changes {
      for line in lines[next..<change.old.lowerBound] { result += line }
      for number in change.new { result += diff.new[number] }
      next = change.old.upperBound
    }
    for line in lines[next...] { result += line }
    return result
  }

  /// How many lines differ at least, by the table of all beginnings of both texts.
  private func fewestEdits(_ old: [Bytes], _ new: [Bytes]) -> Int {
    var last = Array(0...new.count)
    for (i, left) in old.enumerated() {
      var row = [i + 1]
      for (j, right) in new.enumerated() {
        row.append(left == right ? last[j] : min(row[j], last[j + 1]) + 1)
      }
      last = row
    }
    return last[new.count]
  }
}

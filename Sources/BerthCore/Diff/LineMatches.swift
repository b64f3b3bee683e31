/// Which lines of two texts are taken for each other, the lines given as numbers: equal ones, and only those, have
/// equal numbers.
///
/// The standard library's search finds the most there can be, in time and memory that grow with the square of what
/// differs. So longer texts are cut beforehand, at lines that occur once in each of them ("patience diff").
struct LineMatches {
  private var matches: [(old: Int, new: Int)] = []
  private let old: [Int]
  private let new: [Int]

  /// Lines of both texts together, up to which nothing is cut; what has more and can't be is all taken out and put in.
  private static let limit = 2_000

  init(_ old: [Int], _ new: [Int]) {
    (self.old, self.new) = (old, new)
    match(old[...], new[...])
  }

  /// What lies between them.
  var gaps: [LineDiff.Edit] {
    var gaps: [LineDiff.Edit] = []
    var start = (old: 0, new: 0)
    for match in matches + [(old.count, new.count)] {
      if match != start { gaps.append(.init(old: start.old..<match.old, new: start.new..<match.new)) }
      start = (match.old + 1, match.new + 1)
    }
    return gaps
  }

  /// `isWhole`: not cut yet.
  private mutating func match(_ from: ArraySlice<Int>, _ to: ArraySlice<Int>, isWhole: Bool = true) {
    var (from, to) = (from, to)
    while let line = from.first, line == to.first {
      matches.append((from.startIndex, to.startIndex))
      (from, to) = (from.dropFirst(), to.dropFirst())
    }
    let (fromEnd, toEnd) = (from.endIndex, to.endIndex)
    while let line = from.last, line == to.last { (from, to) = (from.dropLast(), to.dropLast()) }
    if from.count + to.count <= Self.limit {
      search(from, to)
    } else if isWhole {
      var start = (old: from.startIndex, new: to.startIndex)
      for landmark in Self.landmarks(from, to) {
        match(from[start.old..<landmark.old], to[start.new..<landmark.new], isWhole: false)
        matches.append(landmark)
        start = (landmark.old + 1, landmark.new + 1)
      }
      match(from[start.old...], to[start.new...], isWhole: false)
    }
    matches += zip(from.endIndex..<fromEnd, to.endIndex..<toEnd).map { ($0, $1) }
  }

  /// Adds the lines that the standard library leaves where they are.
  private mutating func search(_ from: ArraySlice<Int>, _ to: ArraySlice<Int>) {
    var (isRemoved, isInserted) = (Set<Int>(), Set<Int>())
    for change in to.difference(from: from) {
      switch change {
      case .remove(let offset, _, _): isRemoved.insert(from.startIndex + offset)
      case .insert(let offset, _, _): isInserted.insert(to.startIndex + offset)
      }
    }
    matches += zip(
      from.indices.filter { !isRemoved.contains($0) }, to.indices.filter { !isInserted.contains($0) }
    ).map { ($0, $1) }
  }

  /// Lines that occur once in each text: as many as keep their order.
  private static func landmarks(
    _ old: ArraySlice<Int>, _ new: ArraySlice<Int>
  ) -> [(old: Int, new: Int)] {
    let places = [old, new].map { numbers in
      Dictionary(zip(numbers, numbers.indices)) { _, _ in -1 }.filter { $0.value >= 0 }
    }
    // The longest rising sequence, by patience: each is put on the first pile whose top it does not exceed, and
    // remembers what is then on top of the pile before.
    var piles: [(old: Int, new: Int)] = []
    var before: [Int: (old: Int, new: Int)] = [:]
    for place in old.indices where places[0][old[place]] == place {
      guard let counterpart = places[1][old[place]] else { continue }
      var (pile, end) = (0, piles.count)
      while pile < end {
        let middle = (pile + end) / 2
        if piles[middle].new < counterpart { pile = middle + 1 } else { end = middle }
      }
      if pile > 0 { before[counterpart] = piles[pile - 1] }
      if pile < piles.count { piles[pile] = (place, counterpart) } else { piles.append((place, counterpart)) }
    }
    return Array(
      sequence(state: piles.last) { last in
        defer { last = last.flatMap { before[$0.new] } }
        return last
      }
    ).reversed()
  }
}

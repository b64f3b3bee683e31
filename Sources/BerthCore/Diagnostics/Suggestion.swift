/// The candidate a misspelt word most probably stands for.
///
/// - Returns: the nearest candidate by edit distance, if it is near enough (a third of the word's
///   length, at least 1) to be worth asking "did you mean"; nil otherwise.
package func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  let limit = max(1, word.count / 3)
  let ranked = candidates.map { (distance: editDistance(word, $0), name: $0) }
  guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }),
    best.distance <= limit
  else { return nil }
  return best.name
}

/// The hint that asks whether the nearest candidate was meant; nil if none is near enough.
package func didYouMean(_ word: String, among candidates: some Sequence<String>) -> String? {
  suggestion(for: word, among: candidates).map { "did you mean '\($0)'?" }
}

/// How many letters must be inserted, deleted, replaced or swapped with their neighbour
/// (the optimal string alignment distance) to turn one word into the other.
private func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left.unicodeScalars)
  let right = Array(right.unicodeScalars)
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in 0..<left.count {
    var row = [i + 1]
    for j in 0..<right.count {
      var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        best = min(best, beforeLast[j - 1] + 1)
      }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}

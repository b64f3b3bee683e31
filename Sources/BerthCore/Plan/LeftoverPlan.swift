/// What becomes of what lies at the leftovers' places: what the installed files made goes when nobody wants it any more,
/// and a symlink that was there before them leads again where it led.
package struct LeftoverPlan: Hashable, Sendable {
  /// Symlinks that go.
  package private(set) var removed: [HomePath] = []
  /// What killed runs have prepared goes as well, if a file beside it has all that is in it.
  package private(set) var copies: [HomePath] = []
  /// Symlinks of the user's that lead elsewhere by now, or are gone.
  package private(set) var returning: [OlderLink] = []
  /// What is not wanted any more and stays.
  package private(set) var left: [Left] = []
  /// The symlinks that were there before what is wanted now.
  package private(set) var older: [OlderLink] = []

  /// Something that stays.
  package struct Left: Hashable, Sendable {
    /// Where it lies.
    package let path: HomePath
    /// Why.
    package let reason: Reason
  }

  /// Why something stays.
  package enum Reason: Hashable, Sendable {
    case older
    /// A killed run has prepared or taken it out, and it is nowhere else.
    case prepared
    /// There is no receipt to tell whether it is ours.
    case perhapsOurs
    /// It is what the installed files don't make, in words.
    case other(String)
  }

  /// Whether nothing changes in the home.
  package var isEmpty: Bool { removed.isEmpty && copies.isEmpty && returning.isEmpty }

  /// - Parameters:
  ///   - wanted: the places from now on.
  ///   - before: what lies at those of before.
  ///   - now: what lies at those from now on.
  ///   - perhapsOurs: what lies where an install could have made it that there is no receipt of.
  ///   - older: the symlinks that were there before us, as far as that was written down.
  init(
    wanted: [LeftoverPattern], before: [ActualLeftover], now: [ActualLeftover],
    perhapsOurs: [ActualLeftover], older: [OlderLink]
  ) {
    func isWanted(_ path: HomePath) -> Bool { wanted.contains { $0.matches(path) } }
    let there = Dictionary(before.map { ($0.path, $0.kind) }) { first, _ in first }
    let known = Set(older.map(\.path))
    self.older = older.filter { isWanted($0.path) }
    for link in older where !isWanted(link.path) {
      switch (there[link.path], link.text) {
      case (.link(let text, let isMade)?, let old?) where text != old && isMade: returning.append(link)
      case (nil, .some): returning.append(link)
      case (.link?, _), (.prepared?, _): left.append(Left(path: link.path, reason: .older))
      case (.other(let what)?, _): left.append(Left(path: link.path, reason: .other(what)))
      case (nil, nil): continue
      }
    }
    for leftover in before where !isWanted(leftover.path) && !known.contains(leftover.path) {
      switch leftover.kind {
      case .link(_, isMade: true): removed.append(leftover.path)
      case .link:
        left.append(Left(path: leftover.path, reason: .other("a symlink to something that is not a socket")))
      case .prepared(isCopy: true): copies.append(leftover.path)
      case .prepared: left.append(Left(path: leftover.path, reason: .prepared))
      case .other(let what): left.append(Left(path: leftover.path, reason: .other(what)))
      }
    }
    for leftover in perhapsOurs where there[leftover.path] == nil && !known.contains(leftover.path) {
      guard case .link(_, isMade: true) = leftover.kind else { continue }
      left.append(Left(path: leftover.path, reason: .perhapsOurs))
    }
    // What lies where the files of before could have made it is theirs.
    for case let leftover in now where there[leftover.path] == nil && !known.contains(leftover.path) {
      guard case .link(let text, _) = leftover.kind else { continue }
      self.older.append(OlderLink(path: leftover.path, text: text))
    }
  }
}

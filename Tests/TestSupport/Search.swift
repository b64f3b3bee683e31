import Glibc

/// How much of a long search is done: a slice of it, the same each time, or, with `BERTH_SEARCH=whole` in the environment,
/// as `Tests/run --whole` has it, all of it.
package enum Search {
  /// Whether it is to be all.
  package static let isWhole = getenv("BERTH_SEARCH").map { String(cString: $0) } == "whole"

  /// All of the ways to try a thing; in a slice the one whose turn it is with the thing of that number.
  package static func ways<Way>(_ all: [Way], for number: Int) -> [Way] {
    isWhole ? all : [all[number % all.count]]
  }
}

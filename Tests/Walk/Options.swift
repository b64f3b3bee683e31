import Glibc

/// What the command line says.
struct Options {
  /// How long to walk.
  var seconds = 120
  /// The first seed; nil: fixed ones and the day's in turns.
  private var first: UInt64?
  private(set) var episodes = UInt64.max
  /// How many findings of each law are told.
  private(set) var examples = 3
  /// How many walk at once.
  let workers: UInt64 = 2
  /// Where the workers leave their sums.
  var folder = "/tmp"
  /// Which of the workers this is; nil: the one that starts them.
  private(set) var worker: UInt64?

  /// - Returns: nil if it says what is not understood.
  init?(_ words: some Sequence<String>) {
    var words = Array(words)[...]
    while let word = words.popFirst() {
      guard let value = words.popFirst() else { return nil }
      if word == "--folder" {
        folder = value
        continue
      }
      guard let number = UInt64(value) else { return nil }
      switch word {
      case "--worker": worker = number
      case "--seconds": seconds = Int(number)
      case "--seed": first = number
      case "--episodes": episodes = number
      case "--examples": examples = Int(number)
      default: return nil
      }
    }
  }

  /// The seed of one episode.
  func seed(_ index: UInt64) -> UInt64 {
    if let first { return first + index }
    // Twice the same and twice today's, so that each worker has both.
    let today = UInt64(time(nil)) / 86_400 * 1_000_000
    return index % 4 < 2 ? index / 4 * 2 + index % 2 : today + index / 4 * 2 + index % 2
  }

  /// Whether a worker has anything to do.
  func needsWorker(_ number: UInt64) -> Bool {
    episodes > 1 || seed(0) % workers == number
  }

  func summary(of worker: UInt64) -> String { "\(folder)/worker\(worker)" }
}

import Glibc
import TestSupport

/// A walk through many homes, done once for all the tests that look at its outcome.
struct Tour: Sendable {
  private(set) var breaches: [Breach] = []
  private(set) var tally = Tally()
  /// Seconds of the clock, and of processors: this process's and those of the programs it ran.
  private(set) var seconds = 0.0
  private(set) var processorSeconds = 0.0

  /// The homes that need no corpus.
  static let handWritten = Task { await Tour(through: HandWrittenHomes.all) }

  /// The homes made of real files: 150, in the whole search 510, or as many as `BERTH_LAWS_HOMES` says. `BERTH_LAWS_SEED`
  /// makes it others, `BERTH_LAWS_ONLY` only the one of that number, and with `BERTH_KEEP` they are left lying.
  static let blueprints: [HomeBlueprint] = {
    let corpus = Corpus()
    let seed = UInt64(number("BERTH_LAWS_SEED") ?? 1)
    let only = number("BERTH_LAWS_ONLY")
    let indices = only.map { $0...$0 } ?? 1...(number("BERTH_LAWS_HOMES") ?? (Search.isWhole ? 510 : 80))
    return indices.map { index in
      var generator = BlueprintGenerator(corpus: corpus, seed: seed, index: index)
      return generator.blueprint()
    }
  }()

  /// Those homes.
  static let corpus = Task {
    // One after the other, so that neither is counted among the other's processor time.
    _ = await handWritten.value
    return await Tour(through: blueprints)
  }

  private static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

  private init(through blueprints: [HomeBlueprint]) async {
    let start = Self.times()
    // In memory: thousands of files are made.
    let scratch = Scratch("berth-laws", on: .memory)
    let tools = HomeWalk.Tools(folder: scratch.path, tmux: TmuxServer(in: scratch.path))
    let walks = await Threads.map(Array(blueprints.enumerated())) { number, blueprint in
      HomeWalk.walk(blueprint, at: "\(number)", tools)
    }
    for walk in walks {
      breaches += walk.breaches
      tally += walk.tally
    }
    tools.tmux?.stop()
    let end = Self.times()
    seconds = end.clock - start.clock
    processorSeconds = end.processor - start.processor
  }

  /// The breaches of a law: the first few, and how many more there are; empty if it holds.
  func breaches(of law: Law) -> String {
    let found = breaches.filter { $0.law == law }
    guard !found.isEmpty else { return "" }
    let more = found.count > 20 ? "\n… and \(found.count - 20) more" : ""
    return found.prefix(20).map(\.description).joined(separator: "\n") + more
  }

  /// One line that says what was done.
  var summary: String {
    "\(tally.homes) homes (\(tally.refusals) refused, rightly), \(tally.programRuns) runs of berth; "
      + "\(tally.patches) patches taken by patch and \(tally.gitPatches) by git, \(tally.editedFiles) files edited, "
      + "\(tally.sshAnswers) answers of ssh -G and \(tally.syntaxAnswers) of shells and tmux; "
      + "\(Int(seconds)) s, \(Int(processorSeconds)) s of processor time"
  }

  private static func times() -> (clock: Double, processor: Double) {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    var processor = 0.0
    for who in [RUSAGE_SELF, RUSAGE_CHILDREN].map(\.rawValue) {
      var usage = rusage()
      getrusage(who, &usage)
      processor += Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      processor += Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }
    return (Double(now.tv_sec) + Double(now.tv_nsec) / 1e9, processor)
  }
}

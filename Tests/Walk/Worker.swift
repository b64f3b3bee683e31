import Glibc
import TestSupport

/// Walks one episode after another, and tells what is found.
struct Worker {
  /// Where the homes are made: in memory, where there is room.
  let folder: String
  let options: Options
  /// Which seeds are its own: those that leave this rest.
  let number: UInt64
  private var episodes = 0
  private var steps = 0
  private var runs = 0
  private var found: [Law: Int] = [:]

  init(_ options: Options, number: UInt64) {
    let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    folder = "\(base)/berth-walk.\(getpid())"
    mkdir(folder, 0o755)
    self.options = options
    self.number = number
  }

  /// Walks until the time is over.
  ///
  /// - Returns: whether nothing was found.
  mutating func work() -> Bool {
    defer { Disk.remove(folder) }
    let start = Self.seconds
    var index: UInt64 = 0
    while Self.seconds - start < Double(options.seconds), index < options.episodes {
      defer { index += 1 }
      let seed = options.seed(index)
      guard seed % options.workers == number else { continue }
      let walk = self.walk(Drawing.episode(seed: seed))
      episodes += 1
      steps += walk.steps
      runs += walk.world.runs
      if let finding = walk.findings.first { tell(finding, of: walk, seed) }
    }
    let sum = found.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value)\t\($0.key.rawValue)" }
    Disk.write(
      Array((["\(episodes) \(steps) \(runs)"] + sum).joined(separator: "\n").utf8),
      to: options.summary(of: number))
    return found.isEmpty
  }

  private func walk(_ episode: Episode) -> Walk { Walk.go(episode, in: "\(folder)/e") }

  private mutating func tell(_ finding: Finding, of walk: Walk, _ seed: UInt64) {
    found[finding.law, default: 0] += 1
    // Of each law the first few are made short.
    guard found[finding.law, default: 0] <= options.examples else { return }
    var shrinking = Shrinking(finding.law) { [self] in self.walk($0).findings }
    let shortest = shrinking.shrink(Drawing.episode(seed: seed))
    var end = self.walk(shortest)
    if end.findings.isEmpty { end = walk }
    let text = """
      ---- \(end.findings.first ?? finding)
      found by: Tests/walk --episodes 1 --seed \(seed)   (step \(walk.steps); \(steps) in all\(getuid() == 0 ? "" : ", not as root"))
      \(end.world.transcript.joined(separator: "\n"))


      """
    Self.print(text)
  }

  /// At once, so that two workers' reports don't mix.
  static func print(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  private static var seconds: Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}

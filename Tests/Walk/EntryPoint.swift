import Glibc
import TestSupport

/// `Tests/walk`: starts a worker for each processor, and sums up.
@main enum EntryPoint {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    guard var options = Options(words) else {
      Worker.print("usage: Tests/walk [--seconds N] [--seed S] [--episodes N] [--examples N]\n")
      exit(64)
    }
    if let number = options.worker { exit(work(number, options) ? 0 : 1) }
    let folder = Scratch("berth-walk")
    chmod(folder.path, 0o1777)
    options.folder = folder.path
    // A copy, which an ordinary user can run, and which stays when it is built anew meanwhile.
    let program = "\(folder.path)/berth"
    Disk.write(Disk.read(Built.berth) ?? [], to: program, mode: 0o755)
    setenv("BERTH", program, 1)
    let children = (0..<options.workers).filter(options.needsWorker).map { number in
      start(words + ["--worker", "\(number)", "--folder", folder.path])
    }
    var isGood = true
    for child in children {
      var status: Int32 = 0
      waitpid(child, &status, 0)
      if status != 0 { isGood = false }
    }
    sum(options)
    Disk.remove(folder.path)
    exit(isGood ? 0 : 1)
  }

  private static func start(_ words: [String]) -> pid_t {
    var arguments = ([CommandLine.arguments[0]] + words).map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    var child: pid_t = 0
    guard posix_spawn(&child, "/proc/self/exe", nil, nil, &arguments, environ) == 0 else {
      fatalError("a worker can't be started")
    }
    return child
  }

  /// What a worker does. Where root walks, every second one is an ordinary user: much is allowed to root that is not to
  /// them.
  private static func work(_ number: UInt64, _ options: Options) -> Bool {
    if getuid() == 0, number % 2 == 1 {
      guard setgroups(0, nil) == 0, setgid(65_534) == 0, setuid(65_534) == 0 else { return false }
    }
    umask(0o022)
    var worker = Worker(options, number: number)
    return worker.work()
  }

  private static func sum(_ options: Options) {
    var total = (episodes: 0, steps: 0, runs: 0)
    var found: [String: Int] = [:]
    for number in 0..<options.workers {
      let text = String(decoding: Disk.read(options.summary(of: number)) ?? [], as: UTF8.self)
      let lines = text.split(separator: "\n")
      let numbers = lines.first?.split(separator: " ").compactMap { Int($0) } ?? []
      guard numbers.count == 3 else { continue }
      total = (total.episodes + numbers[0], total.steps + numbers[1], total.runs + numbers[2])
      for line in lines.dropFirst() {
        let parts = line.split(separator: "\t")
        found[String(parts[1]), default: 0] += Int(parts[0]) ?? 0
      }
    }
    for (law, count) in found.sorted(by: { $0.key < $1.key }) { Worker.print("\(count) times: \(law)\n") }
    Worker.print(
      "walk: \(total.episodes) episodes, \(total.steps) steps, \(total.runs) runs of berth, "
        + "\(found.values.reduce(0, +)) findings\n"
        + "\(Law.allCases.count - found.count) passed, \(found.count) failed, 0 skipped\n")
  }
}

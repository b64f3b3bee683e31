import BerthCore
import Glibc

/// A process, as proc(5) shows it to everybody.
struct ProcessEntry {
  let pid: pid_t
  let parent: pid_t
  /// The name of its program, up to 15 bytes.
  let name: String
  /// When it started, in seconds since the epoch.
  let started: Int
}

/// The processes that run at one moment. Empty where there is no `/proc`.
struct ProcessTable {
  let entries: [pid_t: ProcessEntry]
  private let children: [pid_t: [pid_t]]

  init() {
    var entries: [pid_t: ProcessEntry] = [:]
    var children: [pid_t: [pid_t]] = [:]
    let boot = Self.bootTime
    let ticks = max(1, Int(sysconf(Int32(_SC_CLK_TCK))))
    let names = (try? Descriptor.open("/proc", O_RDONLY | O_DIRECTORY, shownAs: "/proc").names()) ?? []
    for name in names {
      guard let pid = pid_t(name), let text = Self.read("/proc/\(name)/stat"),
        let entry = Self.entry(pid, text, boot: boot, ticks: ticks)
      else { continue }
      entries[pid] = entry
      children[entry.parent, default: []].append(pid)
    }
    self.entries = entries
    self.children = children
  }

  /// proc(5), /proc/PID/stat: `pid (comm) state ppid …`, the start as its 22nd field. The name may hold anything,
  /// parentheses too.
  private static func entry(_ pid: pid_t, _ text: Bytes, boot: Int, ticks: Int) -> ProcessEntry? {
    guard let open = text.firstIndex(of: UInt8(ascii: "(")),
      let close = text.lastIndex(of: UInt8(ascii: ")")),
      open < close
    else { return nil }
    let fields = text[(close + 1)...].split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard fields.count > 19, let parent = pid_t(fields[1]), let start = Int(fields[19]) else { return nil }
    let name = String(decoding: text[(open + 1)..<close], as: UTF8.self)
    return ProcessEntry(pid: pid, parent: parent, name: name, started: boot + start / ticks)
  }

  /// All that descend from a process, those nearest to it first.
  func descendants(of pid: pid_t) -> [ProcessEntry] {
    var found: [pid_t] = children[pid] ?? []
    var next = 0
    while next < found.count {
      found += children[found[next]] ?? []
      next += 1
    }
    return found.compactMap { entries[$0] }
  }

  /// The children alone.
  func children(of pid: pid_t) -> [ProcessEntry] { (children[pid] ?? []).compactMap { entries[$0] } }

  /// A variable that a process was started with; nil if it has none, or we may not look.
  static func variable(_ name: String, of pid: pid_t) -> Bytes? {
    guard let text = read("/proc/\(pid)/environ") else { return nil }
    let prefix = Bytes("\(name)=".utf8)
    return text.split(separator: 0).first { $0.starts(with: prefix) }.map {
      Bytes($0.dropFirst(prefix.count))
    }
  }

  /// Whether we may see what a process was started with: it is ours, and not one that hides itself as sshd does.
  static func showsEnvironment(of pid: pid_t) -> Bool { access("/proc/\(pid)/environ", R_OK) == 0 }

  private static var bootTime: Int {
    guard let text = read("/proc/stat") else { return 0 }
    for line in LineReader(text) where text[line.content].starts(withText: "btime ") {
      return Int(String(decoding: text[line.content].dropFirst(6), as: UTF8.self)) ?? 0
    }
    return 0
  }

  private static func read(_ path: String) -> Bytes? {
    try? Descriptor.open(path, O_RDONLY, shownAs: path).readAll(expecting: 4_096)
  }
}

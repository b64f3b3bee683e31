import BerthCore
import Glibc

/// A tmux server of the user's, asked through its socket.
struct TmuxServer {
  let socket: Bytes
  private let examination: Examination
  private let deadline: Deadline

  /// A pane: its process, and its name as tmux takes it.
  struct Pane {
    let pid: pid_t
    let name: String
  }

  /// What a server says of itself.
  struct State {
    var panes: [Pane] = []
    /// The sessions' identifiers (`$0`) and names.
    var sessions: [(id: String, name: String)] = []
    /// What `update-environment` lists.
    var updates: [String] = []
    /// The global environment's value.
    var global: Bytes?
  }

  /// A session's own entry for a variable.
  enum Entry {
    case value(Bytes)
    /// `-SSH_AUTH_SOCK`: the variable is taken away from new windows.
    case removed
  }

  /// `deadline`: when to stop asking this server and all others.
  init(_ socket: Bytes, _ examination: Examination, until deadline: Deadline) {
    self.socket = socket
    self.examination = examination
    self.deadline = deadline
  }

  /// The servers that listen in tmux's own place (tmux(1), `-L`).
  static func all(_ examination: Examination, until deadline: Deadline) -> [TmuxServer] {
    FilePattern(folder(examination) + Bytes("*".utf8)).paths
      .filter { SocketTrust($0).isTrusted && AgentRound.accepts($0) }
      .map { TmuxServer($0, examination, until: deadline) }
  }

  /// Those that listen elsewhere (`-S`, another TMUX_TMPDIR), as the process table shows them.
  ///
  /// `known`: the sockets of those that are known already.
  ///
  /// - Returns: the servers, and the processes of those whose socket is gone, as cleaners of `/tmp` leave
  ///   them.
  static func others(
    than known: [TmuxServer], _ examination: Examination, until deadline: Deadline
  ) -> (servers: [TmuxServer], lost: [pid_t]) {
    var seen = Set(known.compactMap(\.socket.resolvedPath))
    var servers: [TmuxServer] = []
    var lost: [pid_t] = []
    // Servers call themselves so, clients `tmux: client`; one under a debugger or the like is left out.
    for process in examination.processes.entries.values.sorted(by: { $0.pid < $1.pid })
    where process.name == "tmux: server" && examination.isOfThisHome(process.pid) {
      let folder = Bytes("/proc/\(process.pid)/cwd".utf8).symlinkText ?? []
      let paths = examination.sockets(heldBy: process.pid).map { name in
        name.first == UInt8(ascii: "/") ? name : folder + [UInt8(ascii: "/")] + name
      }
      // It may have inherited others' from whoever started it.
      let own = paths.filter { SocketTrust($0).isTrusted && AgentRound.listener(at: $0) == process.pid }
      let isKnown = paths.contains { $0.resolvedPath.map(seen.contains) == true }
      if own.isEmpty, !isKnown, paths.contains(where: { $0.resolvedPath == nil }) { lost.append(process.pid) }
      for path in own {
        guard let real = path.resolvedPath, seen.insert(real).inserted else { continue }
        servers.append(TmuxServer(path, examination, until: deadline))
      }
    }
    return (servers, lost)
  }

  private static func folder(_ examination: Examination) -> Bytes {
    examination.surroundings.tmuxFolder + Bytes("/tmux-\(geteuid())/".utf8)
  }

  /// How its socket is named on a command line: nothing for the default one.
  var option: String {
    let folder = Self.folder(examination)
    guard socket.starts(with: folder) else { return " -S \(word)" }
    let name = String(decoding: socket.dropFirst(folder.count), as: UTF8.self)
    return name == "default" ? "" : " -L \(shellWord(name))"
  }

  /// Its socket, as it is typed.
  var word: String { shellWord(examination.text.shown(socket)) }

  /// Asks it for all of that.
  ///
  /// - Returns: nil if it does not answer in time.
  func state() -> State? {
    // One process for everything. Names go last in a line: they may hold blanks.
    let outcome = tmux([
      "list-panes", "-a", "-F", "pane #{pane_pid} #{session_name}:#{window_index}.#{pane_index}", ";",
      "list-sessions", "-F", "session #{session_id} #{session_name}", ";",
      "show-options", "-g", "update-environment", ";",
      "show-environment", "-g",
    ])
    guard outcome.isSuccess else { return nil }
    var state = State()
    for line in LineReader(outcome.output) {
      let bytes = outcome.output[line.content]
      let words = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 2).map(String.init)
      guard let first = words.first else { continue }
      if first == "pane", words.count == 3, let pid = pid_t(words[1]) {
        state.panes.append(Pane(pid: pid, name: words[2]))
      } else if first == "session", words.count == 3 {
        state.sessions.append((words[1], words[2]))
      } else if first.hasPrefix("update-environment"), words.count > 1 {
        // `update-environment[3] SSH_AUTH_SOCK`; before tmux 2.4 one string, `"DISPLAY SSH_AUTH_SOCK"`.
        let list = words.dropFirst().joined(separator: " ")
        state.updates += list.split { $0 == " " || $0 == "\"" }.map(String.init)
      } else if bytes.starts(withText: "SSH_AUTH_SOCK=") {
        state.global = Bytes(bytes.dropFirst(14))
      }
    }
    return state
  }

  /// The sessions' own entries for SSH_AUTH_SOCK, by their identifiers; what can't be asked in time is left out.
  func entries(of sessions: [(id: String, name: String)]) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    // A session may end meanwhile, and would take the answers of the others with it.
    for session in sessions.prefix(20) {
      let outcome = tmux(["show-environment", "-t", session.id])
      guard outcome.isSuccess else { continue }
      for line in LineReader(outcome.output) {
        let bytes = outcome.output[line.content]
        if bytes.starts(withText: "SSH_AUTH_SOCK=") {
          entries[session.id] = .value(Bytes(bytes.dropFirst(14)))
        }
        if bytes.elementsEqual("-SSH_AUTH_SOCK".utf8) { entries[session.id] = .removed }
      }
    }
    return entries
  }

  private func tmux(_ words: [String]) -> BoundedProcess.Outcome {
    // None of the words makes tmux start a server where there is none.
    examination.run(
      ["tmux", "-u", "-S"].bytes + [socket] + words.bytes, environment: ["TMUX": nil], limit: deadline.left)
  }
}

import BerthCore
import Glibc

/// A socket in one of the places where OpenSSH puts those of agents.
struct AgentSocket {
  let path: Bytes
  /// Seconds since the epoch.
  let made: Int
}

/// The state of every agent's socket that the user could mean: the link's, the shell's own, and those in OpenSSH's two
/// places.
struct AgentRoll {
  /// Those in OpenSSH's places, the newest first.
  let candidates: [AgentSocket]
  private let answers: [Bytes: AgentRound.Answer]

  /// How many are asked; a host with more has other troubles.
  private static let most = 64

  init(_ examination: Examination) {
    let surroundings = examination.surroundings
    var found = Self.sockets(matching: surroundings.temporaryFolder + Bytes("/ssh-*/agent.*".utf8))
    found += Self.sockets(matching: examination.path(".ssh/agent/s.*"))
    for place in examination.profile.places {
      found += Self.sockets(
        matching: place.hasPrefix("~/") ? examination.path(String(place.dropFirst(2))) : Bytes(place.utf8))
    }
    candidates = Array(found.sorted { $0.made > $1.made }.prefix(Self.most))
    var paths = candidates.map(\.path)
    let own = surroundings.authSock.flatMap { SocketTrust($0).isTrusted ? $0.resolvedPath : nil }
    let others = [examination.place.socket, own].compactMap { $0 }
    for path in others where !paths.contains(path) { paths.append(path) }
    let limit = min(examination.bound, examination.deadline.left)
    answers = Dictionary(zip(paths, AgentRound.ask(paths, limit: limit))) { first, _ in first }
  }

  /// `path`: without symlinks.
  func answer(of path: Bytes) -> AgentRound.Answer {
    answers[path] ?? AgentRound.Answer(state: .dead(.missing))
  }

  /// The candidates that live: those with keys first, then those that answer at all, then the newest.
  func alive(besides other: Bytes?) -> [AgentSocket] {
    let living = candidates.filter { $0.path != other && answer(of: $0.path).state.isAlive }
    let busy = living.filter { answer(of: $0.path).state == .busy }
    let empty = living.filter { answer(of: $0.path).state == .empty }
    return living.filter { !answer(of: $0.path).state.keys.isEmpty } + empty + busy
  }

  /// The one that the link should lead to.
  func best(besides other: Bytes?) -> AgentSocket? { alive(besides: other).first }

  /// The user's own sockets that match a pattern of glob(3), in folders of the user's own.
  private static func sockets(matching pattern: Bytes) -> [AgentSocket] {
    let user = geteuid()
    return FilePattern(pattern).paths.compactMap { path in
      var status = stat()
      var folder = stat()
      let parent = Bytes(path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
      guard path.withCPath({ lstat($0, &status) }) == 0, status.type == S_IFSOCK, status.st_uid == user,
        parent.withCPath({ lstat($0, &folder) }) == 0, folder.type == S_IFDIR, folder.st_uid == user
      else { return nil }
      return AgentSocket(path: path.resolvedPath ?? path, made: status.st_mtim.tv_sec)
    }
  }
}

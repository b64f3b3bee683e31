package import BerthCore
import Glibc
import Synchronization

/// Users and groups: what `/etc/passwd` and `/etc/group` say, and of users that are not there what getent(1) says.
///
/// The C library's own calls are none for a static program: they load the modules that nsswitch.conf(5) names
/// (systemd's, SSSD's), which were built for another C library, and crash in them.
package enum UserDatabase {
  /// The entry of the user we run as.
  package static func own() -> PasswdEntry? { entry(of: getuid()) }

  /// A user's name, or the number where it has none.
  static func name(of user: uid_t) -> String { entry(of: user)?.name ?? "user \(user)" }

  /// A user's entry; nil if nobody has one.
  static func entry(of user: uid_t) -> PasswdEntry? {
    if let known = known.withLock({ $0[user] }) { return known }
    let entry =
      PasswdEntry.first(of: user, in: file("/etc/passwd"))
      ?? PasswdEntry.first(of: user, in: ask("getent", "passwd", "\(user)"))
    known.withLock { $0[user] = .some(entry) }
    return entry
  }

  /// A group's entry; nil if nobody has one.
  static func group(_ number: gid_t) -> GroupEntry? {
    let isWanted = { (entry: GroupEntry) in entry.group == number }
    return GroupEntry.all(in: file("/etc/group")).first(where: isWanted)
      ?? GroupEntry.all(in: ask("getent", "group", "\(number)")).first(where: isWanted)
  }

  /// All groups of a user, its own first: those of `/etc/group`, and what id(1) says of others.
  static func groups(of user: PasswdEntry) -> [gid_t] {
    let others =
      GroupEntry.all(in: file("/etc/group")).filter { $0.members.contains(user.name) }.map(\.group)
      + ask("id", "-G", user.name).split { $0 == 0x20 || $0 == lineFeed }.compactMap {
        gid_t(String(decoding: $0, as: UTF8.self))
      }
    var groups = [user.group]
    for group in others where !groups.contains(group) { groups.append(group) }
    return groups
  }

  /// What has been found: a plan may ask for one user at every target.
  private static let known = Mutex<[uid_t: PasswdEntry?]>([:])

  /// Whether somebody did not answer in time: nobody is kept waiting twice.
  private static let isSilent = Mutex(false)

  /// For one answer, in milliseconds: a directory service that is away may take a minute.
  private static let limit = 2_000

  private static func file(_ path: String) -> Bytes {
    (try? Descriptor.open(path, O_RDONLY | O_NONBLOCK, shownAs: path).readAll(expecting: 4_096)) ?? []
  }

  /// What a program of the system prints, which knows all name services; nothing where it is not there, fails, or
  /// takes too long.
  private static func ask(_ words: String...) -> Bytes {
    guard !isSilent.withLock({ $0 }) else { return [] }
    // Whoever is root here does not run what lies in somebody's PATH.
    let program = ["/usr/bin/", "/bin/"].map { $0 + words[0] }.first { access($0, X_OK) == 0 } ?? words[0]
    let outcome = BoundedProcess([program] + words.dropFirst(), limit: limit).run()
    if outcome.end == .timedOut { isSilent.withLock { $0 = true } }
    return outcome.isSuccess ? outcome.output : []
  }
}

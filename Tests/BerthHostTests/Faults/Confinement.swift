import Glibc

/// Other surroundings to run a program in: mounts that nobody else sees, another user.
enum Confinement {
  /// What runs a program with mounts of its own; nil where that is not permitted.
  static let ownMounts: [String]? = [["/usr/bin/unshare", "-m"], ["/usr/bin/unshare", "-rm"]].first { tool in
    let script = "mount -t tmpfs none /mnt && umount /mnt"
    return (try? ChildProcess(tool + ["/bin/sh", "-c", script], environment: path).wait().exit) == 0
  }

  /// What runs a program after a script that mounts.
  ///
  /// `script`: for sh(1); its arguments are `$1` and on.
  /// `arguments`: without those of the program.
  static func mounting(_ script: String, _ arguments: [String]) -> [String] {
    let shifting = "set -e\n\(script)\nshift \(arguments.count)\nexec \"$@\""
    return (ownMounts ?? []) + ["/bin/sh", "-c", shifting, "sh"] + arguments
  }

  /// A user without rights: nobody, where the tests run as root; else whoever runs them.
  static let plainUser: uid_t = geteuid() == 0 ? 65_534 : geteuid()

  /// What runs a program as that user.
  static let asPlainUser =
    geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []

  /// Whether files can be made immutable here.
  static let hasImmutableFiles: Bool = {
    guard let home = try? TestHome() else { return false }
    let file = "\(home.path)/file"
    guard (try? writeFile([], to: file)) != nil, setImmutable(true, file) else { return false }
    return setImmutable(false, file)
  }()

  /// Sets or takes off a file's immutable flag, by chattr(1).
  @discardableResult
  static func setImmutable(_ isImmutable: Bool, _ path: String) -> Bool {
    let arguments = ["/usr/bin/chattr", isImmutable ? "+i" : "-i", path]
    return (try? ChildProcess(arguments, environment: self.path).wait().exit) == 0
  }

  private static let path = [Array("PATH=/usr/sbin:/usr/bin:/sbin:/bin".utf8)]
}

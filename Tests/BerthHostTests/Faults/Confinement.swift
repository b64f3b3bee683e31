import Glibc
import TestSupport

/// Other surroundings to run a program in: mounts that nobody else sees, another user.
enum Confinement {
  /// What runs a program with mounts of its own; nil where that is not permitted.
  static let ownMounts: [String]? = [["/usr/bin/unshare", "-m"], ["/usr/bin/unshare", "-rm"]].first { tool in
    let script = "mount -t tmpfs none /mnt && umount /mnt"
    return Command(tool + ["/bin/sh", "-c", script]).env(path).run().exit == 0
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
    let scratch = Scratch(on: .memory)
    let file = "\(scratch.path)/file"
    Disk.write("", to: file)
    guard setImmutable(true, file) else { return false }
    return setImmutable(false, file)
  }()

  /// Sets or takes off a file's immutable flag, by chattr(1).
  @discardableResult
  static func setImmutable(_ isImmutable: Bool, _ path: String) -> Bool {
    Command("/usr/bin/chattr", isImmutable ? "+i" : "-i", path).env(self.path).run().exit == 0
  }

  private static let path = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
}

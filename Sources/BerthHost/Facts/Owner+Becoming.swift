import Glibc

extension Owner {
  /// Makes the process, which is root's, the user's: with the groups of the user, and with no way back.
  func become() throws(SystemFailure) {
    var group = group
    let isDone: Bool
    if let entry = getpwuid(user) {
      group = entry.pointee.pw_gid
      isDone = initgroups(entry.pointee.pw_name, group) == 0
    } else {
      isDone = setgroups(1, &group) == 0
    }
    // setuid(2) comes last: after it nothing else is permitted.
    guard isDone, setgid(group) == 0, setuid(user) == 0 else {
      let code = errno
      throw SystemFailure("become", UserDatabase.name(of: user), code: code)
    }
  }
}

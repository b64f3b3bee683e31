import Glibc

extension Owner {
  /// Makes the process, which is root's, the user's: with the groups of the user, and with no way back. One that no
  /// file and no name service knows has the group of what it owns.
  func become() throws(SystemFailure) {
    let groups = UserDatabase.entry(of: user).map(UserDatabase.groups) ?? [group]
    // setuid(2) comes last: after it nothing else is permitted.
    guard setgroups(groups.count, groups) == 0, setgid(groups[0]) == 0, setuid(user) == 0 else {
      let code = errno
      throw SystemFailure("become", UserDatabase.name(of: user), code: code)
    }
  }
}

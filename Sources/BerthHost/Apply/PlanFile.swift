package import BerthCore
import Glibc

/// The file of a saved plan: anywhere, as the user names it.
package struct PlanFile {
  /// As it was named.
  package let name: String

  package init(_ name: String) { self.name = name }

  /// Reads it.
  ///
  /// - Throws: `InvalidProfile`, with the file as its place.
  package func read() throws(InvalidProfile) -> SavedPlan {
    let bytes: Bytes
    do throws(SystemFailure) {
      let file = try Descriptor.open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY, shownAs: name)
      let status = try file.status()
      guard status.type == S_IFREG else { throw SystemFailure("read", name, code: EINVAL) }
      bytes = try file.readAll(expecting: Int(status.st_size))
    } catch {
      let reason = error.isNoRegularFile ? "it is not a regular file" : error.reason
      throw InvalidProfile([Diagnostic(at: nil, "can't read the plan \(quoted(name)): \(reason)")])
    }
    do throws(SealedJSON.Problem) {
      return try SavedPlan(decoding: bytes)
    } catch {
      let place = Place(file: name, line: 1, column: 1)
      let anew = "make one with 'berth diff --out'"
      let problem =
        switch error {
        case .newer(let version):
          Diagnostic(
            at: place, "a newer berth made this plan (form \(version))", hint: "use that one, or \(anew)")
        case .damaged(let what): Diagnostic(at: place, "this is no plan to go by: \(what)", hint: anew)
        }
      throw InvalidProfile([problem])
    }
  }

  /// Writes it at once: the old file is there, or the new one. It is for its owner alone.
  ///
  /// - Throws: `SystemFailure`; EINVAL, EISDIR for what is no regular file.
  package func write(_ plan: SavedPlan) throws(SystemFailure) {
    let real = real
    let folder = try Descriptor.open(
      rawPath: real.folderPath + [UInt8(ascii: "/")], O_RDONLY | O_DIRECTORY, shownAs: folderShown)
    let end = String(decoding: real.dropFirst(real.folderPath.count + 1), as: UTF8.self)
    var status = stat()
    if fstatat(folder.number, end, &status, AT_SYMLINK_NOFOLLOW) == 0, status.type != S_IFREG {
      throw SystemFailure("write", name, code: status.type == S_IFDIR ? EISDIR : EINVAL)
    }
    var random = SystemRandomNumberGenerator()
    let temporary = TemporaryName.new(using: &random)
    let file = try Descriptor.open(
      temporary, in: folder.number, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, shownAs: name)
    do throws(SystemFailure) {
      try file.write(plan.encoded)
      try file.sync()
      guard renameat(folder.number, temporary, folder.number, end) == 0 else {
        throw SystemFailure("write", name)
      }
    } catch {
      unlinkat(folder.number, temporary, 0)
      throw error
    }
    try folder.sync()
  }

  /// Whether nothing is lost when it is written: nothing is there, or a plan.
  package var isFree: Bool {
    do throws(SystemFailure) {
      let file = try Descriptor.open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY, shownAs: name)
      // What is no regular file is not written over.
      guard try file.status().type == S_IFREG else { return true }
      let start = try file.readSome(64)
      return start.isEmpty || SealedJSON.isSealed(start)
    } catch {
      return error.code == ENOENT
    }
  }

  /// Whether it would take the place of something that the plan is about, or stand in the way of it.
  package func isTaken(by plan: Plan, on host: Host) -> Bool {
    let real = real
    if host.isOwnState(real) { return true }
    guard let relative = real.below(host.home.canonical) else { return false }
    let path = HomePath(relative: String(decoding: relative, as: UTF8.self))
    return plan.changes.contains { [$0.path, $0.real].contains(path) || $0.real.isInside(path) }
      || (plan.before.leftovers + plan.receipt.leftovers).contains { $0.matches(path) }
  }

  /// Absolute, without symlinks as far as there is something.
  private var real: Bytes {
    guard !name.hasPrefix("/"), let folder = getcwd(nil, 0) else {
      return Bytes(name.utf8).partlyResolvedPath
    }
    defer { free(folder) }
    return Bytes("\(String(cString: folder))/\(name)".utf8).partlyResolvedPath
  }

  private var folderShown: String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? "."
  }
}

extension Host {
  /// How a saved plan tells this home from others.
  ///
  /// - Throws: `SystemFailure`.
  package func binding() throws(SystemFailure) -> HomeBinding.Home { try HomeBinding.Home(at: homePath) }
}

import Attributes
import Glibc
import TestSupport

/// What the owner does, done and noted.
extension World {
  /// Does a step of the owner's; nothing where it does not apply.
  func perform(_ step: Step) {
    switch step {
    case .profile(let profile): write(profile)
    case .folder(let path, let mode): makeFolder(path, mode)
    case .file(let path, let lines, let mode, let ending, let isTerminated):
      writeFile(path, lines, mode, ending, isTerminated)
    case .insert(let path, let line, let position):
      edit(path) { text in
        let index = text.index(of: position)
        let isLast = index == text.lines.count
        text.lines.insert(line + "\n", at: index)
        return isLast ? ">> printf '%s\\n' '\(line)' >>" : "\(index + 1)i\\\\\(line)"
      }
    case .deleteLine(let path, let position):
      edit(path) { text in
        guard !text.lines.isEmpty else { return nil }
        let index = min(text.index(of: position), text.lines.count - 1)
        text.lines.remove(at: index)
        return "\(index + 1)d"
      }
    case .meddle(let path, let meddling): edit(path) { $0.meddle(meddling) }
    case .makeCRLF(let path):
      edit(path) { text in
        text.lines = text.lines.map { $0.hasSuffix("\r\n") ? $0 : $0.replacing("\n", with: "\r\n") }
        return #"s/\r*$/\r/"#
      }
    case .cutLastNewline(let path):
      edit(path) { text in
        guard let last = text.lines.last, last.hasSuffix("\n"), !last.hasSuffix("\r\n") else { return nil }
        text.lines[text.lines.count - 1] = last.replacing("\n", with: "")
        return ">> truncate -s -1"
      }
    case .remove(let path):
      guard exists(path) else { return }
      note("rm -rf \(typed(path))")
      Disk.remove(disk(path))
    case .setMode(let path, let mode):
      guard let status = status(path), status.st_mode & S_IFMT != S_IFLNK else { return }
      let isLocked = Hazard.lockedNames.isOff && status.st_nlink > 1 && status.st_mode & S_IFMT == S_IFREG
      let mode = isLocked ? mode | 0o600 : mode
      note("chmod \(String(mode, radix: 8)) \(typed(path))")
      chmod(disk(path), mode)
    case .moveAway(let path, let place): moveAway(path, to: place)
    case .hardLink(let path, let place):
      if Hazard.lockedNames.isOff, status(path).map({ $0.st_mode & 0o600 != 0o600 }) ?? true { return }
      guard kind(path) == S_IFREG, link(disk(path), disk(place)) == 0 else { return }
      note("ln \(typed(path)) \(typed(place))")
    case .link(let path, let target):
      guard symlink(target, disk(path)) == 0 else { return }
      note("ln -s \(target) \(typed(path))")
    case .socket(let path): makeSocket(path)
    case .attribute(let path, let value):
      guard kind(path) == S_IFREG, setxattr(disk(path), "user.walk", value, value.utf8.count, 0) == 0 else {
        return
      }
      note("setfattr -n user.walk -v \(value) \(typed(path))")
    case .access(let path):
      // acl(5), as setfacl(1) writes it: each entry has a tag, permissions, and whose they are.
      let entries: [(UInt16, UInt16, UInt32)] = [(1, 6, ~0), (2, 4, 1), (4, 4, ~0), (16, 4, ~0), (32, 4, ~0)]
      let bytes = entries.reduce(into: [2, 0, 0, 0] as [UInt8]) { bytes, entry in
        for part in [UInt32(entry.0) | UInt32(entry.1) << 16, entry.2] {
          withUnsafeBytes(of: part.littleEndian) { bytes += $0 }
        }
      }
      guard kind(path) == S_IFREG,
        setxattr(disk(path), "system.posix_acl_access", bytes, bytes.count, 0) == 0
      else { return }
      note("setfacl --set u::rw,u:1:r,g::r,m::r,o::r \(typed(path))")
    case .loseState:
      let path = stateFolder(of: "home")
      guard exists(path) else { return }
      note("rm -rf \(typed(path))")
      Disk.remove(disk(path))
    case .renameHome: renameHome()
    case .run, .pair, .runAsPatch, .runTwice: break
    }
  }

  /// What lies at a path, symlinks not followed; nil: nothing.
  private func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(disk(path), &status) == 0 ? status : nil
  }

  private func kind(_ path: String) -> mode_t? { status(path).map { $0.st_mode & S_IFMT } }

  private func exists(_ path: String) -> Bool { kind(path) != nil }

  private func write(_ profile: GeneratedProfile) {
    for (name, text) in profile.files {
      Disk.write(text, to: "\(folder)/profiles/\(name)", mode: 0o644)
      note("printf '\(Step.printed(text))' >$F/profiles/\(name)")
    }
  }

  private func makeFolder(_ path: String, _ mode: UInt32) {
    if let kind = kind(path), kind != S_IFDIR {
      note("rm -f \(typed(path))")
      Disk.remove(disk(path))
    }
    guard !exists(path) else { return }
    makeParents(of: path)
    guard mkdir(disk(path), 0o755) == 0 else { return }
    note("mkdir \(typed(path)); chmod \(String(mode, radix: 8)) \(typed(path))")
    chmod(disk(path), mode)
  }

  private func makeParents(of path: String) {
    let parts = path.split(separator: "/")
    for count in 1..<parts.count {
      let parent = parts[..<count].joined(separator: "/")
      guard !exists(parent), mkdir(disk(parent), 0o755) == 0 else { continue }
      chmod(disk(parent), 0o755)
      note("mkdir \(typed(parent))")
    }
  }

  private func writeFile(
    _ path: String, _ lines: [String], _ mode: UInt32, _ ending: String, _ isTerminated: Bool
  ) {
    if exists(path) {
      note("rm -rf \(typed(path))")
      Disk.remove(disk(path))
    }
    makeParents(of: path)
    let text = lines.joined(separator: ending) + (isTerminated && !lines.isEmpty ? ending : "")
    guard Disk.overwrite(disk(path), with: Array(text.utf8), mode: mode) else { return }
    note("printf '\(Step.printed(text))' >\(typed(path)); chmod \(String(mode, radix: 8)) \(typed(path))")
  }

  private func moveAway(_ path: String, to place: String) {
    guard kind(path) == S_IFREG, !exists(place) else { return }
    makeParents(of: place)
    guard rename(disk(path), disk(place)) == 0 else { return }
    let up = path.split(separator: "/").count - 2
    let target =
      String(repeating: "../", count: up) + place.split(separator: "/").dropFirst().joined(separator: "/")
    symlink(target, disk(path))
    note("mv \(typed(path)) \(typed(place)); ln -s \(target) \(typed(path))")
  }

  private func makeSocket(_ path: String) {
    guard !exists(path) else { return }
    let file = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard file >= 0 else { return }
    defer { close(file) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let full = disk(path)
    withUnsafeMutableBytes(of: &address.sun_path) { buffer in
      full.utf8.prefix(buffer.count - 1).enumerated().forEach { buffer[$0.offset] = $0.element }
    }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(file, $0, size) }
    }
    guard bound == 0 else { return }
    note("python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"'\(typed(path))'\")'")
  }

  /// Rewrites a text file in place.
  ///
  /// `change`: gives what sed(1) would be told, or a command behind `>>`; nil: nothing is to be done.
  private func edit(_ path: String, _ change: (inout EditedText) -> String?) {
    guard let bytes = Disk.read(disk(path)), !bytes.contains(0) else { return }
    var status = stat()
    guard stat(disk(path), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    var text = EditedText(bytes)
    guard let script = change(&text), Disk.overwrite(disk(path), with: text.bytes) else { return }
    note(
      script.hasPrefix(">> ")
        ? "\(script.dropFirst(3))\(script.hasSuffix(">>") ? "" : " ")\(typed(path))"
        : "edit \(typed(path)) '\(script)'")
  }
}

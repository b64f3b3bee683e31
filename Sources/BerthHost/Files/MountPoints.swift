import BerthCore
import CSystemCalls
import Glibc

/// What is mounted where: a single file may be, as in development containers.
struct MountPoints {
  /// What `/proc` lists; asked only where the kernel does not tell of the file itself. There are few: to look through
  /// them all takes less than to make a set of them.
  private lazy var listed = Self.listed()

  /// Whether a file is one. Where neither the kernel nor `/proc` tells, the rename will: it fails, and all is undone.
  ///
  /// `path`: the file's, absolute and without symlinks.
  mutating func contains(_ name: String, in folder: Descriptor, at path: @autoclosure () -> Bytes) -> Bool {
    switch berth_is_mount_point(folder.number, name) {
    case 0: false
    case 1: true
    default: listed.contains(path())
    }
  }

  /// Source: proc_pid_mountinfo(5), the fifth field; blanks and backslashes in it are octal escapes.
  private static func listed() -> [Bytes] {
    guard let file = try? Descriptor.open("/proc/self/mountinfo", O_RDONLY, shownAs: "/proc/self/mountinfo"),
      let text = try? file.readAll(expecting: 16_384)
    else { return [] }
    return LineReader(text).compactMap { line in
      let fields = text[line.content].split(separator: UInt8(ascii: " "), maxSplits: 5)
      return fields.count > 4 ? unescape(fields[4]) : nil
    }
  }

  private static func unescape(_ field: ArraySlice<UInt8>) -> Bytes {
    guard field.contains(UInt8(ascii: "\\")) else { return Bytes(field) }
    var result = Bytes()
    var rest = field
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.count >= 3,
        let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      {
        result.append(code)
        rest = rest.dropFirst(3)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}

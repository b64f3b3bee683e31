import BerthCore
import Glibc

/// What is mounted where: a single file may be, as in development containers.
///
/// Source: proc_pid_mountinfo(5), the fifth field; blanks and backslashes in it are octal escapes.
struct MountPoints {
  /// There are few: to look through them all takes less than to make a set of them.
  private var paths: [Bytes] = []

  init() {
    guard let file = try? Descriptor.open("/proc/self/mountinfo", O_RDONLY, shownAs: "/proc/self/mountinfo"),
      let text = try? file.readAll(expecting: 16_384)
    else { return }
    for line in LineReader(text) {
      let fields = text[line.content].split(separator: UInt8(ascii: " "), maxSplits: 5)
      if fields.count > 4 { paths.append(Self.unescape(fields[4])) }
    }
  }

  func contains(_ path: Bytes) -> Bool { paths.contains(path) }

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

import Glibc

/// What a run did to the files below a folder, call by call, with all bytes: as strace(1) has seen it.
struct DiskTrace {
  private(set) var steps: [CachedDisk.Step] = []
  private let folder: String
  private var offsets: [Substring: Int] = [:]

  /// What strace is asked for: whole strings, however long.
  static func tool(log: String) -> [String] { Strace.recording(to: log, length: 10_000_000) }

  /// - Parameters:
  ///   - log: what strace wrote. What child processes do is left out.
  ///   - folder: absolute.
  init(_ log: String, below folder: String) {
    self.folder = folder
    for text in Strace.calls(in: log) {
      guard let open = text.firstIndex(of: "("), let end = text.ranges(of: ") = ").last?.lowerBound else {
        continue
      }
      let result = text[text.index(end, offsetBy: 4)...]
      guard !result.hasPrefix("-") else { continue }
      if let step = step(text[..<open], Self.arguments(text[text.index(after: open)..<end]), result) {
        steps.append(step)
      }
    }
  }

  private mutating func step(
    _ name: Substring, _ arguments: [Substring], _ result: Substring
  ) -> CachedDisk.Step? {
    func path(_ index: Int, under folder: Int? = nil) -> String? {
      let text = String(decoding: Self.bytes(arguments[index]), as: UTF8.self)
      return relative(
        text.hasPrefix("/") ? text : folder.map { Self.annotation(arguments[$0]) + "/" + text } ?? text)
    }
    func opened(_ index: Int) -> String? { relative(Self.annotation(arguments[index])) }
    func number(_ index: Int, radix: Int = 10) -> Int { Int(arguments[index], radix: radix) ?? 0 }
    func mode(_ index: Int) -> mode_t { mode_t(number(index, radix: 8)) }
    switch name {
    case "open", "openat":
      let flags = name == "open" ? 1 : 2
      offsets[result.prefix { $0 != "<" }] = 0
      guard arguments[flags].contains("O_CREAT"), arguments.count > flags + 1 else { return nil }
      return (name == "open" ? path(0) : path(1, under: 0)).map { .create($0, mode(flags + 1)) }
    case "write":
      let file = arguments[0].prefix { $0 != "<" }
      let bytes = Self.bytes(arguments[1])
      let offset = offsets[file, default: 0]
      offsets[file] = offset + bytes.count
      return opened(0).map { .write($0, offset: offset, bytes) }
    case "fsync": return opened(0).map { .sync($0) }
    case "fchmod": return opened(0).map { .setMode($0, mode(1)) }
    case "chmod": return path(0).map { .setMode($0, mode(1)) }
    case "ftruncate": return opened(0).map { .cut($0, count: number(1)) }
    case "mkdir": return path(0).map { .makeFolder($0, mode(1)) }
    case "mkdirat": return path(1, under: 0).map { .makeFolder($0, mode(2)) }
    case "rmdir", "unlink": return path(0).map { .remove($0) }
    case "unlinkat": return path(1, under: 0).map { .remove($0) }
    case "linkat": return Self.both(path(1, under: 0), path(3, under: 2)).map { .link($0, $1) }
    case "renameat": return Self.both(path(1, under: 0), path(3, under: 2)).map { .rename($0, $1) }
    case "renameat2":
      return Self.both(path(1, under: 0), path(3, under: 2)).map {
        arguments[4].contains("RENAME_EXCHANGE") ? .exchange($0, $1) : .rename($0, $1)
      }
    default: return nil
    }
  }

  private static func both(_ one: String?, _ other: String?) -> (String, String)? {
    guard let one, let other else { return nil }
    return (one, other)
  }

  /// Below the folder; nil if it lies elsewhere.
  private func relative(_ path: String) -> String? {
    if path == folder { return "" }
    return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : nil
  }

  /// The arguments of a call, parted at the commas outside of strings and of the paths of open files.
  private static func arguments(_ text: Substring) -> [Substring] {
    var arguments: [Substring] = []
    var start = text.utf8.startIndex
    var isQuoted = false
    var isPath = false
    var isEscaped = false
    for index in text.utf8.indices {
      switch text.utf8[index] {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "\"") where !isPath: isQuoted.toggle()
      case UInt8(ascii: "<") where !isQuoted: isPath = true
      case UInt8(ascii: ">") where !isQuoted: isPath = false
      case UInt8(ascii: ",") where !isQuoted && !isPath:
        arguments.append(text[start..<index])
        start = text.utf8.index(index, offsetBy: 2)
      default: break
      }
    }
    return arguments + [text[start...]]
  }

  /// The path of an open file: `4</home/x>`.
  private static func annotation(_ argument: Substring) -> String {
    let path = argument.drop { $0 != "<" }.dropFirst().dropLast()
    return String(decoding: bytes("\"" + path + "\""), as: UTF8.self)
  }

  /// A string as strace writes it: in quotes, with the escapes of C, octal ones as short as can be.
  private static func bytes(_ argument: Substring) -> [UInt8] {
    let text = Array(argument.utf8.dropFirst().dropLast())
    let names: [UInt8: UInt8] = [
      UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "v"): 11,
      UInt8(ascii: "f"): 12,
    ]
    var bytes: [UInt8] = []
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else {
        bytes.append(text[index])
        index += 1
        continue
      }
      let digits = text[(index + 1)...].prefix(3).prefix {
        (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0)
      }
      if digits.isEmpty {
        bytes.append(names[text[index + 1]] ?? text[index + 1])
        index += 2
      } else {
        bytes.append(UInt8(digits.reduce(0) { $0 * 8 + Int($1 - UInt8(ascii: "0")) }))
        index += 1 + digits.count
      }
    }
    return bytes
  }
}

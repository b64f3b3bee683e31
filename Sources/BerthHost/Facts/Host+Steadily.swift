import BerthCore
import Glibc

extension Host {
  /// Looks at the home until no other run has written meanwhile: who sees some of its files before that and some after
  /// it takes for edits what nobody has edited. While one is at work for longer, the state tells of that.
  ///
  /// - Parameter look: changes nothing.
  /// - Returns: what it came to.
  /// - Throws: what it throws.
  package func steadily<Result>(_ look: () throws -> Result) throws -> Result {
    for _ in 0..<10 {
      let before = stamps
      let result = Swift.Result { try look() }
      if stamps == before { return try result.get() }
    }
    return try look()
  }

  /// What tells one version of the receipt and of the journal from the next.
  private var stamps: [UInt64] {
    [StateFolder.receiptName, StateFolder.journalName].flatMap { name -> [UInt64] in
      guard let status = try? location.status(of: location.path + Bytes("/\(name)".utf8)) else { return [0] }
      return [
        UInt64(status.st_ino), UInt64(bitPattern: Int64(status.st_ctim.tv_sec)),
        UInt64(status.st_ctim.tv_nsec),
      ]
    }
  }
}

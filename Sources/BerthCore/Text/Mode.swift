/// The mode bits of a file, as chmod(2) takes them: `0o600`.
package typealias Mode = UInt32

extension Mode {
  /// The twelve bits that chmod(2) sets, without those of the kind of file.
  var permissions: Mode { self & 0o7777 }
}

/// A mode as people write it: `0600`.
package func octal(_ mode: Mode) -> String { mode.digits(radix: 8, count: 4) }

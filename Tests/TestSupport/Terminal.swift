import Glibc

/// The terminal that a program runs on: what it prints can be waited for, and answered.
package final class Terminal {
  private let master: Int32
  private let process: pid_t
  /// All that has been printed so far, standard output and error together, with the echo of what was typed. Lines end in
  /// a line feed alone.
  package private(set) var transcript = ""

  init(_ master: Int32, _ process: pid_t) {
    self.master = master
    self.process = process
  }

  deinit { close(master) }

  /// Waits until a text has been printed, for ten seconds at most.
  ///
  /// - Returns: whether it was.
  package func sees(_ text: String) -> Bool {
    while !transcript.contains(text) {
      guard read() else { return false }
    }
    return true
  }

  /// Types; `\u{3}` is Ctrl-C, `\u{4}` Ctrl-D.
  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Reads on until the program ends.
  ///
  /// - Returns: its status, as `Outcome` has it.
  package func end() -> Int32 {
    while read() {}
    return Outcome(end: Running.end(of: process, within: 2)).status
  }

  /// Reads what is there.
  ///
  /// - Returns: false, if nothing comes any more.
  private func read() -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 10_000) == 1 else { return false }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    transcript += String(decoding: bytes[..<count], as: UTF8.self).replacing("\r\n", with: "\n")
    return true
  }
}

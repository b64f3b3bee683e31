/// The listening Unix sockets of a host, as the kernel lists them.
///
/// Source: proc(5), /proc/net/unix: `Num RefCount Protocol Flags Type St Inode Path`; a listening socket has the
/// flag `00010000`.
package struct UnixSocketTable {
  /// The inodes of listening sockets, by the path that they were bound to.
  package let inodes: [Bytes: [UInt64]]

  /// - Parameter text: the file's content.
  package init(_ text: Bytes) {
    var inodes: [Bytes: [UInt64]] = [:]
    for line in LineReader(text) {
      let fields = text[line.content].split(separator: UInt8(ascii: " "), maxSplits: 7)
      guard fields.count == 8, fields[3].elementsEqual("00010000".utf8),
        let inode = UInt64(String(decoding: fields[6], as: UTF8.self))
      else { continue }
      inodes[Bytes(fields[7]), default: []].append(inode)
    }
    self.inodes = inodes
  }
}

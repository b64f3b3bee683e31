/// Where a block stands in an ssh_config, and the section that it leaves open behind it.
///
/// ssh_config(5): the first value wins, and a line belongs to the section above it. So the block stands behind every
/// line that may set IdentityAgent: an `Include` is one, whatever it brings today. And it stands directly before a
/// section wherever it can: what is appended below then belongs to that section as ever, and nothing is repeated.
struct SSHConfigPlace {
  /// Of the file's byte before which the block goes.
  let offset: Int
  /// What the block ends with, so that lines below belong to the section that they belong to without the block; nil:
  /// a section begins there.
  let closing: Bytes?
  /// The line that sets IdentityAgent below the block nevertheless, counted from 1.
  private(set) var overruled: Int?

  /// For lines that are for everybody, as those before any section.
  static let everybody = Bytes("Host *".utf8)

  /// For lines whose section can't be opened a second time: a header that ssh may not take, or that runs a program.
  /// Nothing at all is less harm there than something for every host.
  static let nobody = Bytes("Host !*".utf8)

  /// The place in a file that has no block.
  init(in file: Bytes) {
    let reader = SSHConfigReader(file[...])
    guard let last = reader.lastSection else {
      (offset, closing) = (file.count, Self.everybody)
      return
    }
    if !last.mayDecide, last.canBePreceded {
      (offset, closing) = (last.start, nil)
    } else {
      (offset, closing) = (file.count, Self.closing(last.header))
    }
  }

  /// The place of a block that stays where it is; nil if it has to go.
  init?(of block: Block, in file: Bytes) {
    offset = block.range.lowerBound
    let below = SSHConfigReader(file[block.range.upperBound...])
    let deciding = below.lineThatMayDecide
    if below.beginsWithSection {
      guard deciding == nil else { return nil }
      closing = nil
      return
    }
    // Lines below belong to the section that the block has opened for them, also if another has come to stand above
    // it since. Moved, they would change their host.
    guard below.hasLines, let written = SSHConfigReader.header(endingBlock: block.bytes),
      written != Self.nobody, Self.closing(written) == written,
      written != SSHConfigReader(file[..<offset]).lastSection?.header ?? Self.everybody
    else { return nil }
    closing = written
    overruled = deciding.map { block.line + block.bytes.count { $0 == lineFeed } + $0 - 1 }
  }

  private static func closing(_ header: Bytes) -> Bytes {
    SSHConfigReader.isRepeatable(header) ? header : nobody
  }
}

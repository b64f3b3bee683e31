/// A file with its block. There is none that the program has not read back: the block comes out of it as it went in,
/// and leaves what was to be around it.
package struct Patched: Sendable {
  /// The whole file.
  package let file: Bytes
  /// The block's text with line feeds: what is desired, in the decision table.
  package let block: Bytes
  /// The block that was there before: what is on disk, in that table.
  package let found: Block?
  /// Whether the block goes elsewhere than it was.
  package let isMoved: Bool
  /// The line of an ssh_config that sets IdentityAgent below the block, which can't go there.
  package let overruled: Int?

  /// `file`: with the block in it.
  /// `block`: with line feeds.
  /// `entry`: whose it is.
  /// `rest`: what is left when it is taken out, in its pieces.
  /// `found`: the one that was there before.
  ///
  /// - Throws: `MarkerProblem`, when the block is not found again in it, exactly.
  init(
    _ file: Bytes, holding block: Bytes, of entry: String, around rest: [ArraySlice<UInt8>],
    found: Block? = nil,
    isMoved: Bool = false, overruled: Int? = nil
  ) throws(MarkerProblem) {
    guard let back = try Block.find(entry, in: file), back.bytes == block, back.isIntact,
      CommonEnds.areEqual(BlockPatch.rest(of: back, in: file), rest)
    else { throw .staying(line: 1) }
    self.file = file
    self.block = block
    self.found = found
    self.isMoved = isMoved
    self.overruled = overruled
  }
}

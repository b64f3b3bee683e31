extension Receipt {
  /// The entries of a receipt that was lost, made up from what lies in the home: each block tells its entry and
  /// what its insertion did, and so does a whole file of ours.
  ///
  /// `actual`: what lies at the paths where something of ours could be.
  /// `candidates`: what the built-in profiles would install.
  package static func entries(
    foundIn actual: [HomePath: ActualFile], candidates: [DesiredFile]
  ) -> [Entry] {
    var order: [HomePath] = []
    for candidate in candidates where !order.contains(candidate.path) { order.append(candidate.path) }
    order += actual.keys.filter { !order.contains($0) }.sorted()
    return order.compactMap { path in
      guard case .file(let content)? = actual[path] else { return nil }
      let candidate = candidates.first { $0.path == path }
      do {
        guard let block = try Block.find(path.description, in: content.bytes) else { return nil }
        return entry(path, block, content, reload: candidate?.reload)
      } catch {
        // Its markers can't be trusted: the plan says so.
        return Entry(path: path, isBlock: true, written: [], mode: nil, original: .absent, reload: nil)
      }
    }
  }

  private static func entry(
    _ path: HomePath, _ block: Block, _ content: ActualContent, reload: Reload?
  ) -> Entry {
    let trace = block.marker.trace
    let original: Original =
      trace.createdFile ? .absent : .there(mode: trace.mode ?? content.mode)
    let isBlock = block.marker.scope == .block
    return Entry(
      path: path, isBlock: isBlock, written: block.isIntact ? block.bytes : [],
      mode: isBlock && trace.mode == nil ? nil : content.mode, original: original, reload: reload)
  }
}

extension Receipt {
  /// The entries of a receipt that was lost, made up from what lies in the home: each block tells its entry and
  /// what its insertion did; a whole file is told by being what the profile would write.
  ///
  /// - Parameters:
  ///   - actual: what lies at the paths where something of ours could be.
  ///   - candidates: what the built-in profiles would install.
  package static func entries(
    foundIn actual: [HomePath: ActualFile], candidates: [DesiredFile]
  ) -> [Entry] {
    var order: [HomePath] = []
    var wholeFiles: [HomePath: [DesiredFile]] = [:]
    for candidate in candidates {
      if !order.contains(candidate.path) { order.append(candidate.path) }
      if !candidate.isBlock { wholeFiles[candidate.path, default: []].append(candidate) }
    }
    order += actual.keys.filter { !order.contains($0) }.sorted()
    return order.compactMap { path in
      guard case .file(let content)? = actual[path] else { return nil }
      let candidate = candidates.first { $0.path == path }
      do {
        guard let block = try Block.find(path.description, in: content.bytes) else {
          return wholeFile(path, content, wholeFiles[path] ?? [])
        }
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
      trace.createdFile ? .absent : .file(stored: "", mode: trace.mode ?? content.mode)
    return Entry(
      path: path, isBlock: true, written: block.isIntact ? block.bytes : [],
      mode: trace.mode == nil ? nil : content.mode, original: original, reload: reload)
  }

  private static func wholeFile(
    _ path: HomePath, _ content: ActualContent, _ candidates: [DesiredFile]
  ) -> Entry? {
    for candidate in candidates {
      guard case .file(let bytes) = candidate.content, bytes == content.bytes else { continue }
      return Entry(
        path: path, isBlock: false, written: bytes, mode: content.mode, original: .absent,
        reload: candidate.reload)
    }
    return nil
  }
}

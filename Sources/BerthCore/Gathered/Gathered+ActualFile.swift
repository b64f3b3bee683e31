extension Gathered {
  /// What lies at a path, as a plan wants it; nil: nobody has asked.
  package func file(at path: HomePath) -> ActualFile? { paths[path].map { actual(path, $0) } }

  private func actual(_ path: HomePath, _ gathered: GatheredPath) -> ActualFile {
    switch gathered.folder {
    case .link(let text):
      return .unusable(.danglingLink(to: Self.text(text)), real: nil)
    case .file(let place):
      return .unusable(.folderIsNone(below(place) ?? path), real: nil)
    case .closed: return .unusable(.unreadable("Permission denied"), real: nil)
    case .there(let folder, let status, let missing):
      guard folder == home.real || relative(folder) != nil else {
        return .unusable(.elsewhere(folder, home: home.real), real: nil)
      }
      let base = relative(folder)
      func place(_ name: String) -> HomePath { base?.appending(name) ?? HomePath(relative: name) }
      guard missing.isEmpty else {
        let names = Self.text(missing).split(separator: "/").map(String.init)
        var folders = [place(names[0])]
        for name in names.dropFirst() { folders.append(folders[folders.count - 1].appending(name)) }
        let identity = (names + [path.name]).reduce(status.identity) { $0.appending($1) }
        return .absent(
          real: folders[folders.count - 1].appending(path.name), identity: identity, missing: folders)
      }
      switch gathered.found {
      case nil, .absent?:
        return .absent(real: place(path.name), identity: status.identity.appending(path.name))
      case .dangling?: return .unusable(.danglingLink(to: Self.text(gathered.link ?? [])), real: nil)
      case .loop?: return .unusable(.linkLoop, real: nil)
      case .other(let real, let kind)?:
        guard let there = relative(real) else {
          return .unusable(.elsewhere(real, home: home.real), real: nil)
        }
        return .unusable(Self.unusable(kind), real: there)
      case .file(let real, let status, let isMounted, let content)?:
        guard let there = relative(real) else {
          return .unusable(.elsewhere(real, home: home.real), real: nil)
        }
        return regular(there, status, isMounted, content)
      }
    }
  }

  private func regular(
    _ real: HomePath, _ status: GatheredPath.Status, _ isMounted: Bool, _ content: GatheredPath.Content
  ) -> ActualFile {
    guard user.number == 0 || status.user == user.number else {
      return .unusable(.foreignOwner(status.owner), real: real)
    }
    switch content {
    case .closed: return .unusable(.unreadable("Permission denied"), real: real)
    case .big: return .unusable(.unreadable("it is larger than 64 MiB"), real: real)
    case .bytes(let bytes):
      if let nul = bytes.firstIndex(of: 0) {
        return .unusable(.holdsNUL(line: bytes[..<nul].count { $0 == lineFeed } + 1), real: real)
      }
      let isOfGroup = user.number == 0 || user.groups.contains(status.group)
      let inPlace: InPlace? =
        isMounted ? .mountPoint : status.links > 1 ? .hardLinks : isOfGroup ? nil : .foreignGroup
      let losesBit = status.mode & 0o2000 != 0 && !isOfGroup
      return .file(
        ActualContent(
          bytes: bytes, mode: status.mode, real: real, identity: status.identity, inPlace: inPlace,
          hindrance: losesBit ? .losesGroupBit("\(real)") : nil))
    }
  }

  private static func unusable(_ kind: String) -> Unusable {
    switch kind {
    case "folder": .folder
    case "fifo": .fifo
    case "socket": .socket
    default: .device
    }
  }

  /// A path without symlinks as one below the home; nil: it is not, or is no text.
  private func relative(_ real: Bytes) -> HomePath? { Self.relative(real, in: home.real) }

  /// A path as it was asked for.
  private func below(_ path: Bytes) -> HomePath? { Self.relative(path, in: home.path) }

  private static func relative(_ path: Bytes, in home: Bytes) -> HomePath? {
    path.below(home).flatMap { String(validating: $0, as: UTF8.self) }.flatMap { try? self.path($0) }
  }

  private static func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }
}

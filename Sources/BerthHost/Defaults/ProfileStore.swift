package import BerthCore
import Glibc

/// Finds profiles and templates: built in, or files of the user's.
package struct ProfileStore {
  let homePath: String

  /// - Parameter homePath: so that absolute paths in a profile can be told from others.
  package init(homePath: String) {
    self.homePath = homePath
  }

  /// Reads a profile and all that it extends.
  ///
  /// `name`: a built-in's name, or a path.
  ///
  /// - Returns: with what is wrong with it.
  /// - Throws: `InvalidProfile`, where it can't be read at all.
  package func profile(_ name: String) throws(InvalidProfile) -> Profile {
    guard let found = try find(name, besides: nil) else {
      throw InvalidProfile([Self.missing(name, at: nil)])
    }
    var lineage = Lineage()
    try read(found, into: &lineage)
    let last = lineage.order.removeLast()
    return lineage.order.reversed().reduce(last) { $0.extending($1) }.checked()
  }

  /// Whether there is a profile of that name.
  package static func has(_ name: String) -> Bool { BuiltIns.profile(name) != nil || access(name, F_OK) == 0 }

  /// The name under which a profile is found again from any folder: a built-in's as it is, a file's from the root.
  package static func lasting(_ name: String) -> String {
    guard BuiltIns.profile(name) == nil else { return name }
    var path = name
    if !name.hasPrefix("/") {
      guard let folder = getcwd(nil, 0) else { return name }
      defer { free(folder) }
      path = "\(String(cString: folder))/\(name)"
    }
    path = plain(path)
    // One place, one name: `..` may lead through a symlink, and only the system knows where to.
    guard path.contains("/../"), let end = path.lastIndex(of: "/") else { return path }
    guard let real = realpath(String(path[..<end]), nil) else { return path }
    defer { free(real) }
    return String(cString: real) + path[end...]
  }

  // MARK: - What a profile extends

  /// A profile's text, and how it is told from others.
  private struct Found {
    /// What messages call it by.
    let name: String
    let text: Bytes
    let identity: Identity
  }

  /// Two ways of writing a path may lead to one file.
  private enum Identity: Hashable {
    case builtIn(String)
    case file(device: dev_t, inode: ino_t)
  }

  /// A profile and all that it extends, each once, behind those that it builds on.
  private struct Lineage {
    var order: [Profile] = []
    /// All that have been met.
    var known: Set<Identity> = []
    /// From the first profile to the one that is being read.
    var path: [Found] = []
  }

  /// How many profiles may extend each other in a line.
  private static let depth = 32

  /// A profile that several others extend counts once, where it is met first: what one of them has changed of it is not
  /// changed back by the next.
  private func read(_ found: Found, into lineage: inout Lineage) throws(InvalidProfile) {
    lineage.known.insert(found.identity)
    lineage.path.append(found)
    var profile = try Profile(yaml: found.text, at: found.name, home: homePath)
    for extends in profile.extends {
      let isRead = profile.problems.collect { () throws(InvalidProfile) in
        guard let base = try find(extends.name, besides: profile.name, at: extends.place) else {
          throw InvalidProfile([Self.missing(extends.name, at: extends.place)])
        }
        if let first = lineage.path.firstIndex(where: { $0.identity == base.identity }) {
          let circle = lineage.path[first...].map(\.name) + [lineage.path[first].name]
          let names = circle.joined(separator: " extends ")
          throw InvalidProfile([
            Diagnostic(at: extends.place, "profiles extend each other in a circle: \(names)")
          ])
        }
        guard !lineage.known.contains(base.identity) else { return true }
        guard lineage.path.count < Self.depth else {
          throw InvalidProfile([
            Diagnostic(at: extends.place, "more than \(Self.depth) profiles extend each other in a line")
          ])
        }
        try read(base, into: &lineage)
        return true
      }
      if isRead == nil { profile.isWhole = false }
    }
    lineage.path.removeLast()
    lineage.order.append(profile)
  }

  private func find(
    _ name: String, besides other: String?, at place: Place? = nil
  ) throws(InvalidProfile) -> Found? {
    if let text = BuiltIns.profile(name) { return Found(name: name, text: text, identity: .builtIn(name)) }
    let path = other.map { self.path(name, besides: $0) } ?? name
    return try read(path, at: place).map { Found(name: path, text: $0.text, identity: $0.identity) }
  }

  private static func missing(_ name: String, at place: Place?) -> Diagnostic {
    let names = BuiltIns.profileNames
    let hint = didYouMean(name, among: names)
    return Diagnostic(
      at: place, "no profile \(quoted(name))",
      hint: hint ?? "it is neither a file nor one of the built-in ones: \(names.joined(separator: ", "))")
  }

  // MARK: - Templates

  /// Reads the templates of a profile's entries, with their partials.
  ///
  /// - Returns: with every problem of every one.
  package func templates(of profile: Profile) -> TemplateLibrary {
    var library = TemplateLibrary()
    var wanted = profile.entries.flatMap(\.templates).reversed().map {
      Mention(name: $0.name, profile: $0.profile, place: $0.place)
    }
    let files = profile.sources.filter { BuiltIns.profile($0) == nil }
    var tried: Set<TemplateLibrary.Key> = []
    while let next = wanted.popLast() {
      let key = TemplateLibrary.Key(profile: next.profile, name: next.name)
      guard tried.insert(key).inserted else { continue }
      let found = library.problems.collect { () throws(InvalidProfile) in
        let (text, path) = try text(of: next, besides: files)
        return (try Template(parsing: text, name: path ?? next.name), path)
      }
      // What can't be read is rendered as nothing, so that the rest of what names it is looked at.
      guard let (template, path) = found else {
        if let empty = try? Template(parsing: [], name: next.name) { library.add(empty, as: key) }
        continue
      }
      let isBuiltInProfile = BuiltIns.profile(next.profile) != nil
      library.add(
        template, as: key,
        from: path == nil ? .builtIn : isBuiltInProfile ? .fileInPlaceOfBuiltIn : .file)
      for partial in template.partials.reversed() {
        wanted.append(Mention(name: partial.name, profile: next.profile, place: partial.place))
      }
    }
    return library
  }

  private struct Mention {
    let name: String
    let profile: String
    let place: Place
  }

  /// A template's text: of the file beside the profile that names it, else beside those that build on that one, the first of
  /// `files` before the others, else built in.
  ///
  /// - Returns: with the file's path; nil for a built-in.
  private func text(
    of wanted: Mention, besides files: [String]
  ) throws(InvalidProfile) -> (text: Bytes, path: String?) {
    for file in files.filter({ $0 == wanted.profile }) + files {
      let path = self.path(wanted.name, besides: file)
      if let found = try read(path, at: wanted.place) { return (found.text, path) }
    }
    if let text = BuiltIns.template(wanted.name) { return (text, nil) }
    let hint = didYouMean(wanted.name, among: BuiltIns.templateNames)
    throw InvalidProfile([
      Diagnostic(
        at: wanted.place, "no template \(quoted(wanted.name))",
        hint: hint ?? "it is neither a file beside the profile nor a built-in; 'berth templates' lists those")
    ])
  }

  // MARK: - Files

  /// `name` as seen from the folder of a file.
  private func path(_ name: String, besides file: String) -> String {
    if name.hasPrefix("~/") { return homePath + name.dropFirst() }
    guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return Self.plain(name) }
    return Self.plain(String(file[...slash]) + name)
  }

  /// A path without the components that say nothing; `..` may lead through a symlink, and stays.
  private static func plain(_ path: String) -> String {
    let names = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + names.joined(separator: "/")
  }

  /// A file's bytes; nil if there is none.
  private func read(
    _ path: String, at place: Place?
  ) throws(InvalidProfile) -> (text: Bytes, identity: Identity)? {
    do {
      let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, shownAs: path)
      let status = try file.status()
      guard status.type == S_IFREG else {
        throw InvalidProfile([Diagnostic(at: place, "\(quoted(path)) is not a regular file")])
      }
      guard status.st_size <= Self.sizeLimit else {
        throw InvalidProfile([Diagnostic(at: place, "\(quoted(path)) is larger than 64 MiB")])
      }
      let identity = Identity.file(device: status.st_dev, inode: status.st_ino)
      return (try file.readAll(expecting: Int(status.st_size)), identity)
    } catch let failure as SystemFailure {
      if failure.code == ENOENT || failure.code == ENOTDIR { return nil }
      // Root has become the home's owner by now.
      let hint = failure.code == EACCES ? "berth reads it as \(UserDatabase.name(of: geteuid()))" : nil
      throw InvalidProfile([
        Diagnostic(at: place, "can't read \(quoted(path)): \(failure.reason)", hint: hint)
      ])
    } catch let invalid as InvalidProfile {
      throw invalid
    } catch {
      throw InvalidProfile([Diagnostic(at: place, "can't read \(quoted(path))")])
    }
  }

  private static let sizeLimit = 64 << 20
}

package import BerthCore
import Glibc

/// Finds profiles and templates: built in, or files of the user's.
package struct ProfileStore {
  private let homePath: String

  /// - Parameter homePath: so that absolute paths in a profile can be told from others.
  package init(homePath: String) {
    self.homePath = homePath
  }

  /// Reads a profile and all that it extends.
  ///
  /// - Parameter name: a built-in's name, or a path.
  /// - Throws: `InvalidProfile`.
  package func profile(_ name: String) throws(InvalidProfile) -> Profile {
    guard let found = try find(name, besides: nil) else {
      throw InvalidProfile([Self.missing(name, at: nil)])
    }
    return try profile(found, chain: [])
  }

  /// The name under which a profile is found again from any folder: a built-in's as it is, a file's from the root.
  package static func lasting(_ name: String) -> String {
    guard BuiltIns.profile(name) == nil, !name.hasPrefix("/") else { return name }
    guard let folder = getcwd(nil, 0) else { return name }
    defer { free(folder) }
    return "\(String(cString: folder))/\(name)"
  }

  /// Reads the templates of the entries, with their partials.
  ///
  /// - Throws: every problem of every one.
  package func templates(of entries: [FileEntry]) throws(InvalidProfile) -> TemplateLibrary {
    var library = TemplateLibrary()
    var problems: [Diagnostic] = []
    var wanted = entries.map {
      Wanted(name: $0.template.name, profile: $0.template.profile, place: $0.template.place)
    }
    wanted.reverse()
    var tried: Set<TemplateLibrary.Key> = []
    while let next = wanted.popLast() {
      let key = TemplateLibrary.Key(profile: next.profile, name: next.name)
      guard tried.insert(key).inserted else { continue }
      do {
        let template = try Template(parsing: try text(of: next), name: next.name)
        library.add(template, as: key)
        for partial in template.partials.reversed() {
          wanted.append(Wanted(name: partial.name, profile: next.profile, place: partial.place))
        }
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw InvalidProfile(problems) }
    return library
  }

  private struct Wanted {
    let name: String
    let profile: String
    let place: Place
  }

  // MARK: - Profiles

  private func profile(_ found: (name: String, text: Bytes), chain: [String]) throws(InvalidProfile)
    -> Profile
  {
    let profile = try Profile(yaml: found.text, at: found.name, home: homePath)
    guard let extends = profile.extends else { return profile }
    guard let base = try find(extends.name, besides: profile.name, at: extends.place) else {
      throw InvalidProfile([Self.missing(extends.name, at: extends.place)])
    }
    let chain = chain + [found.name]
    guard !chain.contains(base.name), chain.count < 32 else {
      let loop = (chain + [base.name]).joined(separator: " extends ")
      throw InvalidProfile([Diagnostic(at: extends.place, "profiles extend each other in a circle: \(loop)")])
    }
    return profile.extending(try self.profile(base, chain: chain))
  }

  /// A profile's text, and the name that messages call it by.
  private func find(
    _ name: String, besides other: String?, at place: Place? = nil
  ) throws(InvalidProfile) -> (name: String, text: Bytes)? {
    if let text = BuiltIns.profile(name) { return (name, text) }
    let path = other.map { Self.path(name, besides: $0) } ?? name
    return try read(path, at: place).map { (path, $0) }
  }

  private static func missing(_ name: String, at place: Place?) -> Diagnostic {
    let names = BuiltIns.profileNames
    let hint = didYouMean(name, among: names)
    return Diagnostic(
      at: place, "no profile \(quoted(name))",
      hint: hint ?? "it is neither a file nor one of the built-in ones: \(names.joined(separator: ", "))")
  }

  // MARK: - Templates

  /// A file beside the profile wins over a built-in of the same name.
  private func text(of wanted: Wanted) throws(InvalidProfile) -> Bytes {
    if BuiltIns.profile(wanted.profile) == nil {
      let path = Self.path(wanted.name, besides: wanted.profile)
      if let text = try read(path, at: wanted.place) { return text }
    }
    if let text = BuiltIns.template(wanted.name) { return text }
    let hint = didYouMean(wanted.name, among: BuiltIns.templateNames)
    throw InvalidProfile([
      Diagnostic(
        at: wanted.place, "no template \(quoted(wanted.name))",
        hint: hint ?? "it is neither a file beside the profile nor a built-in; 'berth templates' lists those")
    ])
  }

  /// `name` as seen from the folder of a file.
  private static func path(_ name: String, besides file: String) -> String {
    guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
    return String(file[...slash]) + name
  }

  /// A file's bytes; nil if there is none.
  private func read(_ path: String, at place: Place?) throws(InvalidProfile) -> Bytes? {
    do {
      let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, shownAs: path)
      let status = try file.status()
      guard status.type == S_IFREG else {
        throw InvalidProfile([Diagnostic(at: place, "\(quoted(path)) is no regular file")])
      }
      guard status.st_size <= Self.sizeLimit else {
        throw InvalidProfile([Diagnostic(at: place, "\(quoted(path)) is larger than 64 MiB")])
      }
      return try file.readAll(expecting: Int(status.st_size))
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

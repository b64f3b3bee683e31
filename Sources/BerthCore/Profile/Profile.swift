/// What a person wants in the home: the YAML file, read and checked, nothing looked up yet.
package struct Profile: Hashable, Sendable {
  /// As messages call it: the path that the person wrote, or a built-in's name.
  package let name: String
  package let description: String?
  /// The profiles that this one builds on, still to be found and read; a later one wins over those before it.
  package let extends: [Extends]
  /// The names of all that it is made of: its own, then those that `extending` has put it over.
  package let sources: [String]
  /// What templates may use, by name.
  package internal(set) var vars: [String: Variable] {
    didSet { values = vars.mapValues(\.value) }
  }
  /// Their values, by name.
  package private(set) var values: [String: Value]
  /// In the order of the text; no two for one path.
  package internal(set) var entries: [FileEntry]
  /// What the installed files make at run time, and uninstall removes.
  package let leftovers: [LeftoverPattern]
  /// Leftovers whose path has variables in it.
  package let leftoverTemplates: [LeftoverTemplate]
  /// Where each of its leftovers stands.
  package var leftoverPlaces: [LeftoverPattern: Place] = [:]
  /// What is wrong with it, and with all that it is made of: it has no desired files then, but what is wrong with those
  /// can be told together with this.
  package var problems = ProblemList()
  /// Whether all that it extends could be read.
  package var isWhole = true

  /// A name after `extends:`, and where it stands.
  package struct Extends: Hashable, Sendable {
    /// A built-in profile's name, or a path relative to the profile that says it.
    package let name: String
    /// Where it stands in the profile.
    package let place: Place

    package init(name: String, place: Place) {
      self.name = name
      self.place = place
    }
  }

  /// A leftover such as `{{socket}}.*`.
  package struct LeftoverTemplate: Hashable, Sendable {
    /// A template, in one line.
    package let text: String
    /// Where it stands in the profile.
    package let place: Place

    package init(text: String, place: Place) {
      self.text = text
      self.place = place
    }
  }

  /// A profile made by hand, as tests need it; nothing is checked.
  package init(
    name: String, description: String? = nil, extends: [Extends] = [], vars: [String: Variable] = [:],
    entries: [FileEntry] = [], leftovers: [LeftoverPattern] = [], leftoverTemplates: [LeftoverTemplate] = [],
    sources: [String]? = nil
  ) {
    self.name = name
    self.description = description
    self.extends = extends
    self.sources = sources ?? [name]
    self.vars = vars
    values = vars.mapValues(\.value)
    self.entries = entries
    self.leftovers = leftovers
    self.leftoverTemplates = leftoverTemplates
  }

  /// Reads a profile.
  ///
  /// - Parameters:
  ///   - text: the file's content: UTF-8, with or without a byte order mark, LF or CRLF.
  ///   - name: what messages call it.
  ///   - home: the home's absolute path, so that absolute paths in it can be told from others.
  /// - Throws: what kept it from being read to its end: of YAML's own syntax errors the first.
  package init(yaml text: Bytes, at name: String, home: String) throws(InvalidProfile) {
    let document = try YAMLReader(text, name: name)
    var decoder = ProfileDecoder(name: name, home: home, problems: document.problems)
    self = try decoder.decode(document.root)
  }

  /// This profile over one that it builds on: its entries replace those of the same path, in the base's position,
  /// and the others follow; its variables replace the base's, each as a whole, but keep to what those may be; leftovers
  /// are joined without repeats.
  package func extending(_ base: Profile) -> Profile {
    var merged = base.entries
    var positions: [HomePath: Int] = [:]
    for (position, entry) in merged.enumerated() { positions[entry.path] = position }
    for entry in entries {
      if let position = positions[entry.path] {
        merged[position] = entry
      } else {
        positions[entry.path] = merged.count
        merged.append(entry)
      }
    }
    var known: Set<LeftoverPattern> = []
    var profile = Profile(
      name: name, description: description ?? base.description, extends: extends,
      vars: base.vars.merging(vars) { $1.replacing($0) }, entries: merged,
      leftovers: (base.leftovers + leftovers).filter { known.insert($0).inserted },
      leftoverTemplates: base.leftoverTemplates + leftoverTemplates, sources: sources + base.sources)
    profile.problems = base.problems
    profile.problems.add(problems)
    profile.isWhole = isWhole && base.isWhole
    profile.leftoverPlaces = base.leftoverPlaces.merging(leftoverPlaces) { $1 }
    return profile
  }
}

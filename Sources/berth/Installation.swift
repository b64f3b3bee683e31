import BerthCore
import BerthHost

/// A profile, read and rendered for this host.
struct Installation {
  let host: Host
  let profile: Profile
  let wish: Wish

  /// - Parameter settings: `KEY=VALUE`.
  init(_ options: ProfileOptions, adoptsRecipes: Bool = false, on host: Host) throws {
    try self.init(
      profile: options.profile, settings: options.settings, adoptsRecipes: adoptsRecipes, on: host)
  }

  init(profile name: String, settings: [String], adoptsRecipes: Bool = false, on host: Host) throws {
    self.host = host
    let store = ProfileStore(homePath: host.homePath)
    profile = try store.profile(name)
    let templates = try store.templates(of: profile)
    let values = Self.values(settings)
    try Self.check(values, profile, templates)
    var wish = Wish()
    wish.desired = try profile.desiredFiles(
      on: host.gatherFacts(for: profile.entries), from: templates, settings: values)
    wish.leftovers = try profile.leftoverPaths(home: host.homePath, settings: values)
    wish.profile = ProfileStore.lasting(name)
    wish.settings = settings
    if case .string(let link)? = values["socket"] ?? profile.vars["socket"],
      let path = try? HomePath(link, home: host.homePath)
    {
      wish.recipes = RecipeSearch(
        reader: RecipeReader(link: path, home: host.homePath), takesOut: adoptsRecipes)
    }
    self.wish = wish
  }

  /// Every file that any of the built-in profiles could install here, whatever their conditions.
  static func candidates(homePath: String) throws -> [DesiredFile] {
    let store = ProfileStore(homePath: homePath)
    var files: [DesiredFile] = []
    for name in BuiltIns.profileNames {
      let profile = try store.profile(name)
      let templates = try store.templates(of: profile)
      for entry in profile.entries {
        files.append(try profile.desiredFile(entry, from: templates, settings: [:]))
      }
    }
    return files
  }

  private static func values(_ settings: [String]) -> [String: Value] {
    var values: [String: Value] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = Value.parsing(setOption: String(parts[1]))
    }
    return values
  }

  /// A variable that nothing knows is a slip of the finger.
  private static func check(_ values: [String: Value], _ profile: Profile, _ templates: TemplateLibrary)
    throws
  {
    let known = Set(profile.vars.keys).union(profile.entries.flatMap(\.vars.keys))
    for name in values.keys.sorted() where !known.contains(name) && !templates.uses(name) {
      let hint = didYouMean(name, among: known)
      throw UsageProblem(
        message: "--set: profile '\(profile.name)' has no variable '\(name)'; "
          + (hint ?? "it has \(known.sorted().joined(separator: ", "))"))
    }
  }
}

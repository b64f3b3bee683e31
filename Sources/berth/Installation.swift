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
    let store = ProfileStore(homePath: host.homePath)
    let profile = try store.profile(name)
    self.host = host
    self.profile = profile
    wish = try Self.blamingSettings { () throws(InvalidProfile) in
      let templates = try store.templates(of: profile)
      var values: [String: Value] = [:]
      for setting in settings.compactMap(Setting.init) {
        values[setting.name] = try profile.value(of: setting, isUsed: templates.uses)
      }
      var wish = Wish()
      wish.desired = try profile.desiredFiles(
        on: host.gatherFacts(for: profile.entries), from: templates, settings: values)
      try profile.checkLeftoverVariables(
        settings: values, home: host.homePath, desired: wish.desired, hasFolder: host.hasFolder)
      wish.leftovers = try profile.leftoverPaths(home: host.homePath, settings: values)
      wish.profile = ProfileStore.lasting(name)
      wish.settings = settings
      if case .string(let link)? = values["socket"] ?? profile.values["socket"],
        let path = try? HomePath(link, home: host.homePath)
      {
        wish.recipes = RecipeSearch(
          reader: RecipeReader(link: path, home: host.homePath), takesOut: adoptsRecipes)
      }
      return wish
    }
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

  /// What is wrong and has no place in a file is wrong on the command line.
  private static func blamingSettings<Result>(_ body: () throws(InvalidProfile) -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      guard let first = error.diagnostics.first, first.place == nil else { throw error }
      throw UsageProblem(message: "--set: \(first)")
    }
  }
}

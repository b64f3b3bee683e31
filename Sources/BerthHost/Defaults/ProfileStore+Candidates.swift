import BerthCore

extension ProfileStore {
  /// Every file that any of the built-in profiles could install here, whatever their conditions, and what those make.
  func candidates() throws -> Desired {
    var desired = Desired()
    for name in BuiltIns.profileNames {
      let profile = try profile(name)
      let templates = templates(of: profile)
      for entry in profile.entries {
        desired.files.append(try profile.desiredFile(entry, from: templates, settings: [:]))
      }
      desired.leftovers += try profile.leftoverPaths(home: homePath, settings: [:])
    }
    return desired
  }
}

/// A profile, and the settings that it is applied with.
package struct ProfileChoice: Hashable, Sendable {
  /// A built-in's name, or a path.
  package let profile: String
  /// Each name once, in order: two choices that mean the same are equal.
  package let settings: [Setting]

  /// `settings`: of one key the last one counts.
  package init(_ profile: String, settings: [Setting] = []) {
    self.profile = profile
    let last = Dictionary(settings.map { ($0.name, $0) }) { $1 }
    self.settings = last.values.sorted { $0.name < $1.name }
  }
}

extension ProfileChoice: CustomStringConvertible {
  /// `tmux (per_host=true, policy=newest)`
  package var description: String { "\(profile)\(settingsShown)" }

  /// The settings in parentheses, with a blank before; empty if there are none.
  package var settingsShown: String {
    settings.isEmpty ? "" : " (\(settings.map(\.description).joined(separator: ", ")))"
  }
}

/// What a plan is made for; `uninstall` has none.
package struct PlanSource: Sendable {
  /// The profile as it was named, or as it was installed.
  package let named: String
  /// As it is found again.
  package let choice: ProfileChoice
  /// What was installed, if that was another.
  package let replaced: ProfileChoice?
  /// How it is shown to people.
  private let shown: HomeAbbreviation

  /// `installed`: nil: nothing is.
  package init(named: String, choice: ProfileChoice, installed: ProfileChoice?, home: String) {
    self.named = named
    self.choice = choice
    replaced = installed == choice ? nil : installed
    shown = HomeAbbreviation([Bytes(home.utf8)])
  }

  /// The plan's first line: that this takes the place of what was installed.
  package var headline: TerminalText {
    replaced.map { "\(shown.shown("profile: \($0) → \(choice)"))\n" } ?? ""
  }

  /// `profile 'tmux' (policy=newest)`
  package var description: String { shown.shown("profile '\(named)'\(choice.settingsShown)") }
}

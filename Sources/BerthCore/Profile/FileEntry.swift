/// One item of a profile's `files:`: what one target should hold, and when.
package struct FileEntry: Hashable, Sendable {
  /// The target.
  package let path: HomePath
  /// What is rendered.
  package let template: TemplateReference
  /// How the text enters the target.
  package let patch: PatchKind
  /// Meant only with `patch: block`; `.end` otherwise.
  package let blockPlace: BlockPlace
  /// Nil keeps the mode that is there, or means 0644 for a new file.
  package let mode: Mode?
  /// All of them must hold; none means always.
  package let when: [Condition]
  /// Over the profile's variables, for this entry only.
  package let vars: [String: Variable]
  /// What the target is written in; nil: what its path tells.
  package let language: Language?
  /// What to run after the target changed.
  package let reload: EntryReload?
  /// Where the entry begins in its profile.
  package let place: Place

  package init(
    path: HomePath, template: TemplateReference, patch: PatchKind = .file, blockPlace: BlockPlace = .end,
    mode: Mode? = nil, when: [Condition] = [], vars: [String: Variable] = [:], language: Language? = nil,
    reload: EntryReload? = nil, place: Place
  ) {
    self.path = path
    self.template = template
    self.patch = patch
    self.blockPlace = blockPlace
    self.mode = mode
    self.when = when
    self.vars = vars
    self.language = language
    self.reload = reload
    self.place = place
  }

  /// All that it names: what is rendered into the target, and what runs after that.
  package var templates: [TemplateReference] {
    if case .template(let reference, _)? = reload { [template, reference] } else { [template] }
  }

  /// The same entry for another target, or with other variables.
  package func with(path: HomePath? = nil, vars: [String: Variable]? = nil) -> FileEntry {
    FileEntry(
      path: path ?? self.path, template: template, patch: patch, blockPlace: blockPlace, mode: mode,
      when: when, vars: vars ?? self.vars, language: language, reload: reload, place: place)
  }
}

/// The name after `template:`, and what is needed to find the template and to say where it was asked for.
package struct TemplateReference: Hashable, Sendable {
  /// A built-in's name, or a path relative to `profile`.
  package let name: String
  /// Where it stands in the profile.
  package let place: Place
  /// The profile that names it. An entry that was inherited keeps the base's, and is looked up beside that.
  package let profile: String

  package init(name: String, place: Place, profile: String) {
    self.name = name
    self.place = place
    self.profile = profile
  }
}

/// An entry's `reload`, as its profile says it.
package enum EntryReload: Hashable, Sendable {
  /// A command, as it stands.
  case command(Reload)
  /// The text of a template, for sh(1) to run.
  case template(TemplateReference, label: String?)
}

/// How rendered text enters a target.
package enum PatchKind: String, Hashable, Sendable, CaseIterable {
  /// The whole file is Berth's.
  case file
  /// A marked block in the user's file.
  case block
  /// A block where OpenSSH's first-value-wins rule wants it (ssh_config(5)).
  case sshConfig = "ssh-config"
}

/// Where a new block goes in the user's file.
package enum BlockPlace: String, Hashable, Sendable, CaseIterable {
  case start
  case end
}

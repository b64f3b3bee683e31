extension Profile {
  /// The files that the profile wants on a host: its entries whose conditions hold, rendered.
  ///
  /// `settings`: the `--set` options; they win over `vars`, also over an entry's own.
  ///
  /// - Throws: every problem of the profile and of every template.
  package func desiredFiles(
    on facts: HostFacts, from templates: TemplateLibrary, settings: [String: Value] = [:]
  ) throws(InvalidProfile) -> [DesiredFile] {
    var desired: [DesiredFile] = []
    var problems = problems
    problems.add(templates.problems)
    guard isWhole else { throw problems.error }
    var size = 0
    let own = Set(entries.map(\.path))
    for entry in entries where entry.when.allSatisfy({ facts.holds($0, for: entry.path) }) {
      _ = problems.collect { () throws(InvalidProfile) in
        let path = facts.path(of: entry)
        // A profile that has an entry for that place means both.
        let placed = own.contains(path) ? entry : entry.with(path: path)
        var file = try desiredFile(placed, on: facts, from: templates, settings: settings)
        if case .unknown(let because)? = facts.startupFiles[entry.path] {
          file.notes.append(.perhapsUnread(because: because))
        }
        size += file.text.count
        desired.append(file)
      }
      guard size <= TemplateLimits.outputs else {
        let limit = "\(TemplateLimits.outputs >> 20) MiB"
        throw InvalidProfile([
          Diagnostic(at: entry.place, "the texts of all entries together are larger than \(limit)")
        ])
      }
    }
    try problems.check()
    return desired
  }

  /// What the installed files make at run time, variables filled in.
  ///
  /// - Parameters:
  ///   - home: so that absolute paths can be told from others.
  ///   - settings: the `--set` options' values.
  ///   - flawed: variables of which it is told already that they can't be used: what comes of them is not told as well.
  ///   - isOwnState: whether a path is in the state folder, or in its way.
  /// - Returns: each once.
  /// - Throws: for a variable that is not defined, and a path that is not one of a file under the home.
  package func leftoverPaths(
    home: String, settings: [String: Value], besides flawed: Set<String> = [],
    isOwnState: (HomePath) -> Bool = { _ in false }
  ) throws(InvalidProfile) -> [LeftoverPattern] {
    var patterns = leftovers
    // Without all that it extends, nobody knows what variables there are.
    guard isWhole else { return patterns }
    var problems = ProblemList()
    func isOwn(_ pattern: LeftoverPattern) -> Bool { isOwnState(pattern.path ?? pattern.place(of: "*")) }
    func reportOwn(_ pattern: LeftoverPattern, at place: Place) {
      problems.report("leftover \(quoted("\(pattern)")): berth's own records are there", at: place)
    }
    for pattern in leftovers where isOwn(pattern) {
      reportOwn(pattern, at: leftoverPlaces[pattern] ?? Place(file: name, line: 1, column: 1))
    }
    let values = values.merging(settings) { _, set in set }.mapValues(\.withLiteralStars)
    for leftover in leftoverTemplates {
      let text: Bytes
      do {
        let template = try Template(parsing: Bytes(leftover.text.utf8), name: leftover.place.file)
        guard template.variables.isDisjoint(with: flawed) else { continue }
        text = try template.renderVerbatim(.map(values))
      } catch {
        // The place that helps is that in the profile.
        for problem in error.diagnostics {
          problems.report(problem.message, at: leftover.place, hint: problem.hint)
        }
        continue
      }
      // Where a section leaves nothing, nothing is made.
      guard !text.isEmpty else { continue }
      let path = String(decoding: text, as: UTF8.self)
      if let path = try? HomePath(path, home: home) {
        if let pattern = try? LeftoverPattern(wildcardsIn: path) {
          if isOwn(pattern) { reportOwn(pattern, at: leftover.place) }
          if !patterns.contains(pattern) { patterns.append(pattern) }
        } else {
          problems.report(LeftoverPattern.WildcardInFolder.message, at: leftover.place)
        }
      } else {
        problems.report(
          "leftover \(quoted(path)) is not the path of a file under the home", at: leftover.place)
      }
    }
    try problems.check()
    return patterns
  }

  /// One entry, rendered, whether or not its conditions hold.
  package func desiredFile(
    _ entry: FileEntry, on facts: HostFacts? = nil, from templates: TemplateLibrary, settings: [String: Value]
  ) throws(InvalidProfile) -> DesiredFile {
    let template = try templates.known(entry.template)
    let language = entry.language ?? (entry.patch == .sshConfig ? .sshConfig : Language(of: entry.path))
    let context = values.merging(entry.vars.mapValues(\.value)) { _, own in own }.merging(settings) {
      _, set in set
    }
    let partials = templates.partials(of: entry.template)
    var problems = ProblemList()
    let rendered = problems.collect { () throws(InvalidProfile) in
      try template.render(.map(context), partials: partials, for: language)
    }
    let reload = problems.collect { () throws(InvalidProfile) in
      try self.reload(of: entry, .map(context), from: templates)
    }
    guard let text = rendered, let reload else { throw problems.error }
    let content: DesiredFile.Content
    do throws(UnfitText) {
      content =
        switch entry.patch {
        case .file:
          .file(
            try WholeFile(
              entry: entry.path, rendered: text, isMarked: templates.source(of: entry.template) == .builtIn))
        case .block, .sshConfig:
          .block(
            try BlockPatch(
              entry: entry.path, rendered: text, place: entry.blockPlace,
              isSSHConfig: entry.patch == .sshConfig, isScreenrc: language == .screen))
        }
    } catch {
      let place = try template.origin(of: error.offset, .map(context), partials: partials, for: language)
      throw InvalidProfile([Diagnostic(at: place, "\(error)", hint: error.hint)])
    }
    var notes: [Remark] = []
    if templates.source(of: entry.template) == .fileInPlaceOfBuiltIn {
      notes.append(.templateInPlace(of: entry.template.name, file: template.name))
    }
    if entry.patch == .sshConfig, let folder = facts?.paramikoWithoutInvoke,
      SSHConfigReader(text[...]).runsPrograms
    {
      notes.append(.paramikoStumbles(folder: folder))
    }
    if entry.patch == .file, context["per_key"] == .bool(true), template.variables.contains("per_key") {
      notes.append(.orderNotWall)
    }
    return DesiredFile(
      path: entry.path, content: content, mode: entry.mode, reload: reload, language: language, notes: notes)
  }

  private func reload(
    of entry: FileEntry, _ context: Value, from templates: TemplateLibrary
  ) throws(InvalidProfile) -> Reload? {
    switch entry.reload {
    case nil: nil
    case .command(let reload)?: reload
    case .template(let reference, let label)?:
      Reload(
        script: try templates.known(reference)
          .render(context, partials: templates.partials(of: reference), for: .sh),
        label: label)
    }
  }
}

extension Value {
  /// The same with every `*` in it made a letter that is no wildcard.
  fileprivate var withLiteralStars: Value {
    switch self {
    case .string(let text):
      .string(
        String(
          String.UnicodeScalarView(
            text.unicodeScalars.map { $0 == "*" ? LeftoverPattern.literalStar : $0 })))
    case .list(let values): .list(values.map(\.withLiteralStars))
    case .map(let values): .map(values.mapValues(\.withLiteralStars))
    default: self
    }
  }
}

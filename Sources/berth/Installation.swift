import BerthCore
import BerthHost

/// A profile, read and rendered for this host.
struct Installation {
  let profile: Profile
  let source: PlanSource
  let desired: Desired
  /// What its conditions ask of the host.
  let questions: FactQuestions
  /// The answers.
  let facts: HostFacts

  /// The profile that is named, with the settings given; left out, what is installed, of whose settings those given change some;
  /// where nothing is installed, `default`.
  init(
    _ options: ProfileOptions, adoptsRecipes: Bool = false, since state: State, on host: any Account
  ) throws {
    let installed = state.installed?.choice
    guard options.profile == nil, let installed else {
      try self.init(
        options.profile ?? "default", settings: options.settings, installed: installed, adoptsRecipes,
        on: host)
      return
    }
    try self.init(installed, settings: options.settings, adoptsRecipes: adoptsRecipes, on: host)
  }

  /// What is installed, once more; where nothing is, `default`.
  init(since state: State, on host: any Account) throws {
    if let installed = state.installed?.choice {
      try self.init(installed, on: host)
    } else {
      try self.init("default", settings: [], installed: nil, false, on: host)
    }
  }

  /// What is installed, once more.
  ///
  /// `settings`: those that change.
  ///
  /// - Throws: `InvalidProfile`, with the ways out, where that can't be used any more.
  init(
    _ installed: ProfileChoice, settings: [Setting] = [], adoptsRecipes: Bool = false, on host: any Account
  ) throws {
    let name = HomeAbbreviation([host.homePath]).shown(installed.profile)
    guard ProfileStore.has(installed.profile) else {
      throw InvalidProfile([
        Diagnostic(
          at: nil, "the installed profile '\(name)' is gone",
          hint: "put it back, put another in its place: berth apply default, or take all out: berth uninstall"
        )
      ])
    }
    do {
      try self.init(
        installed.profile, settings: installed.settings + settings, installed: installed, adoptsRecipes,
        on: host)
    } catch let error as InvalidSettings {
      let names = Set(error.problems.map(\.name))
      guard !settings.contains(where: { names.contains($0.name) }) else {
        throw error
      }
      let others = installed.settings.filter { !names.contains($0.name) }
      let words = ["berth", "apply", shellWord(name)] + others.flatMap { ["--set", shellWord("\($0)")] }
      throw InvalidProfile(
        error.problems.map { problem in
          Diagnostic(
            at: nil,
            "the installed profile '\(name)' was applied with \(problem.name)=…: \(problem.diagnostic)",
            hint: "without it: \(words.joined(separator: " "))")
        })
    } catch let error as InvalidProfile {
      throw InvalidProfile(
        error.diagnostics + [
          Diagnostic(
            at: nil, "the installed profile can't be used any more",
            hint: "mend it, or put another in its place: berth apply default")
        ])
    }
  }

  private init(
    _ name: String, settings: [Setting], installed: ProfileChoice?, _ adoptsRecipes: Bool,
    on host: any Account
  ) throws {
    let store = ProfileStore(homePath: host.homeText)
    let choice = ProfileChoice(ProfileStore.lasting(name), settings: settings)
    let profile = try store.profile(name)
    source = PlanSource(named: name, choice: choice, installed: installed, home: host.homeText)
    let templates = store.templates(of: profile)
    var (values, unfit) = profile.values(of: choice.settings, isUsed: templates.uses)
    var desired = Desired()
    questions = FactQuestions(profile.entries)
    let facts = host.gatherFacts(questions)
    self.facts = facts
    var problems = ProblemList()
    let files = problems.collect { () throws(InvalidProfile) in
      try profile.desiredFiles(on: facts, from: templates, settings: values)
    }
    let flaws = profile.problemsOfLeftoverVariables(
      settings: values, on: facts, desired: files, hasFolder: host.hasFolder,
      obstacle: { try? host.leftovers([LeftoverPattern($0)]).first?.obstacle }, isOwnState: host.isOwnState)
    problems.add(flaws.profile)
    unfit += flaws.settings
    let leftovers = problems.collect { () throws(InvalidProfile) in
      try profile.leftoverPaths(
        home: host.homeText, settings: values, besides: flaws.names, isOwnState: host.isOwnState)
    }
    if !problems.isEmpty {
      throw InvalidProfile(
        problems.error.diagnostics + unfit.map { Diagnostic(at: nil, "--set: \($0.diagnostic)") })
    }
    guard unfit.isEmpty else { throw InvalidSettings(unfit) }
    desired.files = files ?? []
    desired.leftovers = leftovers ?? []
    desired.choice = choice
    if case .string(let link)? = values["socket"] ?? profile.values["socket"],
      let path = try? HomePath(link, home: host.homeText)
    {
      desired.recipes = RecipeSearch(
        reader: RecipeReader(link: path, home: host.homeText), takesOut: adoptsRecipes)
    }
    self.profile = profile
    self.desired = desired
  }
}

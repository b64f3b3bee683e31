/// One thing that happens to a home: berth runs, or its owner does something. Everything that chance decides is
/// in it, so that a step means the same when others before it are left out; where it does not apply, it does nothing.
///
/// Paths are relative to the folder of the episode: `home/.bashrc`, `other/.bashrc`.
enum Step: Sendable {
  /// A profile is written, or changed: `p1.yaml` and its templates.
  case profile(GeneratedProfile)

  // What the owner does.
  case folder(String, mode: UInt32)
  /// A file is put there; what was there before goes.
  case file(String, [String], mode: UInt32, ending: String, isTerminated: Bool)
  case insert(String, String, Position)
  case deleteLine(String, Position)
  case meddle(String, Meddling)
  case remove(String)
  case setMode(String, UInt32)
  /// Editors and tools that write other line ends, or none at the end.
  case makeCRLF(String)
  case cutLastNewline(String)
  /// The file goes elsewhere, and a symlink to it takes its place.
  case moveAway(String, to: String)
  case hardLink(String, to: String)
  case link(String, to: String)
  case socket(String)
  case attribute(String, String)
  /// An access list that lets one other user read.
  case access(String)
  case loseState
  case renameHome

  // What berth does.
  case run(BerthCommand, Disturbance?)
  case pair(BerthCommand, BerthCommand)
  /// Law 3, then what `run` does.
  case runAsPatch(BerthCommand)
  /// Law 2, after what `run` does.
  case runTwice(BerthCommand)

  /// Where in a file an edit is made.
  enum Position: Sendable {
    case start
    case end
    /// So many thousandths of the lines further down.
    case part(Int)
    /// Directly before berth's block, behind it, or so many lines inside.
    case beforeBlock
    case behindBlock
    case inBlock(Int)
  }

  /// What an owner may do to a block as a whole.
  enum Meddling: String, Sendable, CaseIterable {
    case indent, comment, respell, delete, duplicate, tear, chopOpening, toEnd
  }
}

extension Step {
  /// 20,000 bytes of one line.
  static let longText = String(repeating: "x", count: 20_000)

  /// A text as printf(1) is given it.
  static func printed(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\r", with: "\\r")
      .replacing("%", with: "%%")
      .replacing(longText, with: #"'"$(printf %20000s | tr ' ' x)"'"#)
  }
}

/// One run of berth.
struct BerthCommand: Sendable {
  enum Verb: String, Sendable { case apply, uninstall, diff, status }

  var verb: Verb
  /// A built-in's name, or `p1` and so on for a generated one; nil: none is given.
  var profile: String?
  var settings: [String] = []
  /// `keep` or `replace`; nil: fail.
  var policy: String?
  var adoptsRecipes = false
  var isDry = false
  /// `home` or `other`.
  var home = "home"

  /// The arguments.
  ///
  /// `folder`: where generated profiles lie.
  func words(profilesIn folder: String) -> [String] {
    var words = [verb.rawValue]
    if verb == .apply || verb == .uninstall { words.append(isDry ? "--dry-run" : "--yes") }
    if let policy, verb != .status { words += ["--on-conflict", policy] }
    if verb == .apply || verb == .diff {
      if adoptsRecipes { words.append("--adopt-recipes") }
      for setting in settings { words += ["--set", setting] }
      if let profile { words.append(profile.hasPrefix("p") ? "\(folder)/\(profile).yaml" : profile) }
    }
    return words
  }

  /// Whether it may write.
  var writes: Bool { (verb == .apply || verb == .uninstall) && !isDry }
}

/// What goes wrong while berth runs.
enum Disturbance: Sendable {
  /// It is killed when it makes a call for the so manieth time.
  case kill(call: String, Int)
  /// The call fails.
  case fail(call: String, Int, code: String)
  /// `ulimit`: the option's letter, and the number.
  case limit(String, Int)

  /// What the program runs under.
  var tool: [String] {
    switch self {
    case .kill(let call, let number): Self.strace("\(call):signal=KILL:when=\(number)", [])
    case .fail(let call, let number, let code):
      Self.strace("\(call):error=\(code):when=\(number)", ["--seccomp-bpf"])
    case .limit(let letter, let number):
      ["/bin/sh", "-c", "ulimit -\(letter) \(number); exec \"$@\"", "sh"]
    }
  }

  private static func strace(_ injection: String, _ options: [String]) -> [String] {
    let call = injection.prefix { $0 != ":" }
    return ["/usr/bin/strace", "-f", "-qq", "-o", "/dev/null"] + options
      + ["-e", "trace=\(call)", "-e", "inject=\(injection)"]
  }
}

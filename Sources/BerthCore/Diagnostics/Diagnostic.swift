/// One thing wrong with a profile or a template: where, what, and what to do about it.
///
/// Its text is one line: `profile.yaml:14:7: unknown key 'tempalte'; did you mean 'template'?`
package struct Diagnostic: Hashable, Sendable {
  /// Nil where no line of a file is to blame, as for a profile that does not exist.
  package var place: Place?
  /// The problem, lower-case, with what the person wrote in single quotes.
  package var message: String
  /// What to do, or what was probably meant.
  package var hint: String?

  package init(at place: Place?, _ message: String, hint: String? = nil) {
    self.place = place
    self.message = message
    self.hint = hint
  }
}

extension Diagnostic: CustomStringConvertible {
  package var description: String {
    var text = ""
    if let place { text += "\(place): " }
    text += message
    if let hint { text += "; \(hint)" }
    return text
  }
}

/// A profile or a template that cannot be used: every problem found in it, in the order of the text.
/// Exit status 65.
package struct InvalidProfile: Error, Equatable {
  /// Those that are told in full.
  let told: [Diagnostic]
  /// How many there are besides.
  let untold: Int

  package init(_ diagnostics: [Diagnostic], untold: Int = 0) {
    told = diagnostics
    self.untold = untold
  }

  /// All problems, in the order of the text.
  package var diagnostics: [Diagnostic] {
    told + (untold > 0 ? [Diagnostic(at: nil, "\(untold) more problems are not shown")] : [])
  }
}

/// A command that mends what a finding says, to be typed as it stands.
///
/// None of it may take a file or folder of the user's away, also not aside: what lies in a place may be all that lets
/// them in (`~/.ssh`). What goes is a symlink, a socket that nobody listens on, or Berth's own.
package struct Advice: Hashable, Sendable {
  /// Who can type it.
  package enum Hand: Hashable, Sendable {
    /// `berth doctor --fix`: it takes nothing from the user that is not Berth's or dead.
    case doctor
    /// A person: somewhere else, or with a decision to make.
    case person
  }

  /// What to type.
  package let command: String
  /// Of a call of Berth, what stands behind the program, as it is typed; nil of every other command.
  package let arguments: String?
  /// A word on where or why; nil if the command says it all.
  package let note: String?
  /// Who can type it.
  package let hand: Hand

  package init(_ command: String, note: String? = nil, by hand: Hand = .person) {
    self.init(command, arguments: nil, note: note, by: hand)
  }

  /// A call of Berth itself.
  ///
  /// `program`: how it was called, as it is typed: `berth`, `./berth`.
  /// `arguments`: as they are typed: `apply --set policy=newest`.
  package init(berth program: String, _ arguments: String, note: String? = nil, by hand: Hand = .person) {
    self.init("\(program) \(arguments)", arguments: arguments, note: note, by: hand)
  }

  private init(_ command: String, arguments: String?, note: String?, by hand: Hand) {
    self.command = command
    self.arguments = arguments
    self.note = note
    self.hand = hand
  }

  /// One for `berth doctor --fix` as well.
  package static func safe(_ command: String, note: String? = nil) -> Advice {
    Advice(command, note: note, by: .doctor)
  }

  /// As it is printed: a shell takes the word behind `#` for a comment.
  package var text: String { note.map { "\(command)    # \($0)" } ?? command }

  /// The same, for a person to decide.
  package var decided: Advice { Advice(command, arguments: arguments, note: note, by: .person) }

  /// The same in other words.
  func reworded(_ words: (String) -> String) -> Advice {
    Advice(words(command), arguments: arguments.map(words), note: note.map(words), by: hand)
  }
}

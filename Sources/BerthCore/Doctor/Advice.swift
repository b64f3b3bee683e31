/// A command that mends what a finding says, to be typed as it stands.
package struct Advice: Hashable, Sendable {
  /// Who can type it.
  package enum Hand: Hashable, Sendable {
    /// `berth doctor --fix`: it takes nothing from the user that is not Berth's or dead.
    case doctor
    /// A person: somewhere else, or with a decision to make.
    case person
  }

  package let command: String
  /// A word on where or why; nil if the command says it all.
  package let note: String?
  package let hand: Hand

  package init(_ command: String, note: String? = nil, by hand: Hand = .person) {
    self.command = command
    self.note = note
    self.hand = hand
  }

  /// One for `berth doctor --fix` as well.
  package static func safe(_ command: String, note: String? = nil) -> Advice {
    Advice(command, note: note, by: .doctor)
  }

  /// As it is printed: a shell takes the word behind `#` for a comment.
  package var text: String { note.map { "\(command)    # \($0)" } ?? command }
}

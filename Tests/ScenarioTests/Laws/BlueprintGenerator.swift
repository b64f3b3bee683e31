import Glibc
import TestSupport

/// Makes up homes: which dotfiles there are, from whom, and what has happened to them since.
struct BlueprintGenerator {
  private var random: SeededGenerator
  private let corpus: Corpus
  private let index: Int

  /// `index`: the number of the home; with the seed, it decides everything.
  init(corpus: Corpus, seed: UInt64, index: Int) {
    self.corpus = corpus
    self.index = index
    random = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(index))
    _ = random.next()
  }

  /// In how many homes of 100 each dotfile is there.
  private static let shares: [(path: String, percent: Double)] = [
    (".ssh/rc", 35), (".ssh/config", 90), (".tmux.conf", 70), (".screenrc", 55), (".bashrc", 85),
    (".zshrc", 45),
    (".profile", 40), (".bash_profile", 30),
  ]

  /// The home of this number.
  mutating func blueprint() -> HomeBlueprint {
    var home = HomeBlueprint(name: "home \(index)")
    home.profile = random.pick(["default", "default", "base", "tmux", "screen"])
    home.shell = random.pick(["/bin/bash", "/bin/bash", "/bin/zsh"])
    home.linksSSHFolder = random.chance(8)
    home.sshMode = random.pick([0o700, 0o700, 0o700, 0o755, 0o750])
    home.folders = [".config", ".local", ".local/state", "projects"].filter { _ in random.chance(25) }
    for (path, percent) in Self.shares where random.chance(percent) { home.pieces.append(piece(path)) }
    if home.linksSSHFolder || random.chance(30) { home.pieces.append(knownHosts) }
    if random.chance(2) { addHazard(to: &home) }
    home.seed = random.next()
    if random.chance(20) {
      for name in ["ssh_auth_sock", "ssh_auth_sock.away", "ssh_auth_sock.laptop"] where random.chance(60) {
        home.sockets[name] = random.pick(["/tmp/ssh-gone/agent.1", "known_hosts", "../.bashrc"])
      }
    }
    return home
  }

  private var knownHosts: HomeBlueprint.Piece {
    .init(path: ".ssh/known_hosts", content: .text(Text("host ssh-ed25519 AAAA\n")), mode: 0o600)
  }

  private mutating func piece(_ path: String) -> HomeBlueprint.Piece {
    let source = random.pick(corpus.candidates(for: path))
    var text = source.text
    var origin = source.name
    if path == ".ssh/config", random.chance(25) {
      text = withOwnAgent(text)
      origin += " + an IdentityAgent"
    }
    let change = random.pick(weighted: TextChange.weights)
    if change != .none { origin += " + \(change)" }
    text = change.applied(to: text)
    var piece = HomeBlueprint.Piece(path: path, content: .text(text), origin: origin)
    piece.mode = random.pick([0o644, 0o644, 0o600, 0o640, 0o664, 0o755, 0o400, 0o444, 0o700])
    piece.link = random.pick(weighted: [(.none, 75), (.relative, 10), (.absolute, 8), (.chain, 7)])
    piece.hasHardLink = random.chance(2)
    if random.chance(4) { piece.owner = (1_234, 2_345) }
    return piece
  }

  /// Puts a section with an IdentityAgent of its own before one of the file's sections, or at the end.
  private mutating func withOwnAgent(_ text: Text) -> Text {
    let section = Text("Host own.agent.example *.own.example\n    IdentityAgent ~/.own.sock\n")
    var lines = text.lines
    if let last = lines.last, !last.isTerminated { lines[lines.count - 1].append(0x0a) }
    let starts = lines.indices.filter { index in
      let word = lines[index].drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 != 0x20 }
      return ["host", "match"].contains(Text(word).shown.lowercased())
    }
    lines.insert(section, at: random.pick(starts + [lines.count]))
    return Text(lines.joined())
  }

  /// Puts something at a target that the plan has to refuse.
  private mutating func addHazard(to home: inout HomeBlueprint) {
    let hazard = random.pick(HomeBlueprint.Hazard.allCases)
    var targets = [".ssh/rc", ".ssh/config", home.shell == "/bin/zsh" ? ".zshrc" : ".bashrc"]
    if ["default", "tmux"].contains(home.profile) { targets.append(".tmux.conf") }
    if ["default", "screen"].contains(home.profile) { targets.append(".screenrc") }
    let target = hazard == .preexisting ? ".bashrc_agent" : random.pick(targets)
    home.pieces.removeAll { $0.path == target }
    home.pieces.append(.init(path: target, content: .hazard(hazard), origin: "\(hazard)"))
  }
}

/// What may have happened to a text on its way into a home.
enum TextChange: String, Sendable {
  case none
  case newlineCut
  case carriageReturns
  case carriageReturnsAndNewlineCut
  case byteOrderMark
  case latin1
  case emptied
  case endsInBackslash
  case endsInBackslashAndNewlineCut
  case endsInEmptyLines

  /// How often each comes.
  static let weights: [(TextChange, weight: Int)] = [
    (.none, 62), (.newlineCut, 9), (.carriageReturns, 6), (.carriageReturnsAndNewlineCut, 2),
    (.byteOrderMark, 5),
    (.latin1, 5), (.emptied, 3), (.endsInBackslash, 2), (.endsInBackslashAndNewlineCut, 2),
    (.endsInEmptyLines, 3),
  ]

  /// The text afterwards.
  func applied(to text: Text) -> Text {
    var text = text
    switch self {
    case .none: break
    case .newlineCut: Self.cut(&text)
    case .carriageReturns, .carriageReturnsAndNewlineCut:
      text = Text(text.lines.map { $0.isTerminated ? Text($0.dropLast()) + [0x0d, 0x0a] : $0 }.joined())
      if self == .carriageReturnsAndNewlineCut { Self.cut(&text) }
    case .byteOrderMark: text = [0xef, 0xbb, 0xbf] + text
    case .latin1:
      if !text.isTerminated { text.append(0x0a) }
      text += Text("# caf") + [0xe9, 0x20, 0xfc, 0xff, 0x0a]
    case .emptied: text = []
    case .endsInBackslash, .endsInBackslashAndNewlineCut:
      if !text.isTerminated { text.append(0x0a) }
      text += Text(self == .endsInBackslash ? "# odd \\\n" : "# odd \\")
    case .endsInEmptyLines: text += Text("\n\n")
    }
    return text
  }

  private static func cut(_ text: inout Text) {
    while let last = text.last, last == 0x0a || last == 0x0d { text.removeLast() }
  }
}

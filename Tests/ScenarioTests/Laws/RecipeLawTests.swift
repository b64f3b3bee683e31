import Glibc
import TestSupport
import Testing

/// Law 1 and law 5 for people who have pasted a recipe: with the real program, over the real files that hold one.
@Suite(.enabled(if: Corpus.isThere, "there is no corpus at ../shared/corpus beside the project"))
struct RecipeLawTests {
  private static let targets = [".ssh/rc", ".ssh/config", ".tmux.conf", ".screenrc", ".bashrc", ".zshrc"]

  /// The real files that speak of such a socket, each as the target it would be.
  private static let files: [(target: String, entry: Corpus.Entry)] = {
    let corpus = Corpus()
    return targets.flatMap { target in
      corpus.candidates(for: target).filter {
        $0.text.mentions("auth_sock") || $0.text.mentions("bashrc_agent")
      }
      .map { (target, $0) }
    }
  }()

  @Test func `adopted recipes leave files sound, and come back`() {
    let folder = Scratch()
    var adopted = 0
    for (number, file) in Self.files.enumerated() {
      let home = "\(folder.path)/\(number)/home"
      Disk.write(file.entry.text, to: "\(home)/\(file.target)")
      // Beside a real file: the agent for every host.
      if file.target != ".ssh/config" {
        Disk.write(Text("Host *\n  IdentityAgent ~/.ssh/ssh_auth_sock\n"), to: "\(home)/.ssh/config")
      }
      let before = FileTree(of: home, itself: true)
      let said = SyntaxAnswers(home: home, tmux: nil)
      func berth(_ arguments: String...) -> Outcome {
        Command([Built.berth] + arguments).env([
          "HOME": home, "SHELL": "/bin/bash", "PATH": Built.searchPath, "TMUX_TMPDIR": folder.path,
          "SCREENDIR": folder.path,
        ]).run()
      }
      let applied = berth("apply", "--yes", "--adopt-recipes")
      #expect(applied.status == 0, "\(file.entry.name): \(applied.err)")
      if applied.err.contains("takes out ~/\(file.target)") { adopted += 1 }
      #expect(SyntaxAnswers(home: home, tmux: nil).differences(from: said) == [], "\(file.entry.name)")
      let again = berth("diff")
      #expect(again.out.isEmpty && !again.err.contains("recipe"), "\(again.err)")
      let removed = berth("uninstall", "--yes")
      #expect(removed.status == 0, "\(removed.err)")
      #expect(FileTree(of: home, itself: true).differences(from: before) == [], "\(file.entry.name)")
    }
    #expect(adopted >= 20, "\(adopted)")
  }

  /// A real configuration with the recipe's lines below answers, once they are adopted, as without the recipe.
  @Test func `ssh answers as if there had been no recipe`() throws {
    guard let ssh = Built.path(of: "ssh") else { return }
    let folder = Scratch()
    var random = SeededGenerator(seed: 5)
    for (number, entry) in Corpus().candidates(for: ".ssh/config").enumerated()
    where !entry.text.mentions("include") {
      let home = "\(folder.path)/\(number)"
      let config = "\(home)/.ssh/config"
      let own = entry.text + Text(entry.text.isTerminated ? "Host *\n" : "\nHost *\n")
      let hosts = SSHAnswers.hosts(in: own, with: &random)
      func answers(_ text: Text) -> SSHAnswers {
        Disk.write(text, to: config)
        chmod(config, 0o600)
        return SSHAnswers(ssh: ssh, config: config, text: text, hosts: hosts, home: home, usesExec: true)
      }
      let before = answers(own)
      let pasted = own + Text("  IdentityAgent ~/.ssh/ssh_auth_sock\n")
      Disk.write(pasted, to: config)
      let applied = Command(Built.berth, "apply", "base", "--yes", "--adopt-recipes")
        .env(["HOME": home, "SHELL": "/bin/sh", "PATH": Built.searchPath]).run()
      #expect(applied.status == 0, "\(entry.name): \(applied.err)")
      let adopted = Disk.read(config) ?? []
      #expect(applied.err.contains("takes out ~/.ssh/config:"), "\(entry.name)")
      #expect(answers(adopted).differences(from: before) == [], "\(entry.name)")
    }
  }
}

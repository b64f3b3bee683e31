import ArgumentParser
import BerthCore
import BerthHost
import Glibc

/// The program: `berth diff`, `apply`, `uninstall`, `status` and the rest.
@main
struct Berth: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "berth",
    abstract: "One steady place for the SSH agent that you forward, for tmux, screen and every shell.",
    discussion: """
      berth diff shows what would change in your dotfiles, berth apply does it, berth uninstall gives the home \
      back as it was, with what you have written since.

      Exit status: 0 done, or nothing to do; 1 failed, and what had been begun is undone; 2 there are differences \
      (with --exit-code); 3 conflicts, nothing written; 64 wrong usage; 65 the profile or a template is wrong.
      """,
    version: "0.1.0",
    subcommands: [
      DiffCommand.self, ApplyCommand.self, UninstallCommand.self, StatusCommand.self, DoctorCommand.self,
      ProfilesCommand.self,
      TemplatesCommand.self, RenderCommand.self,
    ])

  static func main() {
    // A reader that has gone away, or a file that may not grow, is an error to report and not a reason to die
    // between two files.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    guard var command = command(named: Array(CommandLine.arguments.dropFirst())) else { return main(nil) }
    do {
      try command.run()
    } catch {
      exit(withError: error)
    }
  }

  /// The command that the first word names, read by itself: asked for the whole tree, ArgumentParser reflects on
  /// every command of it, which takes longer than all of `diff` (Tests/bench).
  ///
  /// - Returns: nil for anything but a plain call: then the whole tree is asked, and words the help or the error.
  private static func command(named words: [String]) -> (any ParsableCommand)? {
    guard let name = words.first,
      let type = configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      type.configuration.subcommands.isEmpty
    else { return nil }
    return try? type.parse(Array(words.dropFirst()))
  }
}

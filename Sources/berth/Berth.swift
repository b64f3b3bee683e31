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
      (with --exit-code); 3 conflicts, nothing written; 64 wrong usage; 65 the profile, a template or \
      a saved plan is wrong.
      """,
    version: "0.1.0",
    subcommands: [
      DiffCommand.self, ApplyCommand.self, UninstallCommand.self, StatusCommand.self, DoctorCommand.self,
      ProfilesCommand.self,
      TemplatesCommand.self, RenderCommand.self, GatherCommand.self, PlanCommand.self,
    ])

  static func main() {
    // A reader that has gone away, or a file that may not grow, is an error to report and not a reason to die
    // between two files.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // What is made is for its owner, whatever the umask takes from others.
    umask(umask(0o077) & 0o077)
    Glibc.exit(Call(ProgramWords.own).run().rawValue)
  }
}

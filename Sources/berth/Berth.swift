import ArgumentParser

/// The program: `berth diff`, `apply`, `uninstall`, `status` and the rest.
@main
struct Berth: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "berth",
    abstract: "One steady SSH agent socket for tmux, screen and every shell.",
    version: "0.1.0")
}

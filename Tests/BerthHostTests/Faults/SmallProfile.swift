import TestSupport

/// A profile with one entry of each kind, for tests of thousands of runs: a whole file, a block in a file that a
/// symlink leads to, a block in a file with two names, which is written in place, a file in new folders.
final class SmallProfile {
  private let home: TestHome
  var path: String { "\(home.folder)/small.yaml" }

  init() throws {
    home = TestHome()
    Disk.write("# berth's line\n", to: "\(home.folder)/text")
    Disk.write(
      Array(
        """
        version: 1
        files:
          - { path: ~/.bashrc_agent, template: text, patch: file }
          - { path: ~/.tmux.conf, template: text, patch: block }
          - { path: ~/.screenrc, template: text, patch: block }
          - { path: ~/.config/small/rc, template: text, patch: file }
        leftovers: [~/.ssh/ssh_auth_sock]

        """.utf8), to: path)
  }
}

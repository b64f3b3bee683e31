import BerthCore
import Testing

@Suite struct LoginFilesTests {
  @Test(arguments: [
    ([".profile": "if [ -f \"$HOME/.bashrc\" ]; then\n  . \"$HOME/.bashrc\"\nfi\n"], nil),
    ([".bash_profile": "[[ -f ~/.bashrc ]] && . ~/.bashrc\n"], nil),
    ([".bash_profile": "export A=1\n", ".profile": ". ~/.bashrc\n"], ".bash_profile"),
    ([".bash_profile": ". ~/.profile\n", ".profile": ". ~/.bashrc\n"], nil),
    ([".bash_login": "# . ~/.bashrc\n"], ".bash_login"),
    ([".bash_profile": ". ~/.bashrc_local\n"], ".bash_profile"),
    ([".bash_profile": ". ~/.profile\n", ".profile": ". ~/.bash_profile\n"], ".bash_profile"),
    ([".bash_profile": "alias eb=\"vim ~/.bashrc\"\n"], ".bash_profile"),
    (
      [".bash_profile": ". \"$DOTFILES_DIR/local/.profile\"\n", ".profile": ". ~/.bashrc\n"], ".bash_profile"
    ),
    ([".bash_profile": "if [ -n \"$TMUX\" ]; then . ~/.bashrc; fi\n"], ".bash_profile"),
    ([".bash_profile": "[ -n \"$DONE\" ] && return\n. ~/.bashrc\n"], ".bash_profile"),
    ([".bash_profile": "f() { . ~/.bashrc; }\n"], ".bash_profile"),
    ([".bash_profile": "case $- in *i*) . ~/.bashrc;; esac\n"], nil),
    ([".bash_profile": "test -r \"${HOME}/.bashrc\" && source \"${HOME}\"/.bashrc\n"], nil),
    ([".bash_profile": "if [ -f /home/u/.bashrc ]; then\n  source /home/u/.bashrc\nfi\n"], nil),
    (
      [".profile": "if [ -n \"$BASH_VERSION\" ]; then\n  if [ -f ~/.bashrc ]; then . ~/.bashrc; fi\nfi\n"],
      nil
    ),
    (
      [
        ".profile":
          "if [ \"$BASH\" ]; then\n  if [ -f ~/.bashrc ]; then . ~/.bashrc; fi\nfi\nmesg n || true\n"
      ], nil
    ),
    ([:], ".profile"),
  ])
  func theFileThatNeverLeadsToBashrc(files: [String: String], lonely: String?) {
    var contents: [HomePath: Bytes] = [:]
    for (name, text) in files { contents[HomePath(relative: name)] = Bytes(text.utf8) }
    #expect(LoginFiles(contents, home: "/home/u").lonely?.relative == lonely)
  }

  @Test func ourOwnHookIsNoWayToBashrc() throws {
    let path = HomePath(relative: ".bash_profile")
    let patch = try BlockPatch(entry: path, rendered: Bytes(". ~/.bashrc\n".utf8), place: .end)
    let text = try patch.apply(to: Bytes("export A=1\n".utf8)).file
    #expect(LoginFiles([path: text], home: "/home/u").lonely == path)
  }
}

import BerthCore
import Testing

@Suite struct StartupVariableTests {
  @Test(arguments: [
    ("export ZDOTDIR=~/.config/zsh\n", StartupFileReader.Assigned.value("/home/u/.config/zsh")),
    ("ZDOTDIR=\"$HOME/z\"\n", .value("/home/u/z")),
    ("export ZDOTDIR=\"${ZDOTDIR:-$HOME/.zsh}\"\n", .value("/home/u/.zsh")),
    (": ${ZDOTDIR:=$HOME/.zsh}\n", .value("/home/u/.zsh")),
    (
      "export XDG_CONFIG_HOME=${XDG_CONFIG_HOME:-$HOME/.config}\nexport ZDOTDIR=$XDG_CONFIG_HOME/zsh\n",
      .value("/home/u/.config/zsh")
    ),
    ("if [[ -d ~/z ]]; then\n  ZDOTDIR=~/z\nfi\n. $ZDOTDIR/.zshenv\n", .value("/home/u/z")),
    ("ZDOTDIR=$(somewhere)\n", .unknown),
    ("eval ZDOTDIR=x\n", .value("")),
    ("# ZDOTDIR=x\n", .value("")),
    ("f() { ZDOTDIR=x; }\n", .value("")),
  ])
  func whatZshenvSetsItTo(text: String, value: StartupFileReader.Assigned) {
    let variables = ["HOME": "/home/u", "ZDOTDIR": "", "XDG_CONFIG_HOME": ""]
    let reader = StartupFileReader(Bytes(text.utf8), shell: .zsh)
    #expect(reader.value(of: "ZDOTDIR", variables: variables) == value)
  }
}

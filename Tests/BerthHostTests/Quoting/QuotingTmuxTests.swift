import BerthCore
import TestSupport
import Testing

/// Values as the real tmux reads them.
@Suite struct QuotingTmuxTests {
  @Test(.enabled(if: QuotingSandbox.has("tmux"), "there is no tmux here"))
  func readsEveryValueAsItself() throws {
    let sandbox = QuotingSandbox()
    let values = QuotingValues.all
    let lines =
      "set-environment -g XNN {{vNN}}\nset -g @xNN {{vNN}}\nYNN={{vNN}}\n"
      + "set -g @yNN a{{vNN}} ; setenv -g ZNN {{vNN}}\nif-shell -F 1 { setenv -g WNN {{vNN}} }\n"
    sandbox.write(try QuotingValues.render(lines, values, for: .tmux), to: "tmux.conf")
    let tmux = ["tmux", "-L", "quoting", "-f", sandbox.work + "/tmux.conf"]
    sandbox.run(tmux + ["new-session", "-d", "env -0 > env.new; mv env.new env; exec sleep 30"])
    defer { sandbox.run(tmux + ["kill-server"]) }
    let shown = sandbox.run(
      tmux
        + values.indices.flatMap {
          ["show-options", "-gv", "@x\($0)", ";", "display-message", "-p", "<\($0)>", ";"]
        })
    var wrong: [String] = []
    sandbox.run(["sh", "-c", "until test -f env; do sleep 0.05; done"])

    let variables = Environment(sandbox.read("env"))
    var options = shown.out[...]
    for (number, value) in values.enumerated() {
      let meaning = QuotingValues.meaning(of: value, home: sandbox.home)
      for name in ["X", "Y", "Z", "W"] {
        if variables["\(name)\(number)"] != meaning { wrong.append("\(name): \(value)") }
      }
      let option = meaning + Bytes("\n<\(number)>\n".utf8)
      if !options.starts(with: option) { wrong.append("@x: \(value)") }
      options = options.dropFirst(option.count)
    }
    #expect(wrong == [])
    #expect(!sandbox.isPwned)
  }
}

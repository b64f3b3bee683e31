import BerthCore
import Glibc
import TestSupport
import Testing

/// Values as the real screen reads them.
@Suite struct QuotingScreenTests {
  @Test(.enabled(if: QuotingSandbox.has("screen"), "there is no screen here"))
  func readsEveryValueAsItself() throws {
    let sandbox = QuotingSandbox()
    let values = QuotingValues.all
    let output = sandbox.work + "/env"
    let text = try QuotingValues.render(
      "setenv XNN {{vNN}}\nsetenv YNN a{{vNN}}\n", values, for: .screen, before: "startup_message off\n",
      after: "screen -t w 1 sh -c 'env -0 > \(output).new; mv \(output).new \(output); exec sleep 30'\n")
    sandbox.write(text, to: "screenrc")
    let sockets = sandbox.root + "/sockets"
    mkdir(sockets, 0o700)
    let environment = ["SCREENDIR": sockets]
    sandbox.run(["screen", "-c", "screenrc", "-dmS", "quoting"], environment: environment)
    defer { sandbox.run(["screen", "-S", "quoting", "-X", "quit"], environment: environment) }
    sandbox.run(["sh", "-c", "until test -f env; do sleep 0.05; done"])

    let variables = Environment(sandbox.read("env"))
    var wrong: [String] = []
    for (number, value) in values.enumerated() {
      let meaning = QuotingValues.meaning(of: value, home: sandbox.home)
      if variables["X\(number)"] != meaning { wrong.append(value) }
      if variables["Y\(number)"] != [UInt8(ascii: "a")] + meaning { wrong.append("a" + value) }
    }
    #expect(wrong == [])
    #expect(!sandbox.isPwned)
  }
}

/// What `env -0` prints.
struct Environment {
  private var variables: [String: Bytes] = [:]

  init(_ text: Bytes) {
    for entry in text.split(separator: 0) {
      guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
      variables[String(decoding: entry[..<equals], as: UTF8.self)] = Bytes(entry[(equals + 1)...])
    }
  }

  subscript(name: String) -> Bytes? { variables[name] }
}

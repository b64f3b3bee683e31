import TestSupport
import Testing

/// Calls that are read without ArgumentParser mean what it makes of them: `--` at the end leaves a call to it.
@Suite struct PlainCallTests {
  static let calls = [
    "apply --yes", "apply -y p.yaml", "apply -n p.yaml", "apply --dry-run --exit-code p.yaml",
    "apply -y --on-conflict replace p.yaml", "apply p.yaml -y --on-conflict=keep",
    "apply -y --set word=x p.yaml",
    "apply -y --set=word=a=b p.yaml --set other=1", "apply --yes --adopt-recipes p.yaml",
    "apply -y p.yaml --format json",
    "apply -y p.yaml --color always", "apply -y --verbose p.yaml", "apply p.yaml", "apply -yn p.yaml",
    "apply -y -y p.yaml",
    "diff p.yaml", "diff", "diff --set word=x p.yaml", "diff --set word p.yaml", "diff --set",
    "diff --set -n p.yaml",
    "diff --on-conflict keep p.yaml", "diff --on-conflict nothing p.yaml", "diff --adopt-recipes p.yaml",
    "diff --exit-code p.yaml --on-conflict replace", "diff --format json p.yaml", "diff --format=json p.yaml",
    "diff --format text --format json p.yaml", "diff --format= p.yaml", "diff --color always p.yaml",
    "diff --out plan p.yaml", "diff --uninstall", "diff --uninstall p.yaml", "apply -y --plan p.yaml",
    "apply --plan p.yaml --set a=b", "diff --via false", "diff --host h --via sh", "diff --host -h",
    "diff --host= --out p", "status --via=false", "status --host h --via sh",
    "apply --via=false -y", "apply --host h --plan p", "apply --host -h", "apply --print-script",
    "apply --via false --print-script p.yaml", "uninstall --via false -y", "uninstall --host= -y",
    "uninstall --print-script", "apply --hosts-from p.yaml -y", "diff --hosts-from none",
    "status --hosts-from t",
    "uninstall --hosts-from= -y", "apply --forks 0 -y", "diff --forks=x p.yaml", "status --forks 2",
    "uninstall --forks 1 -y",
    "diff --verbose p.yaml", "diff p.yaml q.yaml", "diff --frob p.yaml", "diff ''",
    "status", "status --exit-code", "status --format json", "status --color never --verbose", "status p.yaml",
    "uninstall -y", "uninstall --yes --on-conflict replace", "uninstall -n --exit-code",
    "uninstall --dry-run --format json",
    "uninstall", "uninstall -y --color=never --verbose", "uninstall -y p.yaml",
  ]

  @Test(arguments: calls) func theyMeanTheSame(_ call: String) {
    #expect(PlainCallHome().result(of: call) == PlainCallHome().result(of: "\(call) --"))
  }

  @Test(arguments: ["apply", "diff", "status", "uninstall"]) func everyOptionIsTried(_ command: String) {
    let help = PlainCallHome().result(of: "\(command) --help").out
    let lines = String(decoding: help, as: UTF8.self).split(separator: "\n")
    let options = lines.filter { $0.hasPrefix("  -") }.compactMap { line in
      line.split { " ,".contains($0) }.first { $0.hasPrefix("--") && $0 != "--help" && $0 != "--version" }
    }
    #expect(options.count >= 3)
    for option in options {
      #expect(
        Self.calls.contains { call in
          let words = call.split { " =".contains($0) }
          return words.first == command[...] && words.contains(option)
        }, "\(command) \(option)")
    }
  }
}

/// A home with a file in the way, and a profile beside it.
private struct PlainCallHome {
  private let root = Scratch("p")
  private let home: String

  init() {
    home = root.makeFolder("home")
    Disk.write(Array("mine\n".utf8), to: "\(home)/.a", mode: 0o640)
    Disk.write(Array("# {{word}} {{other}}\n".utf8), to: "\(root.path)/t", mode: 0o644)
    let profile = """
      version: 1
      vars: { word: hello, other: 2 }
      files:
        - { path: ~/.a, template: t, patch: file, reload: { label: rest, command: 'true' } }
        - { path: ~/.b, template: t, patch: block }

      """
    Disk.write(Array(profile.utf8), to: "\(root.path)/p.yaml", mode: 0o644)
  }

  /// What the program prints and leaves.
  func result(of call: String) -> Outcome {
    var outcome = Command(
      "/bin/sh", "-c", "berth=$1; shift; eval \"\\\"\\$berth\\\" $*\"", "sh", Built.berth, call
    )
    .in(root.path)
    .env(["HOME": home, "SHELL": "/bin/bash", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]).run()
    let left = FileTree(of: home).nodes.filter { !$0.key.hasPrefix(".local") }
    outcome.out += Array(left.keys.sorted().joined(separator: " ").utf8)
    for name in [".a", ".b"] { outcome.out += Disk.read("\(home)/\(name)") ?? [] }
    outcome.out = outcome.out.replacing(Array(root.path.utf8), with: [])
    outcome.errors = outcome.errors.replacing(Array(root.path.utf8), with: [])
    return outcome
  }
}

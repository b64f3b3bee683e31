import BerthCore
import Glibc

/// What ssh itself says about IdentityAgent, and which line of which file decides it.
struct SSHCheck {
  private let examination: Examination

  init(_ examination: Examination) { self.examination = examination }

  /// A host that no configuration names (RFC 2606).
  private static let host = "berth-doctor.invalid"

  /// What it has to say; never nothing, and the home not yet hidden.
  func findings() -> [Finding] { otherHome + [finding] }

  private var finding: Finding {
    let outcome = examination.run(
      ["ssh"] + configuration + ["-T", "-G", "-o", "CanonicalizeHostname=no", Self.host],
      // ssh runs the commands of `Match exec` with $SHELL: so none of them is really run, and every one holds.
      environment: ["SHELL": truth])
    switch outcome.end {
    case .exited(0): break
    case .timedOut where examination.deadline.isOver:
      return Finding(.info, .ssh, "ssh was not asked: there was no time", type: ["ssh -G \(Self.host)"])
    case .timedOut: return Finding(.warning, .ssh, "ssh -G does not answer", type: ["ssh -G \(Self.host)"])
    case .notStarted: return Finding(.warning, .ssh, "there is no ssh in PATH")
    default:
      let lines = outcome.errors.split(separator: 0x0a).map { String(decoding: $0.trimmed, as: UTF8.self) }
      let words =
        lines.first { $0.contains("onfiguration") || $0.contains("owner") } ?? lines.first ?? "it fails"
      return Finding(
        .error, .ssh, "ssh can't read its configuration: \(words)", type: ["ssh -G \(Self.host)"])
    }
    return judged(Self.value(in: outcome.output))
  }

  private func judged(_ value: String?) -> Finding {
    let result: Finding.Result = examination.isInstalled ? .warning : .info
    guard let value else {
      return Finding(
        result, .ssh, "no IdentityAgent is set: ssh goes by SSH_AUTH_SOCK alone",
        type: examination.isInstalled ? ["berth diff"] : ["berth apply"])
    }
    let line = deciding(value)
    let place = line.map { "\($0.file):\($0.number)" }
    if path(value) == examination.link.path {
      return Finding(.ok, .ssh, "IdentityAgent is the link\(place.map { ", by \($0)" } ?? "")")
    }
    let shown = examination.text.shown(value)
    return Finding(
      result, .ssh, "IdentityAgent is \(shown)\(place.map { ", by \($0)" } ?? ""), not the link",
      type: line.map { ["${EDITOR:-vi} +\($0.number) \(shellWord($0.file))"] } ?? [])
  }

  /// ssh knows the home of the passwd entry alone. Where `HOME` is another one, its configuration is named, and the
  /// system's is left out.
  private var configuration: [String] {
    guard !isAccountHome else { return [] }
    let path = examination.path(".ssh/config")
    return [
      "-F", path.withCPath { access($0, R_OK) } == 0 ? String(decoding: path, as: UTF8.self) : "/dev/null",
    ]
  }

  private var isAccountHome: Bool {
    examination.surroundings.accountHome?.resolvedPath == examination.host.home.canonical
  }

  private var otherHome: [Finding] {
    guard !isAccountHome, let home = examination.surroundings.accountHome else { return [] }
    return [
      Finding(
        .info, .ssh, "HOME is not the home that ssh and sshd use: that is \(examination.text.shown(home))")
    ]
  }

  private var truth: String { access("/bin/true", X_OK) == 0 ? "/bin/true" : "/usr/bin/true" }

  /// ssh(1), `-G`: `identityagent VALUE`, the home already put in.
  private static func value(in output: Bytes) -> String? {
    for line in LineReader(output) where output[line.content].starts(withText: "identityagent ") {
      return String(decoding: output[line.content].dropFirst(14), as: UTF8.self)
    }
    return nil
  }

  /// The first line that gives every host that value.
  private func deciding(_ value: String) -> IdentityAgentLine? {
    let lines = read(examination.path(".ssh/config"), besides: examination.path(".ssh"))
    let system = examination.surroundings.clientConfig
    let folder = Bytes(system[..<(system.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
    return (lines + read(system, besides: folder)).first { line in
      switch line.audience {
      case .all, .exec: path(line.value) == path(value)
      case .some: false
      }
    }
  }

  private func read(_ file: Bytes, besides folder: Bytes) -> [IdentityAgentLine] {
    let text = examination.text
    guard let bytes = PlainFile.read(file) else { return [] }
    return IdentityAgentLine.all(in: bytes, file: text.shown(file)) { word in
      PlainFile.included(word, in: folder, home: examination.host.home.canonical)
        .map { (text.shown($0.path), $0.text) }
    }
  }

  /// A value as a path, its home and host put in (ssh_config(5), TOKENS).
  private func path(_ value: String) -> Bytes {
    var value = value
    let name = examination.host.gatherFacts(for: []).hostname
    let short = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name
    value = value.replacing("%L", with: short).replacing("%l", with: name).replacing("%d", with: "~")
    let account = String(decoding: examination.surroundings.accountHome ?? [], as: UTF8.self)
    for prefix in ["~", account] where !prefix.isEmpty && value.hasPrefix(prefix + "/") {
      return Bytes((examination.host.homePath + value.dropFirst(prefix.count)).utf8)
    }
    return Bytes(value.utf8)
  }
}

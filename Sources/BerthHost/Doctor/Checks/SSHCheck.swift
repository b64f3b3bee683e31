import BerthCore
import Glibc

/// What ssh itself says about IdentityAgent, and which line of which file decides it.
struct SSHCheck: Check {
  let examination: Examination

  /// A host that no configuration names (RFC 2606).
  private static let host = "berth-doctor.invalid"

  func findings() -> [Finding] { otherHome + [finding] }

  private var finding: Finding {
    let outcome = examination.run(
      ["ssh"].bytes + configuration + ["-T", "-G", "-o", "CanonicalizeHostname=no", Self.host].bytes,
      // ssh runs the commands of `Match exec` with $SHELL: so none of them is really run, and every one holds.
      environment: ["SHELL": Bytes(truth.utf8)])
    switch outcome.end {
    case .exited(0): break
    case .timedOut where examination.deadline.isOver:
      return Finding(.info, .sshSilent, "ssh was not asked: there was no time")
    case .timedOut: return Finding(.warning, .sshSilent, "'ssh -G \(Self.host)' does not answer")
    case .notStarted: return Finding(.warning, .sshSilent, "there is no ssh in PATH")
    default:
      let lines = outcome.errors.split(separator: lineFeed).map {
        String(decoding: $0.trimmed, as: UTF8.self)
      }
      let words =
        lines.first { $0.contains("onfiguration") || $0.contains("owner") } ?? lines.first ?? "it fails"
      return Finding(
        .error, .sshRefuses, "ssh can't read its configuration: \(words)", type: refusal(words))
    }
    return judged(Self.value(in: outcome.output))
  }

  private func judged(_ value: String?) -> Finding {
    let result: Finding.Result = examination.isInstalled ? .warning : .info
    guard let value else {
      return Finding(
        result, .identityAgentUnset, "no IdentityAgent is set: ssh goes by SSH_AUTH_SOCK alone",
        // Where there is nothing to write, it is not for want of our lines.
        type: examination.isInstalled && !examination.renewal.differs ? [] : examination.renewal.advice())
    }
    if examination.profile.isPerKey == true, value == "SSH_AUTH_SOCK" {
      return Finding(
        ok: .ssh, "ssh goes by SSH_AUTH_SOCK, each person's own link\(Self.words(deciding(value)))")
    }
    var line = deciding(value)
    // The note that the installed files leave for ssh while every agent sleeps: the next ssh looks anew.
    if let note = line, note.file.hasSuffix(".asleep"), note.file.hasPrefix("~/.ssh/") {
      line = deciding(String(decoding: examination.link.path, as: UTF8.self))
      if !examination.isLinkAlive {
        return Finding(
          .info, .identityAgentAsleep,
          "IdentityAgent is none, by \(note.file): ssh goes on without the sleepers")
      }
      guard line != nil else { return other(value, by: note) }
      return linkIs(by: line)
    }
    return path(value) == examination.link.path ? linkIs(by: line) : other(value, by: line)
  }

  private func linkIs(by line: IdentityAgentLine?) -> Finding {
    Finding(ok: .ssh, "IdentityAgent is the link\(Self.words(line))")
  }

  private func other(_ value: String, by line: IdentityAgentLine?) -> Finding {
    Finding(
      examination.isInstalled ? .warning : .info, .identityAgentOther,
      "IdentityAgent is \(examination.text.shown(value))\(Self.words(line)), not the link",
      type: line.map { [Advice("${EDITOR:-vi} +\($0.number) \(shellWord($0.file))")] } ?? [])
  }

  private static func words(_ line: IdentityAgentLine?) -> String {
    line.map { ", by \($0.file):\($0.number)" } ?? ""
  }

  /// `/home/a/.ssh/config: line 3: Bad configuration option: x`, or `Bad owner or permissions on …`.
  private func refusal(_ words: String) -> [Advice] {
    if words.hasPrefix("Bad owner or permissions on ") {
      return [.safe("chmod go-w \(shellWord(examination.text.shown(String(words.dropFirst(28)))))")]
    }
    let parts = words.split(separator: ":").map { String($0.drop { $0 == " " }) }
    guard parts.count > 1, let line = parts[1].split(separator: " ").last.flatMap({ Int($0) }) else {
      return []
    }
    return [Advice("${EDITOR:-vi} +\(line) \(shellWord(examination.text.shown(parts[0])))")]
  }

  /// ssh knows the home of the passwd entry alone. Where `HOME` is another one, its configuration is named, and the
  /// system's is left out.
  private var configuration: [Bytes] {
    guard !isAccountHome else { return [] }
    let path = examination.path(".ssh/config")
    return ["-F"].bytes + (path.withCPath { access($0, R_OK) } == 0 ? [path] : ["/dev/null"].bytes)
  }

  private var isAccountHome: Bool {
    examination.surroundings.accountHome?.resolvedPath == examination.host.home.canonical
  }

  private var otherHome: [Finding] {
    guard !isAccountHome, let home = examination.surroundings.accountHome else { return [] }
    return [
      Finding(
        .info, .homeOther,
        "HOME is not the home that ssh uses: that is \(examination.text.shown(home))")
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
    let name = examination.host.gatherFacts().hostname
    let short = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name
    value = value.replacing("%L", with: short).replacing("%l", with: name).replacing("%d", with: "~")
    let account = String(decoding: examination.surroundings.accountHome ?? [], as: UTF8.self)
    for prefix in ["~", account] where !prefix.isEmpty && value.hasPrefix(prefix + "/") {
      return examination.path(String(value.dropFirst(prefix.count + 1)))
    }
    return Bytes(value.utf8)
  }
}

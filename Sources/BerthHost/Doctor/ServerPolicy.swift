import BerthCore
import Glibc

/// What sshd_config and authorized_keys say about `~/.ssh/rc` and about forwarding, as far as they may be read.
struct ServerPolicy {
  private let examination: Examination
  private let settings: ServerSettings?
  private let shownConfig: String

  init(_ examination: Examination) {
    self.examination = examination
    let config = examination.surroundings.serverConfig
    let text = examination.text
    shownConfig = text.shown(config)
    let folder = Bytes(config[..<(config.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
    settings = PlainFile.read(config).map {
      ServerSettings($0, file: text.shown(config)) { word in
        PlainFile.included(word, in: folder, home: examination.host.home.canonical)
          .map { (text.shown($0.path), $0.text) }
      }
    }
  }

  /// What keeps the script from running or agents from coming through; empty if nothing does.
  func findings() -> [Finding] {
    guard let settings else {
      let exists = examination.surroundings.serverConfig.withCPath { access($0, F_OK) } == 0
      return
        (exists
        ? [
          Finding(
            .info, .serverUnreadable,
            "\(shownConfig) may not be read; 'sudo sshd -T' tells whether sshd runs ~/.ssh/rc and forwards agents"
          )
        ]
        : []) + keyFindings
    }
    var findings: [Finding] = []
    findings += self.findings(settings, "permituserrc", "no", .serverRunsNoRC)
    findings += self.findings(settings, "forcecommand", nil, .serverRunsNoRC, except: "none")
    findings += self.findings(settings, "allowagentforwarding", "no", .serverForwardsNone)
    findings += self.findings(settings, "allowagentforwarding", "local", .serverForwardsNone)
    findings += self.findings(settings, "disableforwarding", "yes", .serverForwardsNone)
    return findings + keyFindings
  }

  /// Whether the script runs in logins that no `Match` tells apart.
  var runsRC: Bool {
    settings?.deciding("permituserrc")?.value.lowercased() != "no"
      && settings?.deciding("forcecommand")?.value.lowercased() ?? "none" == "none"
  }

  private func findings(
    _ settings: ServerSettings, _ keyword: String, _ value: String?, _ ailment: Ailment, except: String? = nil
  ) -> [Finding] {
    func says(_ line: ServerSettings.Line) -> Bool {
      let own = line.value.lowercased()
      return value.map { own == $0 } ?? (own != except)
    }
    if let line = settings.deciding(keyword), says(line) {
      return [finding(line, ailment)]
    }
    return settings.conditional(keyword).filter(says).prefix(1).map { finding($0, ailment) }
  }

  /// Interactive shells do what rc would have done, and an agent may have come another way: while one answers behind
  /// the link, it is only worth knowing.
  private func finding(_ line: ServerSettings.Line, _ ailment: Ailment) -> Finding {
    let place = "\(line.file):\(line.number)"
    let audience = line.condition.map { ", for '\($0)'" } ?? ""
    let isHarmless = line.condition != nil || examination.isLinkAlive
    return ailment == .serverRunsNoRC
      ? Finding(
        isHarmless ? .info : .warning, ailment,
        "\(place) keeps ~/.ssh/rc from running\(audience): only interactive shells set the link")
      : Finding(
        isHarmless ? .info : .error, ailment,
        "\(place) lets no agent through\(audience): only who runs this host can change that")
  }

  /// sshd_config(5), AuthorizedKeysFile: `.ssh/authorized_keys .ssh/authorized_keys2` unless said otherwise.
  private var keyFindings: [Finding] {
    let value =
      settings?.deciding("authorizedkeysfile")?.value ?? ".ssh/authorized_keys .ssh/authorized_keys2"
    return value.split(separator: " ").flatMap { word -> [Finding] in
      let name = word.replacingPrefix("%h/")
      let path = name.hasPrefix("/") ? Bytes(name.utf8) : examination.path(name)
      guard let text = PlainFile.read(path) else { return [] }
      return AuthorizedKeys(text).restricted.map { key in
        let what =
          switch (key.runsRC, key.forwardsAgent) {
          case (true, _): "a key that lets no agent through"
          case (_, true): "a key that keeps ~/.ssh/rc from running"
          default: "a key that runs no ~/.ssh/rc and lets no agent through"
          }
        return Finding(.info, .keyRestricted, "\(examination.text.shown(path)):\(key.line) holds \(what)")
      }
    }
  }
}

extension Substring {
  fileprivate func replacingPrefix(_ prefix: String) -> String {
    String(hasPrefix(prefix) ? dropFirst(prefix.count) : self)
  }
}

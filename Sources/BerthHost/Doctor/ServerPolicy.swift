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
            .info, .rc, "\(shownConfig) may not be read", type: ["sudo sshd -T | grep -iE 'userrc|forward'"])
        ]
        : []) + keyFindings
    }
    var findings: [Finding] = []
    findings += Self.findings(settings, "permituserrc", "no", .warning, "keeps ~/.ssh/rc from running")
    findings += Self.findings(
      settings, "forcecommand", nil, .warning, "keeps ~/.ssh/rc from running", except: "none")
    findings += Self.findings(settings, "allowagentforwarding", "no", .error, "lets no agent through")
    findings += Self.findings(settings, "allowagentforwarding", "local", .error, "lets no agent through")
    findings += Self.findings(settings, "disableforwarding", "yes", .error, "lets no agent through")
    return findings + keyFindings
  }

  private static func findings(
    _ settings: ServerSettings, _ keyword: String, _ value: String?, _ result: Finding.Result, _ what: String,
    except: String? = nil
  ) -> [Finding] {
    func says(_ line: ServerSettings.Line) -> Bool {
      let own = line.value.lowercased()
      return value.map { own == $0 } ?? (own != except)
    }
    if let line = settings.deciding(keyword), says(line) {
      return [finding(line, result, what)]
    }
    return settings.conditional(keyword).filter(says).prefix(1).map {
      finding($0, .info, "\(what), for '\($0.condition ?? "")'")
    }
  }

  private static func finding(_ line: ServerSettings.Line, _ result: Finding.Result, _ what: String)
    -> Finding
  {
    Finding(
      result, .rc, "\(line.file):\(line.number) \(what)",
      type: result == .info
        ? [] : ["sudo sed -n \(line.number)p \(shellWord(line.file))    # \(line.keyword): ask the admin"])
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
        return Finding(.info, .rc, "\(examination.text.shown(path)):\(key.line) holds \(what)")
      }
    }
  }
}

extension Substring {
  fileprivate func replacingPrefix(_ prefix: String) -> String {
    String(hasPrefix(prefix) ? dropFirst(prefix.count) : self)
  }
}

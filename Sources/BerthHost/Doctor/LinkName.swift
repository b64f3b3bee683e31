import BerthCore

/// Where the link lies: what the installed profile's variables say, else the default.
struct LinkName {
  /// Absolute.
  let path: Bytes
  /// As messages show it, and as it is typed.
  let shown: String

  /// The last component.
  var name: String { String(shown.split(separator: "/").last ?? "") }

  /// Source: the built-in profiles: `socket` names the link, and `per_host` gives each host one of its own, with the
  /// name that ssh_config(5) calls `%L`: up to the first dot.
  init(installed receipt: Receipt?, on host: Host) {
    let vars = Self.variables(receipt, homePath: host.homePath)
    var socket = "~/.ssh/ssh_auth_sock"
    if case .string(let value)? = vars["socket"], value.hasPrefix("~/") || value.hasPrefix("/") {
      socket = value
    }
    if vars["per_host"] == .bool(true) {
      let name = host.gatherFacts(for: []).hostname
      socket += "." + (name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name)
    }
    if socket.hasPrefix(host.homePath + "/") { socket = "~" + socket.dropFirst(host.homePath.count) }
    path = Bytes((socket.hasPrefix("~/") ? host.homePath + socket.dropFirst() : socket).utf8)
    shown = shellWord(socket)
  }

  private static func variables(_ receipt: Receipt?, homePath: String) -> [String: Value] {
    guard let receipt else { return [:] }
    var vars = (try? ProfileStore(homePath: homePath).profile(receipt.profile).vars) ?? leftover(of: receipt)
    for setting in receipt.settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { vars[String(parts[0])] = Value.parsing(setOption: String(parts[1])) }
    }
    return vars
  }

  /// The profile is gone, or was named relative to another folder: its leftovers still tell.
  private static func leftover(of receipt: Receipt) -> [String: Value] {
    guard
      let link = receipt.leftovers.first(where: { $0.relative.hasPrefix(".ssh/") && !$0.name.contains("*") })
    else { return [:] }
    return ["socket": .string(link.description)]
  }
}

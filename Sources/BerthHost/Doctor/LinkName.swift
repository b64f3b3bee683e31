import BerthCore

/// Where the link lies: what the installed profile's variables say, else the default.
struct LinkName {
  /// Absolute.
  let path: Bytes
  /// As messages show it, and as it is typed.
  let shown: String

  /// Under the home; the whole path of one that is elsewhere.
  let relative: String

  /// The last component.
  var name: String { String(shown.split(separator: "/").last ?? "") }

  /// Source: the built-in profiles: `socket` names the link, and `per_host` gives each host one of its own, with the
  /// name that ssh_config(5) calls `%L`: up to the first dot.
  /// With `per_key` it has a name behind it, which only the shells of its person know.
  ///
  /// `own`: `SSH_AUTH_SOCK`.
  init(_ profile: InstalledProfile, on host: Host, own: Bytes?) {
    var socket = "~/.ssh/ssh_auth_sock"
    if let value = profile.socket, value.hasPrefix("~/") || value.hasPrefix("/") { socket = value }
    if profile.isPerHost {
      let name = host.gatherFacts().hostname
      socket += "." + (name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name)
    }
    if profile.isPerKey == true, let own {
      let base = socket.hasPrefix("~/") ? host.homeText + socket.dropFirst() : socket
      let value = String(decoding: own, as: UTF8.self)
      if value.hasPrefix("\(base).") { socket = value }
    }
    if socket.hasPrefix(host.homeText + "/") { socket = "~" + socket.dropFirst(host.homeText.count) }
    path = socket.hasPrefix("~/") ? host.homePath + Bytes(socket.utf8.dropFirst()) : Bytes(socket.utf8)
    shown = shellWord(socket)
    relative = socket.hasPrefix("~/") ? String(socket.dropFirst(2)) : socket
  }
}

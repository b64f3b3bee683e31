import BerthCore

/// What the installed profile's variables say; of nothing installed, what the built-in ones would.
struct InstalledProfile {
  private let vars: [String: Value]
  private let receipt: Receipt?

  init(_ receipt: Receipt?, homePath: String) {
    self.receipt = receipt
    vars = Self.variables(receipt, homePath: homePath)
  }

  /// `socket`: where the link lies.
  var socket: String? { if case .string(let value)? = vars["socket"] { value } else { nil } }

  /// `per_host`: whether each host has a link of its own.
  var isPerHost: Bool { vars["per_host"] == .bool(true) }

  /// `per_key`: whether each person has; nil where the profile does not know of it.
  var isPerKey: Bool? { vars["per_key"].map { $0 == .bool(true) } }

  /// `agents`: patterns of further places of forwarded agents.
  var places: [String] {
    if case .string(let text)? = vars["agents"] { text.split(separator: " ").map(String.init) } else { [] }
  }

  /// `probe_timeout`, in milliseconds: how long an agent may take to answer.
  var bound: Int {
    guard case .string(let text)? = vars["probe_timeout"], let seconds = Double(text) else { return 1_000 }
    return Int(min(60, max(0.1, seconds)) * 1_000)
  }

  private static func variables(_ receipt: Receipt?, homePath: String) -> [String: Value] {
    let store = ProfileStore(homePath: homePath)
    guard let receipt else { return (try? store.profile("default").values) ?? [:] }
    let profile = try? store.profile(receipt.profile)
    var vars = profile?.values ?? leftover(of: receipt)
    for setting in receipt.settings {
      vars[setting.name] =
        (try? profile?.value(of: setting) { _ in true }) ?? Value.parsing(setOption: setting.text)
    }
    return vars
  }

  /// The profile is gone, or was named relative to another folder: its leftovers still tell.
  private static func leftover(of receipt: Receipt) -> [String: Value] {
    guard
      let link = receipt.leftovers.lazy.compactMap(\.path).first(where: { $0.relative.hasPrefix(".ssh/") })
    else { return [:] }
    return ["socket": .string(link.description)]
  }
}

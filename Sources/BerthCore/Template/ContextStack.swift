/// The values that a template's names are looked up in: the profile's variables, and on top of them what
/// the sections around the tag have opened.
struct ContextStack {
  private var values: [Value]

  init(_ root: Value) { values = [root] }

  mutating func push(_ value: Value) { values.append(value) }
  mutating func pop() { values.removeLast() }

  /// Looks a name up: its first part from the inside out, every other in what the one before it gave,
  /// as the Mustache specification has it.
  ///
  /// - Returns: nil for a name that is not defined.
  func value(of name: TagName) -> Value? {
    guard let first = name.parts.first else { return values.last }
    guard var value = value(of: first) else { return nil }
    for part in name.parts.dropFirst() {
      guard case .map(let map) = value, let inner = map[part] else { return nil }
      value = inner
    }
    return value
  }

  /// For the hint on a name that is not defined: the defined one it most resembles, if any does.
  func nearest(to name: TagName) -> String? {
    guard let first = name.parts.first else { return nil }
    guard var value = value(of: first) else {
      return suggestion(for: first, among: names).map {
        ([$0] + name.parts.dropFirst()).joined(separator: ".")
      }
    }
    var parts = [first]
    for part in name.parts.dropFirst() {
      guard case .map(let map) = value else { return nil }
      guard let inner = map[part] else {
        return suggestion(for: part, among: map.keys).map { (parts + [$0]).joined(separator: ".") }
      }
      value = inner
      parts.append(part)
    }
    return nil
  }

  private func value(of part: String) -> Value? {
    for case .map(let map) in values.reversed() {
      if let value = map[part] { return value }
    }
    return nil
  }

  private var names: Set<String> {
    var names: Set<String> = []
    for case .map(let map) in values { names.formUnion(map.keys) }
    return names
  }
}

extension Value {
  /// Whether a section of it is rendered. The specification leaves the empty text open; here it is
  /// nothing, so that `{{#limit}}` asks whether a limit is given.
  var isTrue: Bool {
    switch self {
    case .null, .bool(false): false
    case .string(let text): !text.isEmpty
    case .list(let items): !items.isEmpty
    case .bool(true), .map: true
    }
  }
}

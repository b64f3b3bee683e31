/// The value of a profile variable, as templates see it.
package indirect enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case string(String)
  case list([Value])
  case map([String: Value])
}

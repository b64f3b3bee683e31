extension FixedWidthInteger {
  /// The number's digits, with zeros before them where there are fewer than `count`.
  package func digits(radix: Int, count: Int, uppercase: Bool = false) -> String {
    let text = String(self, radix: radix, uppercase: uppercase)
    return String(repeating: "0", count: Swift.max(0, count - text.utf8.count)) + text
  }
}

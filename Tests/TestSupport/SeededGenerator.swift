/// Random numbers that come again with the same seed: SplitMix64, after Steele, Lea and Flood (2014).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// True in so many of 100 cases.
  package mutating func chance(_ percent: Double) -> Bool {
    Double.random(in: 0..<100, using: &self) < percent
  }

  /// One of them.
  package mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices.randomElement(using: &self)!
  }

  /// One of them, each as often as its weight says.
  package mutating func pick<Element>(weighted choices: [(Element, weight: Int)]) -> Element {
    var left = Int.random(in: 0..<choices.reduce(0) { $0 + $1.weight }, using: &self)
    for (choice, weight) in choices {
      if left < weight { return choice }
      left -= weight
    }
    return choices[0].0
  }
}

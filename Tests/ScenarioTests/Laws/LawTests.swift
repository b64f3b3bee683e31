import Testing

/// The laws, over homes written for the purpose. Always run.
@Suite struct LawsOverHandWrittenHomes {
  @Test(arguments: Law.allCases) func `the law holds`(law: Law) async {
    let breaches = await Tour.handWritten.value.breaches(of: law)
    #expect(breaches.isEmpty, "\(law.rawValue):\n\(breaches)")
  }
}

/// The laws, over homes made of real dotfiles.
@Suite(.enabled(if: Corpus.isThere, "there is no corpus at ../shared/corpus beside the project"))
struct LawsOverRealHomes {
  @Test(arguments: Law.allCases) func `the law holds`(law: Law) async {
    let breaches = await Tour.corpus.value.breaches(of: law)
    #expect(breaches.isEmpty, "\(law.rawValue):\n\(breaches)")
  }

  @Test func `few as they are, nothing that can happen to a home is left out`() {
    let homes = Tour.blueprints
    let pieces = homes.flatMap(\.pieces)
    #expect(Set(homes.map(\.profile)).count == 4 && Set(homes.map(\.shell)).count == 2)
    #expect(Set(homes.map(\.sshMode)).count == 3 && homes.contains { $0.linksSSHFolder })
    #expect(homes.contains { !$0.sockets.isEmpty } && homes.contains { !$0.hazards.isEmpty })
    #expect(Set(pieces.map(\.link)).count == 4 && Set(pieces.map(\.mode)).count == 8)
    #expect(pieces.contains { $0.hasHardLink } && pieces.contains { $0.owner != nil })
    for (change, _) in TextChange.weights where change != .none {
      #expect(pieces.contains { $0.origin.hasSuffix(" + \(change)") }, "\(change)")
    }
  }

  @Test func `less than 3 homes in 100 are refused`() async {
    let tour = await Tour.corpus.value
    print("laws: \(tour.summary)")
    #expect(tour.tally.refusals * 100 < tour.tally.homes * 3)
  }
}

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

  @Test func `less than 3 homes in 100 are refused`() async {
    let tour = await Tour.corpus.value
    print("laws: \(tour.summary)")
    #expect(tour.tally.refusals * 100 < tour.tally.homes * 3)
  }
}

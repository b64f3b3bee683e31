import BerthCore
import BerthHost
import Glibc
import Testing

@Suite(
  "The doctor's advice, typed as it is printed",
  .enabled(if: BuiltProgram.path != nil, "the program is not built"))
struct AdviceTests {
  @Test(arguments: Ailment.allCases)
  func `It mends what it is for`(_ ailment: Ailment) throws {
    let patient = try Patient()
    let cure = try patient.fall(illWith: ailment)
    if case .elsewhere = cure { return }
    let finding = try #require(try patient.findings().first { $0.ailment == ailment })
    guard case .typed = cure else {
      #expect(finding.advice.isEmpty)
      return
    }
    #expect(!finding.advice.isEmpty)
    try patient.type(finding.commands)
    // A server that was sent a signal needs a moment.
    try? patient.wait(for: "the cure of \(ailment)") {
      (try? patient.findings().contains { $0.ailment == ailment }) == false
    }
  }
}

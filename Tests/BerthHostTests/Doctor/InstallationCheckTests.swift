import BerthCore
import BerthHost
import Glibc
import Testing

@Suite("The installation, as the doctor sees it")
struct InstallationCheckTests {
  let patient: Patient

  init() throws { patient = try Patient() }

  @Test func `Nothing installed is a warning with the command that installs`() throws {
    #expect(try patient.says(.installation) == ["warning: nothing is installed | berth apply"])
  }

  @Test func `Edits and deletions since are named`() throws {
    try patient.install("base")
    let before = try patient.says(.installation)
    #expect(before.count == 1)
    #expect(before[0].hasPrefix("ok: profile 'base', ") && before[0].hasSuffix("targets, none edited since"))
    try patient.write("# mine\n", to: "home/.bashrc_agent", mode: 0o644)
    unlink("\(patient.home)/.ssh/rc")
    let after = try patient.says(.installation)
    #expect(after.count == 1)
    #expect(after[0].hasPrefix("warning: profile 'base', "))
    #expect(after[0].contains("~/.bashrc_agent is edited"))
    #expect(after[0].contains("~/.ssh/rc is deleted"))
    #expect(
      after[0].hasSuffix(
        " | berth apply --on-conflict replace    # or keep: leaves what you have edited as it is"
      ))
  }

  @Test func `A receipt that can't be trusted is an error`() throws {
    try patient.install("base")
    try patient.write("{", to: "home/.local/state/berth/receipt.json")
    #expect(
      try patient.says(.installation)
        == [
          "error: the state folder ~/.local/state/berth can't be relied on; 'berth status' says why"
            + " | mv ~/.local/state/berth ~/.local/state/berth.broken    # or restore it from a backup | berth apply"
        ])
  }
}

import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

@Suite(
  "berth doctor, the command")
struct DoctorCommandTests {
  let patient: Patient

  init() throws {
    patient = try Patient()
    patient.point(linkTo: "ssh_auth_sock")
  }

  private func doctor(_ options: String..., agent: String?) -> Outcome {
    patient.command(
      [Built.berth, "doctor"] + options,
      [
        "SHELL": "/bin/bash", "XDG_STATE_HOME": nil, "SSH_AUTH_SOCK": agent,
        "TMUX_TMPDIR": "\(patient.folder)/tmux", "SSH_CONNECTION": "::1 1 ::1 22", "NO_COLOR": nil,
        "TERM": "xterm",
      ]
    ).run()
  }

  @Test func `A broken link ends it with 1, a whole chain with 0, both as a table on standard output`() throws
  {
    let broken = doctor(agent: nil)
    let text = broken.text
    #expect(broken.end == .exited(1))
    #expect(broken.errors.isEmpty)
    #expect(text.hasPrefix("RESULT   CHECK         MESSAGE\n"))
    #expect(text.contains("error    link          ~/.ssh/ssh_auth_sock is a link to itself"))
    #expect(!text.contains("\u{1b}") && !text.contains(patient.home))
    unlink(patient.link)
    patient.point(linkTo: try patient.agent("a").socket)
    #expect(doctor(agent: patient.link).end == .exited(0))
  }

  @Test func `As JSON it is one object and nothing else`() throws {
    let outcome = doctor("--format", "json", agent: nil)
    let text = outcome.text
    #expect(outcome.errors.isEmpty)
    #expect(
      text.hasPrefix(
        "{\n  \"format_version\": \"1.2\",\n  \"command\": \"doctor\",\n  \"result\": \"error\","))
    #expect(text.hasSuffix("\n}\n"))
  }

  @Test func `With --fix it types the advice and looks again, but nothing that a person decides`() throws {
    _ = try patient.agent("a")
    chmod("\(patient.home)/.ssh", 0o777)
    try patient.write("eval $(ssh-agent)\n", to: "home/.profile", mode: 0o644)
    let refused = doctor("--fix", agent: nil)
    #expect(refused.end == .exited(64))
    #expect(refused.out.isEmpty)
    let fixed = doctor("--fix", "--yes", "--format", "json", agent: nil)
    let text = fixed.text
    let program = Built.berth
    for command in ["\(program) apply", "chmod go-w ~/.ssh"] {
      #expect(text.contains("\"command\": \"\(command)\",\n      \"status\": 0"))
    }
    #expect(
      !text.contains("nothing_installed") && !text.contains("mode_open") && !text.contains("link_broken"))
    #expect(text.contains("export_other"))
    #expect(Disk.text("\(patient.home)/.profile").hasPrefix("eval"))
    #expect(access("\(patient.home)/.bashrc_agent", F_OK) == 0)
  }

  @Test func `Colours are for those who ask for them`() throws {
    let outcome = doctor("--color", "always", agent: nil)
    #expect(outcome.text.contains("\u{1b}[1;31merror\u{1b}[m    link"))
  }
}

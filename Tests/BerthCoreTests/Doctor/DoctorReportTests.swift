import BerthCore
import Testing

@Suite("The doctor's report")
struct DoctorReportTests {
  private let findings = [
    Finding(ok: .installation, "profile 'default', 8 targets, none edited since"),
    Finding(
      .error, .linkBroken, "~/.ssh/ssh_auth_sock is a link to itself",
      type: [.safe("rm ~/.ssh/ssh_auth_sock")]),
    Finding(
      .warning, .tmuxGivesOther, "new windows get none",
      type: ["a", "b", "c", "d", "e", "f"].map { Advice($0) }),
  ]

  @Test func `A person gets a table, and below a finding what to type`() {
    #expect(
      DoctorReport(findings).text(style: .plain).printed == """
        RESULT   CHECK         MESSAGE
        ok       installation  profile 'default', 8 targets, none edited since
        error    link          ~/.ssh/ssh_auth_sock is a link to itself
                               type: rm ~/.ssh/ssh_auth_sock
        warning  tmux          new windows get none
                               type: a
                               type: b
                               type: c
                               type: d
                               (2 more of the kind; --format json has them all)

        """)
  }

  @Test func `Colours change nothing but the colour`() {
    let text = DoctorReport(findings).text(style: .coloured).printed
    #expect(text.contains("\u{1b}[1;31merror\u{1b}[m    link          ~"))
    #expect(text.contains("\u{1b}[32mok\u{1b}[m       installation  p"))
    let bare = text.split(separator: "\u{1b}[", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset == 0 ? String($0.element) : String($0.element.drop { $0 != "m" }.dropFirst()) }
    #expect(bare.joined() == DoctorReport(findings).text(style: .plain).printed)
  }

  @Test func `The worst result counts`() {
    #expect(DoctorReport(findings).worst == .error)
    #expect(DoctorReport([findings[0], findings[2]]).worst == .warning)
    #expect(DoctorReport([Finding(.info, .rcAbsent, ""), findings[0]]).worst == .info)
    #expect(DoctorReport([]).worst == .ok)
  }

  @Test func `A program gets every command, and the version of the form`() {
    let text = String(decoding: DoctorReport([findings[0], findings[1]]).json().rendered(), as: UTF8.self)
    #expect(
      text == """
        {
          "format_version": "1.2",
          "command": "doctor",
          "result": "error",
          "findings": [
            {
              "result": "ok",
              "check": "installation",
              "ailment": null,
              "message": "profile 'default', 8 targets, none edited since",
              "type": []
            },
            {
              "result": "error",
              "check": "link",
              "ailment": "link_broken",
              "message": "~/.ssh/ssh_auth_sock is a link to itself",
              "type": [
                "rm ~/.ssh/ssh_auth_sock"
              ]
            }
          ]
        }

        """)
    #expect(String(decoding: DoctorReport(findings).json().rendered(), as: UTF8.self).contains("\"f\""))
  }
}

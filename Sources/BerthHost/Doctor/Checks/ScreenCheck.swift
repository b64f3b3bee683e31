import BerthCore
import Glibc

/// Which windows of running screen sessions still carry an old agent.
struct ScreenCheck: Check {
  let examination: Examination

  func findings() -> [Finding] {
    if examination.profile.isPerKey == true {
      return [Finding(ok: .screen, "sessions keep the link of who started them")]
    }
    let processes = examination.processes
    guard !processes.entries.isEmpty else {
      return [
        Finding(
          .info, .screenNotAsked,
          "not looked at: what runs, and with which agent, is told by /proc, which is not mounted here")
      ]
    }
    var windows = CarriedValues()
    var fixes: [Advice] = []
    // The session's own process is called `screen`, as the client is; only the former has windows for children.
    for server in processes.entries.values.filter({ $0.name == "screen" && examination.isOfThisHome($0.pid) })
      .sorted(by: { $0.pid < $1.pid })
    {
      for window in processes.children(of: server.pid) where window.name != "screen" {
        guard let session = ProcessTable.variable("STY", of: window.pid),
          let value = CarriedValue(of: window.pid, examination)
        else { continue }
        // screen(1): STY is `PID.NAME`, WINDOW the window's number.
        let name = String(decoding: session, as: UTF8.self)
        let number =
          ProcessTable.variable("WINDOW", of: window.pid).map { String(decoding: $0, as: UTF8.self) } ?? "?"
        windows.add(value, of: "\(name):\(number)", examination.text)
        if case .right = value { continue }
        let fix = Advice.safe(
          "screen -S \(shellWord(name)) -X setenv SSH_AUTH_SOCK \(examination.link.shown)",
          note: "for new windows")
        if !fixes.contains(fix) { fixes.append(fix) }
      }
    }
    let findings = windows.findings(
      "window", old: .screenWindowsOld, passing: .screenWindowsPassing, fix: examination.exportCommand)
    if let first = findings.first { return [first.adding(fixes)] + findings.dropFirst() }
    let none = windows.count == 0
    return [
      Finding(
        ok: .screen,
        none
          ? "no session runs" : "\(counted(windows.count, "window")), all with the link")
    ]
  }
}

import BerthCore
import BerthHost
import Glibc
import Testing

@Suite("Owners and modes, as the doctor sees them")
struct ModesCheckTests {
  let patient: Patient

  init() throws {
    patient = try Patient()
    for name in ["config", "rc", "authorized_keys"] { try patient.write("", to: "home/.ssh/\(name)") }
  }

  @Test func `What nobody else can write is right`() throws {
    #expect(try patient.says(.modes) == ["ok: nobody else can write what ssh, sshd and the shells trust"])
  }

  @Test(arguments: [
    ("", "~", "sshd refuses your keys"), (".ssh", "~/.ssh", "sshd refuses your keys"),
    (".ssh/config", "~/.ssh/config", "ssh refuses to run"),
    (".ssh/rc", "~/.ssh/rc", "whoever does runs commands as you"),
    (".ssh/authorized_keys", "~/.ssh/authorized_keys", "sshd refuses your keys"),
  ])
  func `What others can write is an error, with the chmod`(_ path: String, _ shown: String, _ what: String)
    throws
  {
    chmod("\(patient.home)/\(path)", 0o707)
    #expect(
      try patient.says(.modes)
        == ["error: \(shown) has mode 0707, so others can write it; \(what) | chmod go-w \(shown)"])
  }

  @Test func `A file of Berth's that others can write is an error`() throws {
    try patient.install("base")
    chmod("\(patient.home)/.bashrc_agent", 0o666)
    #expect(
      try patient.says(.modes) == [
        "error: ~/.bashrc_agent has mode 0666, so others can write it; whoever does runs commands as you"
          + " | chmod go-w ~/.bashrc_agent"
      ])
  }

  @Test func `A group of the user's own is a warning, another group an error`() throws {
    let file = "\(patient.home)/.ssh/config"
    chmod(file, 0o660)
    let account = try #require(getpwuid(geteuid())).pointee
    #expect(chown(file, geteuid(), account.pw_gid) == 0)
    let isPrivate =
      String(cString: getgrgid(account.pw_gid).pointee.gr_name) == String(cString: account.pw_name)
    #expect(
      try patient.says(.modes).first?.hasPrefix(isPrivate ? "warning: ~/.ssh/config has" : "error: ") == true)
    guard geteuid() == 0 else { return }
    #expect(chown(file, 0, 65_534) == 0)
    #expect(
      try patient.says(.modes).first
        == "error: ~/.ssh/config has mode 0660, so others can write it; ssh refuses to run | chmod go-w ~/.ssh/config"
    )
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
  func `What belongs to somebody else is an error, with the chown`() throws {
    chown("\(patient.home)/.ssh/config", 65_534, 65_534)
    #expect(
      try patient.says(.modes)
        == ["error: ~/.ssh/config belongs to nobody; ssh refuses to run | chown root ~/.ssh/config"])
  }
}

import BerthCore
import BerthHost
import Glibc
import Testing

@Suite("The link, as the doctor sees it")
struct LinkCheckTests {
  let patient: Patient

  init() throws { patient = try Patient() }

  private let shown = "~/.ssh/ssh_auth_sock"
  private let relogin = "exit    # and log in again with ssh -A"

  /// What is said of the link. How many seconds old it is says how busy the machine is.
  private func says() throws -> String {
    try patient.says(.link).joined(separator: "\n").replacing(/[0-9]+ s old/, with: "0 s old")
  }

  @Test func `A link to a live agent is told in one line, with its process, keys and age`() throws {
    let (socket, process) = try patient.agent("a", keys: 2)
    patient.point(linkTo: socket)
    var times = [timespec(), timespec()]
    times[0].tv_sec = time(nil) - 3 * 3_600 - 60
    times[1] = times[0]
    utimensat(AT_FDCWD, patient.link, times, AT_SYMLINK_NOFOLLOW)
    #expect(try says() == "ok: \(shown) → \(socket) → ssh-agent \(process), 2 keys, 3 h old")
  }

  @Test func `An agent that daemonised itself is found by the socket that it holds`() throws {
    let socket = "\(patient.folder)/tmp/own"
    // `SSH_AGENT_PID=4711; export …`.
    let said =
      try patient.run(["ssh-agent", "-s", "-a", socket]).split(separator: "SSH_AGENT_PID=").last ?? ""
    let process = try #require(pid_t(said.prefix { $0.isNumber }))
    defer { kill(process, SIGTERM) }
    patient.point(linkTo: socket)
    let text = try says()
    #expect(text.hasPrefix("warning: \(shown) → \(socket) → ssh-agent \(process): the agent has no keys, "))
  }

  @Test func `An agent without keys is alive, and where to add some is said`() throws {
    let (socket, process) = try patient.agent("a", keys: 0)
    patient.point(linkTo: socket)
    #expect(
      try says() == "warning: \(shown) → \(socket) → ssh-agent \(process): the agent has no keys, 0 s old"
        + " | ssh-add    # where the agent is at home")
  }

  @Test func `Without link and agent the way out is to reconnect`() throws {
    #expect(try says() == "error: no live forwarded agent; reconnect with ssh -A | \(relogin)")
  }

  @Test func `Without a link, but with an agent, the command that makes one is said`() throws {
    let (socket, _) = try patient.agent("a")
    #expect(
      try says() == "warning: there is no link at \(shown), though an agent answers; berth makes it at login"
        + " | berth apply | ln -sfn \(socket) \(shown)")
    try patient.install()
    #expect(
      try says()
        == "info: there is no link at \(shown), though an agent answers: the next ssh or new shell makes it"
        + " | ln -sfn \(socket) \(shown)")
  }

  @Test func `A dangling link is led to the newest agent with keys`() throws {
    let (empty, _) = try patient.agent("empty", keys: 0)
    let (full, _) = try patient.agent("full")
    var times = [timespec(tv_sec: 1_000, tv_nsec: 0), timespec(tv_sec: 1_000, tv_nsec: 0)]
    utimensat(AT_FDCWD, full, &times, 0)
    patient.point(linkTo: "/nonexistent/agent.7")
    #expect(empty != full)
    #expect(
      try says() == "error: \(shown) → /nonexistent/agent.7, which is gone; another agent answers"
        + " | ln -sfn \(full) \(shown)")
  }

  @Test func `A dangling link with nobody left is removed by hand`() throws {
    patient.point(linkTo: "/nonexistent/agent.7")
    #expect(
      try says()
        == "error: \(shown) → /nonexistent/agent.7, which is gone; no other agent answers: reconnect with ssh -A"
        + " | rm -f \(shown) | \(relogin)")
  }

  @Test(arguments: ["ssh_auth_sock", "./ssh_auth_sock", "absolute"])
  func `A link to itself is named as that`(_ target: String) throws {
    patient.point(linkTo: target == "absolute" ? patient.link : target)
    #expect(try says().hasPrefix("error: \(shown) is a link to itself; no other agent answers"))
  }

  @Test func `A loop of two links is named as that`() throws {
    patient.point(linkTo: "other")
    #expect(symlink("ssh_auth_sock", "\(patient.home)/.ssh/other") == 0)
    #expect(try says().hasPrefix("error: \(shown) is part of a loop of links; no other agent answers"))
  }

  @Test func `A file, folder or socket at the link's place is the user's`() throws {
    try patient.write("", to: "home/.ssh/ssh_auth_sock")
    let rest =
      ", not a symlink; berth leaves it alone | berth apply --set socket=~/.ssh/berth_auth_sock"
    #expect(try says() == "error: \(shown) is a file\(rest)")
    unlink(patient.link)
    mkdir(patient.link, 0o700)
    #expect(try says() == "error: \(shown) is a folder\(rest)")
    rmdir(patient.link)
    _ = try patient.agent("a", keys: 0, at: patient.link)
    #expect(try says() == "error: \(shown) is a socket itself\(rest)")
  }

  @Test func `A link to a file is told from one to a socket`() throws {
    try patient.write("", to: "home/notes")
    patient.point(linkTo: "../notes")
    #expect(
      try says() == "error: \(shown) → ../notes, which is a file and not a socket; no other agent answers: "
        + "reconnect with ssh -A | rm -f \(shown) | \(relogin)")
  }

  @Test func `A socket that nobody listens on is dead`() throws {
    let socket = try patient.leftover("a")
    patient.point(linkTo: socket)
    #expect(
      try says() == "error: \(shown) → \(socket): nobody listens there; no other agent answers: "
        + "reconnect with ssh -A | \(relogin)")
  }

  @Test func `A refusal and a hang-up are dead as well`() throws {
    let refusing = try patient.listener("no", answering: [0, 0, 0, 1, 5])
    patient.point(linkTo: refusing)
    #expect(try says().contains(": the agent behind it is gone; no other agent answers"))
    unlink(patient.link)
    patient.point(linkTo: try patient.listener("bye", answering: []))
    #expect(try says().contains(": it hangs up; no other agent answers"))
  }

  @Test func `A stopped agent hangs, costs one bound, and another one is offered`() throws {
    let (asleep, process) = try patient.agent("asleep")
    let (awake, _) = try patient.agent("awake")
    patient.point(linkTo: asleep)
    kill(process, SIGSTOP)
    let clock = ContinuousClock()
    var text = ""
    let took = try clock.measure { text = try says() }
    #expect(
      text
        == "error: \(shown) → \(asleep) → ssh-agent \(process) does not answer: its machine sleeps or is away; "
        + "another agent answers | ln -sfn \(awake) \(shown)")
    #expect(took < .seconds(2))
  }

  @Test func `The profile says how long an agent may take, and one that is still at it is no sleeper`() throws
  {
    try patient.install("base", settings: ["probe_timeout": "2"])
    patient.point(linkTo: try patient.listener("slow", answering: nil))
    var text = ""
    let took = try ContinuousClock().measure { text = try says() }
    #expect(text.hasPrefix("warning: ") && text.hasSuffix("it waits for its person, or is slow"))
    #expect(took > .seconds(2))
  }

  @Test(
    .enabled(if: geteuid() == 0, "only root can give a file away"),
    arguments: ["socket", "folder", "link", "symlink"])
  func `A place that is not the user's alone is an error, and nobody there is asked`(_ what: String) throws {
    let (socket, process) = try patient.agent("a")
    let place = "\(patient.folder)/tmp/ssh-b"
    var target = socket
    switch what {
    case "socket": chown(socket, 65_534, 65_534)
    case "folder": chown("\(patient.folder)/tmp/ssh-a", 65_534, 65_534)
    case "link":
      target = place
      #expect(symlink(socket, place) == 0 && lchown(place, 65_534, 65_534) == 0)
    default:
      target = "\(place)/agent.1"
      #expect(symlink("ssh-a", place) == 0)
    }
    patient.point(linkTo: target)
    patient.surroundings.authSock = Bytes(target.utf8)
    // Asked, it would cost the bound. (Behind a link it also lies where the user's own do.)
    kill(process, SIGSTOP)
    var text = ""
    let took = try ContinuousClock().measure { text = try says() }
    #expect(text.hasPrefix("error: \(shown) → \(target), "))
    #expect(text.contains(": it was not asked, and nothing should be"))
    #expect(["symlink", "link"].contains(what) || took < .seconds(1))
  }

  @Test func `A console without any agent is as it should be`() throws {
    patient.surroundings.isInSSH = false
    #expect(
      try says()
        == "info: no live forwarded agent: the link comes with the next 'ssh -A' to this host")
    patient.point(linkTo: "/nonexistent/agent.7")
    #expect(
      try says().hasPrefix("info: \(shown) → /nonexistent/agent.7, which is gone; no live forwarded agent"))
  }

  @Test func `A chain of links is shown to its end`() throws {
    let (socket, process) = try patient.agent("a")
    #expect(symlink(socket, "\(patient.folder)/vscode-1") == 0)
    patient.point(linkTo: "\(patient.folder)/vscode-1")
    #expect(
      try says()
        == "ok: \(shown) → \(patient.folder)/vscode-1 → \(socket) → ssh-agent \(process), 1 key, 0 s old")
  }

  @Test func `A socket path that is too long for connect is reached all the same`() throws {
    let long = "\(patient.folder)/tmp/" + String(repeating: "l", count: 100)
    mkdir(long, 0o700)
    let (socket, _) = try patient.agent("a")
    #expect(rename(socket, "\(long)/agent.1") == 0)
    patient.point(linkTo: "\(long)/agent.1")
    #expect(try says().hasPrefix("ok: "))
  }

  @Test func `The installed profile's variables say where the link is`() throws {
    try patient.install(settings: ["socket": "~/.ssh/other", "per_host": "true"])
    let name = try patient.host().gatherFacts().hostname.split(separator: ".")[0]
    let (socket, _) = try patient.agent("a")
    #expect(symlink(socket, "\(patient.home)/.ssh/other.\(name)") == 0)
    #expect(try says().hasPrefix("ok: ~/.ssh/other.\(name) → \(socket)"))
  }
}

import BerthCore
import Glibc
import TestSupport
import Testing

/// Several hosts: each looked at and written to by itself, what is the same of them said once.
@Suite struct FleetTests {
  /// Accounts on hosts, behind an ssh that is a shell here; `down` can't be reached.
  private final class Hosts {
    let here = TestHome()
    var calls: Int { Disk.text("\(here.folder)/calls").split(separator: "\n").count }

    init() {
      Disk.write(
        """
        #!/bin/sh
        [ "$1 $2 $3 $4" = "-T -o BatchMode=yes --" ] || exit 64
        host=$5
        shift 5
        if [ "$host" = down ]; then
          echo "ssh: Could not resolve hostname down" >&2
          exit 255
        fi
        cd "${0%/*}/.."
        echo "$host" >>calls
        mkdir -p "hosts/$host"
        mkdir "at work/$host"
        ls "at work" | wc -l >>width
        HOME=$PWD/hosts/$host "$@"
        code=$?
        rmdir "at work/$host"
        exit $code

        """, to: "\(here.folder)/bin/ssh", mode: 0o755)
      mkdir("\(here.folder)/at work", 0o755)
      here.variables = ["PATH": "\(here.folder)/bin:/usr/bin:/bin"]
    }

    func path(_ host: String) -> String { "\(here.folder)/hosts/\(host)" }

    func berth(_ words: String...) throws -> Outcome {
      unlink("\(here.folder)/calls")
      return try here.berth(words)
    }
  }

  @Test func `equal plans are shown once, and one host's failure is its own`() throws {
    let hosts = Hosts()
    Disk.write("alias x=y\n", to: "\(hosts.path("c"))/.bashrc")
    Disk.write("mine\n", to: "\(hosts.path("d"))/.bashrc_agent")
    let list = "\(hosts.here.folder)/list"
    Disk.write("a\nb # two\n\n# none\nc\nd\ndown\na\n", to: list)
    let applied = try hosts.berth("apply", "base", "--yes", "--hosts-from", list)
    #expect(applied.exit == 1, "\(applied.summary)")
    #expect(applied.err.contains("hosts: a, b\n+ ~/.bashrc_agent"))
    #expect(applied.err.contains("\nhost: c\n") && applied.err.contains("\nhost: d\n! ~/.bashrc_agent"))
    #expect(
      applied.err.hasSuffix(
        """
        a     Done: 5 created.
        b     Done: 5 created.
        c     Done: 4 created, 1 patched.
        d     Plan: 1 conflict, so nothing is written
        down  ssh: Could not resolve hostname down

        """), "\(applied.summary)")
    #expect(hosts.calls == 3 + 4)
    #expect(FileTree(of: hosts.path("d")).nodes.count == 1)
    let status = try hosts.berth("status", "--host", "a", "--host", "c", "--host", "d")
    #expect(status.exit == 0 && status.err.contains("hosts: a, c\n"), "\(status.summary)")
    let removed = try hosts.berth("uninstall", "--yes", "--host", "a", "--host", "b", "--host", "c")
    #expect(removed.exit == 0, "\(removed.summary)")
    #expect(hosts.calls == 6)
    #expect(FileTree(of: hosts.path("a")).nodes.isEmpty)
    #expect(FileTree(of: hosts.path("c")).nodes.keys.sorted() == [".bashrc"])
  }

  @Test func `the status is the worst`() throws {
    let hosts = Hosts()
    Disk.write("mine\n", to: "\(hosts.path("b"))/.bashrc_agent")
    #expect(try hosts.berth("diff", "base", "--host", "a", "--host", "c").exit == 0)
    #expect(try hosts.berth("diff", "base", "--exit-code", "--host", "a", "--host", "c").exit == 2)
    #expect(try hosts.berth("diff", "base", "--exit-code", "--host", "a", "--host", "b").exit == 3)
    #expect(try hosts.berth("diff", "base", "--host", "down", "--host", "b").exit == 1)
  }

  @Test func `JSON is one document`() throws {
    let hosts = Hosts()
    let outcome = try hosts.berth(
      "apply", "base", "--yes", "--format", "json", "--host", "a", "--host", "down")
    let json = try #require(JSON(parsing: outcome.out)?.members)
    guard case .array(let all)? = json["hosts"] else {
      Issue.record("\(outcome.summary)")
      return
    }
    let members = all.compactMap(\.members)
    #expect(members.map { $0["host"] } == [.string("a"), .string("down")])
    #expect(members.map { $0["status"] } == [.int(0), .int(1)])
    #expect(members[0]["result"]?.members?["host"] == .string("a"))
    #expect(members[1]["result"]?.members?["error"] != nil)
    #expect(outcome.exit == 1)
  }

  @Test func `so many at a time, and no more`() throws {
    let hosts = Hosts()
    let list = "\(hosts.here.folder)/list"
    Disk.write((1...12).map { "h\($0)\n" }.joined(), to: list)
    #expect(try hosts.berth("diff", "base", "--hosts-from", list, "--forks", "3").exit == 0)
    let widths = Disk.text("\(hosts.here.folder)/width").split { !$0.isNumber }.compactMap { Int($0) }
    #expect(widths.count == 12 && (widths.max() ?? 9) <= 3)
  }

  @Test func `somebody is asked once for all of them`() throws {
    let hosts = Hosts()
    let words = ["apply", "base", "--host", "a", "--host", "b", "--host", "down"]
    let command = hosts.here.command([hosts.here.program] + words)
    for (answer, isDone) in [("n\n", false), ("y\n", true)] {
      let terminal = command.onTerminal()
      #expect(terminal.sees("Apply these changes on 2 hosts? [y/N]"))
      terminal.type(answer)
      _ = terminal.end()
      #expect(
        (access("\(hosts.path("a"))/.bashrc_agent", F_OK) == 0) == isDone, "\(terminal.transcript)")
    }
  }

  @Test(arguments: ["-v\n", "a b\n", "a\n\n-oProxyCommand=x\n"])
  func `what is no host is told with its line`(_ list: String) throws {
    let hosts = Hosts()
    let path = "\(hosts.here.folder)/list"
    Disk.write(list, to: path)
    let outcome = try hosts.berth("diff", "--hosts-from", path)
    let line = list.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    #expect(
      outcome.exit == 65 && outcome.err == "\(path):\(line):1: this is not a host: one a line\n",
      "\(outcome.summary)")
  }
}

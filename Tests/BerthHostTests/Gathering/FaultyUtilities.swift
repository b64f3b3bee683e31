import Glibc
import TestSupport

/// A folder of the utilities that the script which carries out a plan runs, each counted; at one of them something
/// happens. Builtins go their own way.
struct FaultyUtilities {
  enum Fault: String, CaseIterable {
    /// The shell is killed, with all that it has started.
    case kill
    /// The utility does nothing, and fails.
    case fail
  }

  private static let names = [
    "base64", "cat", "chmod", "cksum", "cmp", "cp", "find", "flock", "id", "ln", "ls", "mkdir", "mv", "rm",
    "rmdir", "sed", "sync", "tail", "tr",
  ]
  private let folder: String

  /// `folder`: of the test's own.
  init(in folder: String) {
    self.folder = "\(folder)/utilities"
    mkdir(self.folder, 0o755)
    for name in Self.names {
      Disk.write(
        """
        #!/bin/sh
        read -r count <"$FAULTS/count"
        count=$((count + 1))
        echo $count >"$FAULTS/count"
        if [ $count = "$FAULT_AT" ]; then
          echo "\(name) $*" >>"$FAULTS/met"
          [ "$FAULT" = fail ] || kill -9 0
          echo "\(name): no more room" >&2
          exit 1
        fi
        exec \(Built.path(of: name) ?? name) "$@"

        """, to: "\(self.folder)/\(name)", mode: 0o755)
    }
  }

  /// Runs a script in a home.
  ///
  /// - Returns: what came of it, and the utility that was met; nil, if the script runs fewer.
  func run(_ script: String, in home: TestHome, _ fault: Fault, at ordinal: Int) -> (Outcome, met: String?) {
    Disk.write("0\n", to: "\(folder)/count")
    unlink("\(folder)/met")
    let outcome = home.command(["dash"]).stdin(script).env([
      "PATH": "\(folder):/usr/bin:/bin", "FAULTS": folder, "FAULT": fault.rawValue, "FAULT_AT": "\(ordinal)",
    ]).run()
    return (outcome, access("\(folder)/met", F_OK) == 0 ? Disk.text("\(folder)/met") : nil)
  }
}

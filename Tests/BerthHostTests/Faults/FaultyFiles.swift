import Glibc
import TestSupport

/// The file layer of `Tests/FaultyFiles`, loaded into the program before the C library.
struct FaultyFiles {
  /// How read(2) and write(2) go: no more than so many bytes at once.
  var piece: Int?
  /// Whether every other call that a signal can interrupt is interrupted.
  var interrupts = false
  /// What is saved at a call.
  var save: Save?

  /// A file that is saved just before one of the program's calls.
  struct Save {
    /// Which call, from 1.
    var call: Int
    /// What is saved; it lies outside the home.
    var from: String
    var to: String
    /// Copied over the old file, and not renamed into its place.
    var isInPlace: Bool
  }

  /// The library, beside the tests.
  private static let library = Built.folder + "/libFaultyFiles.so"

  /// Runs the program with it.
  func run(_ arguments: [String], in home: TestHome) throws -> Outcome {
    guard access(Self.library, R_OK) == 0 else { throw Failure("find \(Self.library)") }
    home.variables = variables
    home.program = Built.berthBesideTests
    defer { home.variables = [:] }
    return try home.berth(arguments)
  }

  /// The calls of a run, by their names, in their order.
  static func calls(of arguments: [String], in home: TestHome) throws -> [String] {
    let log = "\(home.folder)/calls"
    home.program = Built.berthBesideTests
    home.variables = FaultyFiles().variables.merging(["FAULTY_FILES_LOG": log]) { $1 }
    defer { home.variables = [:] }
    let outcome = try home.berth(arguments)
    guard outcome.exit == 0 else { throw FaultScenario.Unprepared(text: "\(arguments): \(outcome.summary)") }
    return Disk.text(log).split(separator: "\n").map(String.init)
  }

  private var variables: [String: String] {
    var variables = ["LD_PRELOAD": Self.library]
    if let piece { variables["FAULTY_FILES_PIECE"] = "\(piece)" }
    if interrupts { variables["FAULTY_FILES_INTERRUPT"] = "1" }
    if let save {
      variables["FAULTY_FILES_AT"] = "\(save.call)"
      variables["FAULTY_FILES_FROM"] = save.from
      variables["FAULTY_FILES_TO"] = save.to
      if save.isInPlace { variables["FAULTY_FILES_IN_PLACE"] = "1" }
    }
    return variables
  }
}

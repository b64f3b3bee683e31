import Glibc

/// The lock that a run holds while it makes the state folder, or takes it away: no other run then counts on a folder
/// above that is about to go. On the home, which is there all along.
struct HomeLock {
  /// Nil where no lock is to be had: then nothing but luck keeps two runs apart in that moment.
  private let home: Descriptor?

  /// - Throws: `Busy`, when another run has it for longer than that takes.
  init(of location: StateLocation, _ patience: inout StateLock.Patience) throws(Busy) {
    let home = try? Descriptor.open(rawPath: location.homePath, O_RDONLY | O_DIRECTORY, shownAs: "~")
    do {
      try home.map { try patience.wait(for: $0) }
      self.home = home
    } catch let busy as Busy {
      throw busy
    } catch {
      self.home = nil
    }
  }

  /// Does something while it is held.
  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    try withExtendedLifetime(home, work)
  }
}

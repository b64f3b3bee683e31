import BerthCore
import BerthHost
import Glibc
import TestSupport
import Testing

/// A target that is read twice is opened once, and that costs nothing: what has changed meanwhile is seen.
struct SeenFileTests {
  private let test = TestHome()
  private var path: String { "\(test.path)/file" }

  private func read(_ home: Home) -> ActualContent? {
    guard case .file(let content) = home.read(HomePath(relative: "file")) else { return nil }
    return content
  }

  @Test
  func `another content of the same size and time is seen, in place or by renaming`() throws {
    for isInPlace in [true, false] {
      let home = try Home(at: Array(test.path.utf8))
      Disk.write("one\n", to: path)
      // The clock that files have their times from has gone on.
      usleep(20_000)
      #expect(read(home)?.bytes == Array("one\n".utf8))
      var status = stat()
      #expect(stat(path, &status) == 0)
      let other = isInPlace ? path : path + "~"
      Disk.write("two\n", to: other)
      #expect(utimensat(AT_FDCWD, other, [status.st_atim, status.st_mtim], 0) == 0)
      if !isInPlace { #expect(rename(other, path) == 0) }
      #expect(read(home)?.bytes == Array("two\n".utf8))
      #expect(chmod(path, 0o604) == 0)
      #expect(read(home)?.mode == 0o604)
      #expect(link(path, "\(test.path)/twin") == 0)
      #expect(read(home)?.inPlace == .hardLinks)
      #expect(unlink("\(test.path)/twin") == 0)
    }
  }

  @Test
  func `a change in the step of the clock in which the file was read is seen`() throws {
    let home = try Home(at: Array(test.path.utf8))
    for turn in 0..<200 {
      Disk.write("\(turn % 10)", to: path)
      #expect(read(home)?.bytes == Array("\(turn % 10)".utf8))
    }
  }

  @Test
  func `where times are whole seconds, a file is settled some seconds after its change`() {
    let seconds = timespec(tv_sec: 100, tv_nsec: 0)
    #expect(!SeenFile.isSettled(seconds, at: timespec(tv_sec: 100, tv_nsec: 7)))
    #expect(!SeenFile.isSettled(seconds, at: timespec(tv_sec: 102, tv_nsec: 999_999_999)))
    #expect(SeenFile.isSettled(seconds, at: timespec(tv_sec: 103, tv_nsec: 0)))
    let exact = timespec(tv_sec: 100, tv_nsec: 123_456_789)
    #expect(!SeenFile.isSettled(exact, at: exact))
    #expect(SeenFile.isSettled(exact, at: timespec(tv_sec: 100, tv_nsec: 127_456_789)))
  }
}

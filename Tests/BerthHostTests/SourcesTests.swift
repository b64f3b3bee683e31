import BerthCore
import TestSupport
import Testing

/// What the program must not call, wherever: it is one static binary, and runs where next to nothing is.
@Suite struct SourcesTests {
  @Test(arguments: [
    // On Linux it reads /proc/self/cmdline: without it, or without a free descriptor, there are no words.
    "CommandLine",
    // In a static program they load the modules of nsswitch.conf(5), built for another C library, and crash.
    "getpwuid", "getpwnam", "getpwuid_r", "getpwnam_r", "getpwent", "getgrgid", "getgrnam", "getgrgid_r",
    "getgrnam_r", "getgrent", "getgrouplist", "initgroups", "getlogin", "cuserid", "wordexp", "getaddrinfo",
    "gethostbyname", "getservbyname", "GLOB_TILDE", "dlopen", "iconv_open",
  ])
  func noneCalls(_ name: String) {
    let callers = Project.files(under: "Sources").filter { path in
      let text = String(decoding: Project.bytes(of: path), as: UTF8.self)
      return text.split(separator: "\n").contains { line in
        let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
        return code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == name }
      }
    }
    #expect(callers.isEmpty)
  }

  /// Out of memory there is no Swift to ask.
  @Test func theErrorThatCTellsIsOfTheSameVersion() {
    let text = String(decoding: Project.bytes(of: "Sources/CSystemCalls/process_start.c"), as: UTF8.self)
    #expect(text.contains("format_version\\\": \\\"\(JSONReport.formatVersion)\\\""))
  }
}

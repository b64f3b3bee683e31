import Glibc

/// What a shell may complete a profile's name to: the built-in ones, and files and folders.
package struct ProfileCandidates {
  /// What completion offers for PROFILE.
  package let names: [String]

  /// - Parameters:
  ///   - word: what stands there so far, as it was typed; a `~/` at its start is the home.
  ///   - marksFolders: whether a slash stands behind a folder's name.
  package init(for word: String, marksFolders: Bool) {
    let end = word.lastIndex(of: "/").map(word.index(after:)) ?? word.startIndex
    let folder = String(word[..<end])
    let start = String(word[end...])
    let home = HostEnvironment.value("HOME").map { String(decoding: $0, as: UTF8.self) } ?? "~"
    let place = folder.isEmpty ? "." : folder.hasPrefix("~/") ? home + folder.dropFirst() : folder
    let entries = (try? Descriptor.open(place, O_RDONLY | O_DIRECTORY, shownAs: place).names()) ?? []
    var files: [String] = []
    for name in entries.sorted() where name.hasPrefix(start) && (start.hasPrefix(".") || !name.hasPrefix("."))
    {
      var status = stat()
      guard stat("\(place)/\(name)", &status) == 0 else { continue }
      if status.type == S_IFDIR {
        files.append(folder + name + (marksFolders ? "/" : ""))
      } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        files.append(folder + name)
      }
    }
    names = BuiltIns.profileNames.filter { $0.hasPrefix(word) } + files
  }
}

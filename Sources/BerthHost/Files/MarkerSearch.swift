package import BerthCore
import Glibc

extension Home {
  /// The dotfiles that hold a block of ours, by the path that its marker names: looked for where dotfiles are,
  /// when there is no receipt to tell.
  ///
  /// In the home itself, `~/.ssh` and `~/.config`, three folders deep, in files of up to 1 MiB.
  package func filesWithMarkers() -> [HomePath] {
    var found: [HomePath] = []
    var budget = 20_000
    search(nil, depth: 0, &found, &budget)
    return found
  }

  private func search(_ folder: HomePath?, depth: Int, _ found: inout [HomePath], _ budget: inout Int) {
    guard case .exists(let open, _) = self.folder(folder), let names = try? open.names() else { return }
    for name in names where budget > 0 {
      if folder == nil, !name.hasPrefix(".") { continue }
      budget -= 1
      let path = folder?.appending(name) ?? HomePath(relative: name)
      var status = stat()
      guard fstatat(open.number, name, &status, 0) == 0 else { continue }
      if status.type == S_IFDIR, depth < 3, folder != nil || [".ssh", ".config"].contains(name) {
        search(path, depth: depth + 1, &found, &budget)
      } else if status.type == S_IFREG, status.st_size < 1 << 20, holdsBlock(path) {
        found.append(path)
      }
    }
  }

  private func holdsBlock(_ path: HomePath) -> Bool {
    guard case .file(let content) = read(path) else { return false }
    do {
      return try Block.find(path.description, in: content.bytes) != nil
    } catch .foreign {
      // The file under another name: found under its own.
      return false
    } catch {
      return true
    }
  }
}

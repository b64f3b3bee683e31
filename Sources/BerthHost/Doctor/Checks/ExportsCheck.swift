import BerthCore
import Glibc

/// Who else gives shells an agent: keychain, gpg-agent, a desktop, an IDE, or a line in a start-up file.
struct ExportsCheck: Check {
  let examination: Examination

  func findings() -> [Finding] {
    let findings = startupFiles + gpgAgent + programs
    return findings.isEmpty ? [Finding(ok: .exports, "nobody else sets SSH_AUTH_SOCK")] : findings
  }

  private var startupFiles: [Finding] {
    let script = RecipeReader.script
    let isOurs = examination.receipt?.entries.contains { $0.path == script } == true
    let paths = AgentExport.files + RecipeReader.paths.filter { !AgentExport.files.contains($0) }
    return (paths + (isOurs ? [] : [script])).flatMap { path in
      PlainFile.read(examination.path(path.relative)).map { findings(in: $0, of: path) } ?? []
    }
  }

  /// What somebody else's lines do, each told once: recipes', those that make the link, those that set the variable.
  private func findings(in text: Bytes, of path: HomePath) -> [Finding] {
    let link = HomePath(relative: examination.link.relative)
    let reader = RecipeReader(link: link, home: examination.host.homeText)
    let recipes = reader.recipes(in: text, of: path)
    let writers = reader.strangers(in: text, of: path)
    let exports =
      AgentExport.files.contains(path)
      ? AgentExport.all(in: text, of: path, linkName: examination.link.name) : []
    let adoption = recipes.isEmpty ? [] : examination.renewal.advice(" --adopt-recipes").map(\.decided)
    return recipes.map { recipe in
      // Those that only give the link to somebody do no harm by themselves.
      let isHarmless = [.exports, .tmuxVariable, .screenVariable].contains(recipe.effect)
      return Finding(
        examination.isInstalled && !isHarmless ? .warning : .info, .recipe,
        "\(recipe.place) is a recipe's: \(recipe.effect.sentence)", type: adoption)
    }
      + writers.map {
        Finding(
          .warning, .linkWriter, "\(path):\($0) makes the link as well, whoever is alive behind it",
          type: [edit(path, $0)])
      }
      + exports.filter { export in
        !writers.contains(export.line) && !recipes.contains { $0.lines.contains(export.line) }
      }.map { finding($0, in: path) }
  }

  private func finding(_ export: AgentExport, in path: HomePath) -> Finding {
    let place = "\(path):\(export.line)"
    if export.namesLink {
      return Finding(.info, .exportLink, "\(place) sets SSH_AUTH_SOCK to the link itself")
    }
    let what = export.kind == .assignment ? "sets SSH_AUTH_SOCK" : "brings in \(export.kind.rawValue)"
    return Finding(
      .warning, .exportOther, "\(place) \(what): shells may get that agent, not the link",
      type: [edit(path, export.line)])
  }

  private func edit(_ path: HomePath, _ line: Int) -> Advice {
    Advice("${EDITOR:-vi} +\(line) \(shellWord("\(path)"))")
  }

  /// gpg-agent(1), `--enable-ssh-support`.
  private var gpgAgent: [Finding] {
    let path = HomePath(relative: ".gnupg/gpg-agent.conf")
    guard let text = PlainFile.read(examination.path(path.relative)) else { return [] }
    for line in LineReader(text) {
      let word = text[line.content].trimmed
      guard word.starts(withText: "enable-ssh-support") else { continue }
      return [Finding(.info, .exportProgram, "\(path):\(line.number) makes gpg-agent an ssh agent as well")]
    }
    return []
  }

  private var programs: [Finding] {
    let surroundings = examination.surroundings
    let value = surroundings.authSock.map { String(decoding: $0, as: UTF8.self) } ?? ""
    var findings: [Finding] = []
    if surroundings.isInVSCode || value.contains("vscode-ssh-auth-sock") {
      findings.append(
        Finding(.info, .exportProgram, "this terminal is VS Code's, which sets SSH_AUTH_SOCK itself"))
    }
    if surroundings.isInJetBrains {
      findings.append(
        Finding(
          .info, .exportProgram, "this terminal is a JetBrains IDE's, which may set SSH_AUTH_SOCK itself"))
    }
    for (name, socket) in desktopSockets where value.utf8.elementsEqual(socket) {
      findings.append(Finding(.info, .exportProgram, "this shell's SSH_AUTH_SOCK is \(name)'s"))
    }
    return findings
  }

  /// Where they put their sockets: gpg-agent in its home or in the runtime folder, gnome-keyring in the latter.
  private var desktopSockets: [(String, Bytes)] {
    var sockets = [("gpg-agent", examination.path(".gnupg/S.gpg-agent.ssh"))]
    guard let folder = examination.surroundings.runtimeFolder else { return sockets }
    sockets.append(("gpg-agent", folder + Bytes("/gnupg/S.gpg-agent.ssh".utf8)))
    sockets.append(("gnome-keyring", folder + Bytes("/keyring/ssh".utf8)))
    sockets.append(("gnome-keyring", folder + Bytes("/keyring/.ssh".utf8)))
    sockets.append(("gcr-ssh-agent", folder + Bytes("/gcr/ssh".utf8)))
    return sockets
  }
}

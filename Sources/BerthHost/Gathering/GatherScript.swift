package import BerthCore

/// The script that prints what a plan has to know of a home: `remote/gather` with what is asked.
package struct GatherScript: Equatable, Sendable {
  /// The paths that are looked at.
  package var paths: Set<HomePath> = []
  /// The folders whose names are listed.
  package var folders: Set<HomePath> = []
  /// The commands that are looked for on the `PATH`.
  package var commands: Set<String> = []
  /// The places where something may be, as profiles write them.
  package var places: Set<String> = []
  /// Whether all is looked for that is marked as Berth's.
  package var traces = false

  package init() {}

  /// What somebody has asked, by the answers.
  init(answeredBy gathered: Gathered) {
    paths = Set(gathered.paths.keys)
    folders = Set(gathered.names.keys).union(gathered.missingFolders)
    commands = Set(gathered.commands.keys)
    places = Set(gathered.places.keys)
    traces = gathered.isTraced
  }

  /// Asks what another asks as well.
  package mutating func add(_ other: GatherScript) {
    paths.formUnion(other.paths)
    folders.formUnion(other.folders)
    commands.formUnion(other.commands)
    places.formUnion(other.places)
    traces = traces || other.traces
  }

  /// For sh(1), on its standard input.
  package func text() throws(InvalidProfile) -> Bytes {
    // As they are: a tilde means nothing there.
    func list(_ texts: some Sequence<String>) -> Value {
      .list(texts.sorted().map { .string(singleQuoted($0)) })
    }
    return try BuiltIns.script(
      "remote/gather",
      [
        "paths": list(paths.map(\.relative)), "folders": list(folders.map(\.relative)),
        "commands": list(commands), "places": list(places), "traces": .bool(traces),
      ])
  }
}

package import BerthCore

/// The script that prints what a plan has to know of a home: `remote/gather` with what is asked.
package struct GatherScript {
  /// The paths that are looked at.
  package var paths: [HomePath] = []
  /// The folders whose names are listed.
  package var folders: [HomePath] = []
  /// The commands that are looked for on the `PATH`.
  package var commands: [String] = []
  /// The places where something may be, as profiles write them.
  package var places: [String] = []

  package init() {}

  /// For sh(1), on its standard input.
  package func text() throws(InvalidProfile) -> Bytes {
    func list(_ texts: [String]) -> Value { .list(texts.map(Value.string)) }
    let template = try Template(parsing: BuiltIns.template("remote/gather") ?? [], name: "remote/gather")
    return try template.render(
      .map([
        "paths": list(paths.map(\.relative)), "folders": list(folders.map(\.relative)),
        "commands": list(commands),
        "places": list(places.map { $0.hasPrefix("~/") ? "%" + $0.dropFirst() : $0 }),
      ]), partials: [:], for: .sh)
  }
}

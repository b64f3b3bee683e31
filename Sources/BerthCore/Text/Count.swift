/// A number of things, as a person says it: `1 pane`, `2 panes`.
package func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }

/// What a person should know about a target before anything is written.
package enum Remark: Hashable, Sendable {
  case beforeEnd(StartupFileReader.End)
  case identityAgentDecided(line: Int)
  case identityAgentOverruled(line: Int)
  case moved
  case orderNotWall
  case paramikoStumbles(folder: String)
  case perhapsUnread(because: HomePath)
  /// A file beside the user's profile stands for a built-in template of that name.
  case templateInPlace(of: String, file: String)
  case movedToStart
  case replacedOriginalReturns
  case recipe(Recipe)
  case recipeTaken(Recipe)
  case linesReturn
  /// What a saved plan says of a file, in its words.
  case told(String)
}

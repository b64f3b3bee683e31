/// A shell whose start-up files are looked through.
package enum Shell: Hashable, Sendable {
  case bash
  case zsh

  /// The one that reads a file of that name.
  package init(reading path: HomePath) {
    self = path.name.hasPrefix(".z") ? .zsh : .bash
  }

  /// What its own variables say, as far as files ask for them.
  var variables: [String: String] {
    switch self {
    case .bash: ["BASH": "/bin/bash", "BASH_VERSION": "5", "ZSH_VERSION": "", "ZSH_NAME": ""]
    case .zsh: ["ZSH_VERSION": "5", "ZSH_NAME": "zsh", "BASH": "", "BASH_VERSION": ""]
    }
  }
}

package import BerthCore
import Glibc

/// What the environment says. Read here and nowhere else.
package struct HostEnvironment {
  /// `HOME`.
  package var home: Bytes?
  /// `XDG_STATE_HOME`.
  package var stateHome: Bytes?
  /// `SHELL`: the login shell.
  package var shell: Bytes?
  /// `PATH`.
  package var path: Bytes?
  /// `XDG_CONFIG_HOME`.
  package var configHome: Bytes?
  /// `ZDOTDIR`: where zsh's files lie.
  package var zdotdir: Bytes?

  /// The environment of this process.
  package init() {
    home = Self.value("HOME")
    stateHome = Self.value("XDG_STATE_HOME")
    shell = Self.value("SHELL")
    path = Self.value("PATH")
    configHome = Self.value("XDG_CONFIG_HOME")
    zdotdir = Self.value("ZDOTDIR")
  }

  /// A variable; nil if it is not set or empty.
  package static func value(_ name: String) -> Bytes? {
    guard let text = getenv(name), text.pointee != 0 else { return nil }
    return Bytes(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}

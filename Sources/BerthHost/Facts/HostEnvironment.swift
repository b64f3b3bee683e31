package import BerthCore
import Glibc

/// What the environment says. Read here and nowhere else.
package struct HostEnvironment {
  package var home: Bytes?
  package var stateHome: Bytes?
  package var shell: Bytes?
  package var path: Bytes?
  package var configHome: Bytes?
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

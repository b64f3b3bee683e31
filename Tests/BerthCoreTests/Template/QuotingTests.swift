import BerthCore
import Testing

/// How values are written, and where none can be. That programs read them so is for the tests on the real
/// ones to show.
@Suite struct QuotingTests {
  struct Written: Sendable, CustomTestStringConvertible {
    let language: Language
    let template: String
    let value: String
    let text: String

    init(_ language: Language, _ template: String, _ value: String, _ text: String) {
      self.language = language
      self.template = template
      self.value = value
      self.text = text
    }

    var testDescription: String {
      "\(language.rawValue): \(template.debugDescription) \(value.debugDescription)"
    }
  }

  private func render(_ test: Written) -> String {
    do {
      let template = try Template(parsing: Bytes(test.template.utf8), name: "t")
      let context = Value.map(["v": .string(test.value), "n": .string("42"), "w": .string("x y")])
      return String(decoding: try template.render(context, partials: [:], for: test.language), as: UTF8.self)
    } catch {
      return error.diagnostics.map(\.description).joined(separator: "\n")
    }
  }

  static let written = [
    Written(.sh, "x={{v}}", "a b", "x='a b'"),
    Written(.sh, "x={{v}}", "it's", "x='it'\\''s'"),
    Written(.sh, "x={{v}}", "", "x=''"),
    Written(.sh, "x={{v}} {{v}}>f", "42", "x=42 '42'>f"),
    Written(.sh, "x={{v}}", "~/.ssh/sock", "x=\"$HOME/.ssh/sock\""),
    Written(.sh, "x={{v}}", "~/a b", "x=\"$HOME/a b\""),
    Written(.sh, "x={{v}}", "~/a$b", "x=\"$HOME/\"'a$b'"),
    Written(.sh, "x={{v}}", "~", "x=\"$HOME\""),
    Written(.sh, "x={{v}}", "~root", "x='~root'"),
    Written(.sh, "\"$(f {{v}})\" ${x:-{{v}}} $(({{n}}+1))", "a", "\"$(f 'a')\" ${x:-'a'} $((42+1))"),
    Written(.sh, "cat <<E\n$x\nE\ny={{v}}", "a", "cat <<E\n$x\nE\ny='a'"),
    Written(.sh, "cat <<-'E F'\n\t'\n\tE F\ny={{v}}", "a", "cat <<-'E F'\n\t'\n\tE F\ny='a'"),
    Written(.sh, "f <<<'x' # it's\ny={{v}} $((1<<2)) {{v}}", "a", "f <<<'x' # it's\ny='a' $((1<<2)) 'a'"),
    Written(.sh, "echo \\' $'\\'' \"'\\\"\" ${#x} $# {{v}}", "a", "echo \\' $'\\'' \"'\\\"\" ${#x} $# 'a'"),
    Written(.sh, "case a in b) ;; esac; f() { echo {{v}}; }", "a", "case a in b) ;; esac; f() { echo 'a'; }"),
    Written(.sh, "\"${x%\"'\"}\" {{v}}", "a", "\"${x%\"'\"}\" 'a'"),
    Written(.sh, "{{v}}{{v}}'c'", "a", "'a'\"\"'a'\"\"'c'"),
    Written(.sh, "# it's {{v}}\n{{v}}", "a", "# it's 'a'\n'a'"),
    Written(.tmux, "setenv -g X {{v}}", "#{pane_id} 'q'", "setenv -g X '#{pane_id} '\"'\"'q'\"'\""),
    Written(.tmux, "setenv -g X {{v}}", "~/.ssh/sock", "setenv -g X \"$HOME/.ssh/sock\""),
    Written(.tmux, "setenv -g X {{v}}", "~/a\"b", "setenv -g X \"$HOME/\"'a\"b'"),
    Written(.tmux, "set -g @x {{v}}", "a\nb", "set -g @x 'a'\"\\012\"'b'"),
    Written(.tmux, "X={{v}} ; set -g history-limit {{n}}", "%#", "X='%#' ; set -g history-limit 42"),
    Written(.tmux, "bind -T root {{v}} set -g @x {{v}}", "#", "bind -T root '#' set -g @x '#'"),
    Written(.tmux, "bind x { set -g @x {{v}} }", "a;", "bind x { set -g @x 'a;' }"),
    Written(.tmux, "new-window -c {{v}} -n {{w}} top", "a b", "new-window -c 'a b' -n 'x y' top"),
    Written(.tmux, "# it's {{v}} \\\n more\nset -g @x {{v}}", "#", "# it's '#' \\\n more\nset -g @x '#'"),
    Written(.tmux, "%if #{==:a,a}\nsetenv X {{v}}\n%endif", "#", "%if #{==:a,a}\nsetenv X '#'\n%endif"),
    Written(.screen, "setenv X {{v}}", "it's $X%h", "setenv X 'it'\"'\"'s $X%h'"),
    Written(.screen, "setenv X {{v}}", "~/.ssh/sock", "setenv X $HOME/.ssh/sock"),
    Written(.screen, "setenv X {{v}}", "~/a b", "setenv X $HOME/'a b'"),
    Written(.screen, "bind {{v}} setenv X {{w}}", "%", "bind '%' setenv X 'x y'"),
    Written(.sshConfig, "IdentityAgent {{v}}", "~/.ssh/sock", "IdentityAgent ~/.ssh/sock"),
    Written(.sshConfig, "IdentityAgent {{v}}", "~/a b", "IdentityAgent \"~/a b\""),
    Written(.sshConfig, "IdentityFile = {{v}}", "a\"b\\c\\", "IdentityFile = \"a\\\"b\\c\\\\\""),
    Written(
      .sshConfig, "identityfile {{v}}\nXAuthLocation {{v}}", "50%",
      "identityfile \"50%%\"\nXAuthLocation \"50%\""),
    Written(
      .sshConfig, "ProxyCommand nc {{v}} # {{n}}", "it's %h\\",
      "ProxyCommand nc 'it'\"'\"'s %%h'\"\\\\\" # 42"),
    Written(.sshConfig, "ProxyCommand nc {{v}}", "~/a b", "ProxyCommand nc \"$HOME/a b\""),
    Written(.sshConfig, "KnownHostsCommand {{v}}", "~/a b", "KnownHostsCommand \"%d\"'/a b'"),
    Written(
      .sshConfig, "Match host x exec \"sh {{v}} {{w}}\"", "~/a b", "Match host x exec \"sh ~/'a b' 'x y'\""),
    Written(.sshConfig, "Match exec {{v}}", "~/x", "Match exec \"~/x\""),
    Written(.sshConfig, "Match user {{v}} exec \"true\"", "a b", "Match user \"a b\" exec \"true\""),
    Written(.sshConfig, "ProxyJump {{v}}", "user@host:22", "ProxyJump user@host:22"),
    Written(.sshConfig, "# it's {{v}}\nHost {{v}}", "a", "# it's a\nHost a"),
  ]

  @Test(arguments: written)
  func writes(test: Written) {
    #expect(render(test) == test.text)
  }

  static let refused = [
    Written(
      .sh, "x='{{v}}'", "a",
      "t:1:4: '{{v}}' stands inside quotes; it brings its own: end the quotes before it"),
    Written(
      .sh, "x=\"${y:-{{v}}}\"", "a",
      "t:1:9: '{{v}}' stands inside quotes; it brings its own: end the quotes before it"),
    Written(
      .sh, "x=\"a\n{{v}}\"", "a",
      "t:2:1: '{{v}}' stands inside quotes; it brings its own: end the quotes before it"),
    Written(.sh, "x=`f {{v}}`", "a", "t:1:6: '{{v}}' stands inside backquotes; write '$(…)' instead of them"),
    Written(
      .sh, "cat <<E\n{{v}}\nE", "a",
      "t:2:1: '{{v}}' stands in a here-document, where nothing can be quoted; put it into a variable before"),
    Written(
      .sh, "x=$((1+{{v}}))", "a[$(b)]",
      "t:1:8: the value of 'v' is not a number, and '{{v}}' stands in arithmetic"),
    Written(.sh, "x=${y:{{v}}}", "a", "t:1:7: '{{v}}' stands inside '${…}'; put it into a variable before"),
    Written(
      .sh, "x=\\{{v}}", "a",
      "t:1:4: '{{v}}' stands right after '\\', which changes its quotes; write '\\' elsewhere"),
    Written(
      .sh, "x=${{v}}", "a",
      "t:1:4: '{{v}}' stands right after '$', which changes its quotes; write '$' elsewhere"),
    Written(
      .sh, "[ {{v}} \\\n  -eq 1 ]\nx=1\n", "a b",
      "t:1:3: the value of 'v' is not a number, and '{{v}}' stands in arithmetic"),
    Written(
      .sh, "true&e\"va\"'l' {{v}}", "a",
      "t:1:15: '{{v}}' stands where 'eval' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .sh, "# {{v}}", "a\nb", "t:1:3: the value of 'v' holds a line break, and a comment cannot hold one"),
    Written(.sh, "{{v}}", "a\0", "t:1:1: the value of 'v' holds a NUL byte"),
    Written(
      .tmux, "set -g @x \"{{v}}\"", "a",
      "t:1:12: '{{v}}' stands inside quotes; it brings its own: end the quotes before it"),
    Written(
      .tmux, "set -g status-right {{v}}", "#(b)",
      "t:1:21: the value of 'v' holds '#', which 'status-right' expands; for a value that is meant to be expanded write '{{{v}}}'"
    ),
    Written(
      .tmux, "set -gF @x {{v}}", "50%",
      "t:1:12: the value of 'v' holds '%', which 'set-option' expands; for a value that is meant to be expanded write '{{{v}}}'"
    ),
    Written(
      .tmux, "setenv -gF X {{v}}", "#S",
      "t:1:14: the value of 'v' holds '#', which 'set-environment' expands; for a value that is meant to be expanded write '{{{v}}}'"
    ),
    Written(
      .tmux, "setenv X a ; rename-window {{v}}", "#S",
      "t:1:28: the value of 'v' holds '#', which 'rename-window' expands; for a value that is meant to be expanded write '{{{v}}}'"
    ),
    Written(
      .tmux, "run-shell -b {{v}}", "a",
      "t:1:14: '{{v}}' stands where 'run-shell' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .tmux, "run {{v}}", "a",
      "t:1:5: '{{v}}' stands where 'run-shell' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .tmux, "set -g default-command {{v}}", "a",
      "t:1:24: '{{v}}' stands where 'default-command' runs it; for a value that is meant to be run write '{{{v}}}'"
    ),
    Written(
      .tmux, "{{v}} x", "a",
      "t:1:1: '{{v}}' stands where 'tmux' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .tmux, "bind x {{v}}", "a",
      "t:1:8: '{{v}}' stands where 'bind-key' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .tmux, "bind x setenv A b \\; run {{v}}", "a",
      "t:1:26: '{{v}}' stands where 'run-shell' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .tmux, "bind x setenv A {{v}}", "b;",
      "t:1:17: the value of 'v' ends in ';', which ends the command of 'bind-key'; put the command in '{ }'"),
    Written(
      .tmux, "%if #{==:{{v}},a}", "a",
      "t:1:10: '{{v}}' stands inside an unquoted format; put the value into an option, and name that"),
    Written(
      .tmux, "set -g @x a\\{{v}}", "a",
      "t:1:13: '{{v}}' stands right after '\\', which changes its quotes; write '\\' elsewhere"),
    Written(
      .screen, "setenv X '{{v}}'", "a",
      "t:1:11: '{{v}}' stands inside quotes; it brings its own: end the quotes before it"),
    Written(
      .screen, "hardstatus string {{v}}", "%h",
      "t:1:19: the value of 'v' holds '%', which 'hardstatus' expands; for a value that is meant to be expanded write '{{{v}}}'"
    ),
    Written(
      .screen, "stuff {{v}}", "a^M",
      "t:1:7: the value of 'v' holds '^', which 'stuff' expands; for a value that is meant to be expanded write '{{{v}}}'"
    ),
    Written(
      .screen, "eval {{v}}", "a",
      "t:1:6: '{{v}}' stands where 'eval' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .screen, "exec {{v}}", "a",
      "t:1:6: '{{v}}' stands where 'exec' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .screen, "screen {{v}}", "a",
      "t:1:8: '{{v}}' stands where 'screen' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .screen, "shell {{v}}", "a",
      "t:1:7: '{{v}}' stands where 'shell' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .screen, "backtick 1 0 0 {{v}}", "a",
      "t:1:16: '{{v}}' stands where 'backtick' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .tmux, "send -X copy-pipe {{v}}", "a",
      "t:1:19: '{{v}}' stands where 'send-keys' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .tmux, "set -g editor {{v}}", "a",
      "t:1:15: '{{v}}' stands where 'editor' runs it; for a value that is meant to be run write '{{{v}}}'"),
    Written(
      .sshConfig, "User {{v}}", "",
      "t:1:6: the value of 'v' is empty, and ssh refuses an empty 'user'; leave the line out"),
    Written(
      .screen, "setenv X ^{{v}}", "a",
      "t:1:11: '{{v}}' stands right after '^', which changes its quotes; write '^' elsewhere"),
    Written(
      .screen, "setenv X {{v}} y\nz", String(repeating: "x", count: 2_035),
      "t:1:10: the line with the value of 'v' is longer than screen's 2047 bytes"),
    Written(
      .sshConfig, "IdentityAgent \"{{v}}\"", "a",
      "t:1:16: '{{v}}' stands inside quotes; it brings its own: end the quotes before it"),
    Written(
      .sshConfig, "User {{v}}", "a\rb",
      "t:1:6: the value of 'v' holds a line break, and ssh_config cannot hold one"),
    Written(
      .sshConfig, "IdentityAgent {{v}}", "a${B}",
      "t:1:15: the value of 'v' holds '$', which 'identityagent' expands and ssh cannot escape"),
    Written(
      .sshConfig, "IdentityAgent {{v}}", "$B",
      "t:1:15: the value of 'v' holds '$', which 'identityagent' expands and ssh cannot escape"),
    Written(
      .sshConfig, "ControlPath {{v}}", "~root/x",
      "t:1:13: the value of 'v' begins with '~', which 'controlpath' reads as a user's home; write the path in full"
    ),
    Written(
      .sshConfig, "User {{v}}", "50%",
      "t:1:6: the value of 'v' holds '%', which only some releases of ssh expand in 'user'"),
    Written(
      .sshConfig, "ProxyJump {{v}}", "a b",
      "t:1:11: the value of 'v' holds a space, which 'proxyjump' has no way to quote"),
    Written(
      .sshConfig, "ProxyCommand sh -c '{{v}}'", "a",
      "t:1:21: '{{v}}' stands inside quotes; it brings its own: end the quotes before it"),
    Written(
      .sshConfig, "ProxyCommand echo \"$(f {{v}})\"", "it's",
      "t:1:24: the value of 'v' holds ''', which 'proxycommand' has no way to quote"),
    Written(
      .sshConfig, "Match exec \"f {{v}}\"", "it's",
      "t:1:15: the value of 'v' holds ''', which 'match exec' has no way to quote"),
    Written(
      .sshConfig, "Match exec \"f '{{v}}'\"", "a",
      "t:1:16: '{{v}}' stands inside quotes; it brings its own: end the quotes before it"),
    Written(
      .sshConfig, "Match exec \"f --x={{v}}\"", "~/a",
      "t:1:19: the value of 'v' is a path in the home, and '{{v}}' is not a word of its own"),
    Written(
      .sshConfig, "Match exec \"[ {{v}} -eq 1 ]\"\nUser a\n", "a b",
      "t:1:15: the value of 'v' is not a number, and '{{v}}' stands in arithmetic"),
    Written(
      .sshConfig, "Match exec \"[ {{v}} -eq 1 ]\"\nPort {{n}}\n", "a b",
      "t:1:15: the value of 'v' is not a number, and '{{v}}' stands in arithmetic"),
    Written(
      .sshConfig, "Match user {{v}}", "a\"b",
      "t:1:12: the value of 'v' holds '\"', which 'match' has no way to quote"),
    Written(
      .sshConfig, "{{v}} x", "a",
      "t:1:1: '{{v}}' stands where a keyword is due; for a value that is meant to be one write '{{{v}}}'"),
    Written(
      .sshConfig, "ProxyCommand{{v}}", "a",
      "t:1:13: '{{v}}' stands where a keyword is due; for a value that is meant to be one write '{{{v}}}'"),
  ]

  @Test(arguments: refused)
  func refuses(test: Written) {
    #expect(render(test) == test.text)
  }

  @Test func tellsEveryTagOnceAndInOrder() throws {
    let template = try Template(parsing: Bytes("'{{v}}'\n{{>p}}\n\"{{v}}\"\n".utf8), name: "t")
    let partial = try Template(parsing: Bytes("{{#l}}`{{.}}`{{/l}}".utf8), name: "p")
    let context = Value.map(["v": .string("a"), "l": .list([.string("b"), .string("c")])])
    let error = #expect(throws: InvalidProfile.self) {
      try template.render(context, partials: ["p": partial], for: .sh)
    }
    #expect(error?.diagnostics.compactMap(\.place?.description) == ["t:1:2", "p:1:8", "t:3:2"])
  }
}

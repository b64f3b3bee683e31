extension BadTemplate {
  /// Templates in which a value would not stay a value.
  static let quoting: [BadTemplate] = [
    BadTemplate(
      "a tag inside single quotes", "greeting='{{name}}'\n",
      [
        "template:1:11: '{{name}}' stands inside quotes; it brings its own: end the quotes before it"
      ]),
    BadTemplate(
      "a tag inside double quotes", "greeting=\"hello {{name}}\"\n",
      [
        "template:1:17: '{{name}}' stands inside quotes; it brings its own: end the quotes before it"
      ]),
    BadTemplate(
      "a tag inside backquotes", "greeting=`echo {{name}}`\n",
      [
        "template:1:16: '{{name}}' stands inside backquotes; write '$(…)' instead of them"
      ]),
    BadTemplate(
      "a tag in a here-document", "cat <<END\n{{name}}\nEND\n",
      [
        """
        template:2:1: '{{name}}' stands in a here-document, where nothing can be quoted; put it \
        into a variable before
        """
      ]),
    BadTemplate(
      "a tag in arithmetic", "x=$((1 + {{name}}))\n",
      [
        "template:1:10: the value of 'name' is not a number, and '{{name}}' stands in arithmetic"
      ]),
    BadTemplate(
      "a tag right after a backslash", #"x=\{{name}}\#n"#,
      [
        """
        template:1:4: '{{name}}' stands right after '\\', which changes its quotes; write '\\' \
        elsewhere
        """
      ]),
    BadTemplate(
      "a line break in a comment", "# {{broken}}\n",
      [
        "template:1:3: the value of 'broken' holds a line break, and a comment cannot hold one"
      ]),
    BadTemplate(
      "a line break in ssh_config", for: "~/.ssh/config", "User {{broken}}\n",
      [
        "template:1:6: the value of 'broken' holds a line break, and ssh_config cannot hold one"
      ]),
    BadTemplate(
      "a keyword of ssh_config", for: "~/.ssh/config", "{{name}} yes\n",
      [
        """
        template:1:1: '{{name}}' stands where a keyword is due; for a value that is meant to be \
        one write '{{{name}}}'
        """
      ]),
    BadTemplate(
      "a tag inside quotes of tmux", for: "~/.tmux.conf", "set -g status-left '{{name}}'\n",
      [
        "template:1:21: '{{name}}' stands inside quotes; it brings its own: end the quotes before it"
      ]),
  ]
}

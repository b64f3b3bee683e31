extension BadTemplate {
  /// Templates that are not Mustache, or name what is not there.
  static let language: [BadTemplate] = [
    BadTemplate(
      "an undefined variable", "{{nmae}}",
      [
        "template:1:1: undefined variable 'nmae'; did you mean 'name'?"
      ]),
    BadTemplate(
      "an undefined variable like nothing known", "one\ntwo {{zzz}}",
      [
        "template:2:5: undefined variable 'zzz'; define it under vars: or with --set zzz=VALUE"
      ]),
    BadTemplate(
      "an undefined part of a name", "{{map.kay}}",
      [
        "template:1:1: undefined variable 'map.kay'; did you mean 'map.key'?"
      ]),
    BadTemplate(
      "an undefined section", "{{#loud}}!{{/loud}}",
      [
        "template:1:1: undefined section 'loud'; define it under vars: or with --set loud=VALUE"
      ]),
    BadTemplate(
      "an undefined inverted section", "{{^loud}}!{{/loud}}",
      [
        "template:1:1: undefined section 'loud'; define it under vars: or with --set loud=VALUE"
      ]),
    BadTemplate(
      "several undefined variables", "{{a1}}\n  {{b2}}{{c3}}\n",
      [
        "template:1:1: undefined variable 'a1'; define it under vars: or with --set a1=VALUE",
        "template:2:3: undefined variable 'b2'; define it under vars: or with --set b2=VALUE",
        "template:2:9: undefined variable 'c3'; define it under vars: or with --set c3=VALUE",
      ]),
    BadTemplate(
      "a tag that is not closed", "hello {{name\n",
      [
        "template:1:7: tag '{{name' is not closed; end it with '}}'"
      ]),
    BadTemplate(
      "a tag closed by one brace", "hello {{name}\n",
      [
        "template:1:7: tag '{{name}' is not closed; end it with '}}'"
      ]),
    BadTemplate(
      "a raw tag closed by two braces", "hello {{{name}}\n",
      [
        "template:1:7: tag '{{{name}}' is not closed; end it with '}}}'"
      ]),
    BadTemplate(
      "a comment that is not closed", "{{! hello\n",
      [
        "template:1:1: tag '{{! hello' is not closed; end it with '}}'"
      ]),
    BadTemplate(
      "a tag without a name", "{{}}",
      [
        "template:1:1: tag '{{}}' has no name"
      ]),
    BadTemplate(
      "a section without a name", "{{#}}x{{/}}",
      [
        "template:1:1: tag '{{#}}' has no name",
        "template:1:7: tag '{{/}}' has no name",
      ]),
    BadTemplate(
      "a name with a space", "{{my name}}",
      [
        """
        template:1:1: the name 'my name' cannot hold a space; a name is letters, digits, '_' and \
        '-', with '.' between its parts
        """
      ]),
    BadTemplate(
      "a name with a filter", "{{name | upper}}",
      [
        """
        template:1:1: the name 'name | upper' cannot hold a space; a name is letters, digits, \
        '_' and '-', with '.' between its parts
        """
      ]),
    BadTemplate(
      "a name with two dots", "{{map..key}}",
      [
        "template:1:1: the name 'map..key' has an empty part; write one '.' between two names"
      ]),
    BadTemplate(
      "a section that is not closed", "{{#name}}\nhello\n",
      [
        "template:1:1: section '{{#name}}' is not closed; end it with '{{/name}}'"
      ]),
    BadTemplate(
      "a section closed by another name", "{{#name}}x{{/map}}",
      [
        "template:1:1: section '{{#name}}' is not closed; end it with '{{/name}}'",
        "template:1:11: '{{/map}}' does not close '{{#name}}' of line 1; write '{{/name}}' first",
      ]),
    BadTemplate(
      "sections that cross", "{{#name}}{{#map}}x{{/name}}{{/map}}",
      [
        "template:1:19: '{{/name}}' does not close '{{#map}}' of line 1; write '{{/map}}' first",
        "template:1:28: '{{/map}}' closes no section; open it before with '{{#map}}', or remove it",
      ]),
    BadTemplate(
      "a section that was never opened", "x{{/name}}",
      [
        "template:1:2: '{{/name}}' closes no section; open it before with '{{#name}}', or remove it"
      ]),
    BadTemplate(
      "delimiters that are none", "{{=<%=}}",
      [
        """
        template:1:1: tag '{{=<%=}}' does not set delimiters; write both, without '=' and with a \
        space between, as in '{{=<% %>=}}'
        """
      ]),
    BadTemplate(
      "a tag of another language", "{{<parent}}{{/parent}}",
      [
        """
        template:1:1: tag '{{<parent}}' is not part of the language; of Mustache there are \
        variables, sections, comments, partials and set-delimiter tags
        """,
        """
        template:1:12: '{{/parent}}' closes no section; open it before with '{{#parent}}', or \
        remove it
        """,
      ]),
    BadTemplate(
      "a list as a text", "{{list}}",
      [
        "template:1:1: 'list' is a list, not a text; go through it with '{{#list}}{{.}}{{/list}}'"
      ]),
    BadTemplate(
      "a map as a text", "{{map}}",
      [
        "template:1:1: 'map' is a map, not a text; name one of its values, as in '{{map.key}}'"
      ]),
    BadTemplate(
      "a partial that is nowhere", "{{> nowhere}}",
      [
        """
        template:1:1: no template 'nowhere'; it is neither a file beside the profile nor a \
        built-in; 'berth templates' lists those
        """
      ]),
    BadTemplate(
      "a partial like a built-in", "{{> ssh/rx}}",
      [
        "template:1:1: no template 'ssh/rx'; did you mean 'ssh/rc'?"
      ]),
    BadTemplate(
      "a partial that includes itself", "{{> template}}",
      [
        """
        template:1:1: sections and partials nest deeper than 100; a partial that includes itself \
        needs a section that ends it
        """
      ]),
    BadTemplate(
      "sections deeper than the limit",
      String(repeating: "{{#name}}", count: 70) + String(repeating: "{{/name}}", count: 70),
      [
        "template:1:577: sections nest deeper than 64"
      ]),
    BadTemplate(
      "a name that is no UTF-8", Array("{{n".utf8) + [0xff] + Array("}}".utf8),
      [
        "template:1:1: the tag is not valid UTF-8"
      ]),
  ]
}

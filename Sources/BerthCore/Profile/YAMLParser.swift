import CLibYAML

/// What libyaml sees, one piece after the other.
struct YAMLEvent {
  let kind: Kind
  let place: Place

  /// The pieces a document is made of (yaml.h: `yaml_event_type_t`).
  enum Kind {
    case documentStart
    case documentEnd
    case streamEnd
    case alias(String)
    case scalar(String, plain: Bool, properties: Properties)
    case sequenceStart(Properties)
    case sequenceEnd
    case mappingStart(Properties)
    case mappingEnd
  }

  /// What can be written before a node: `&anchor` and `!tag`.
  struct Properties {
    let anchor: String?
    let tag: String?
  }
}

/// libyaml's parser over one text: owns its memory, and hands its events over as values.
struct YAMLParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let name: String
  /// The last scalar, if it was quoted over more than one line: where it began, and the line it ended in. What
  /// goes wrong right after it is likely its quote's fault.
  private var longQuote: (start: Place, endLine: Int)?

  /// - Parameters:
  ///   - bytes: UTF-8 without a byte order mark; must outlive the parser.
  ///   - name: the file of all places.
  init(_ bytes: UnsafeBufferPointer<UInt8>, name: String) {
    self.name = name
    parser = .allocate(capacity: 1)
    // Fails only without memory, and then leaves a parser whose every call fails.
    _ = yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; after `streamEnd`, that again.
  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
      guard event.type == YAML_STREAM_START_EVENT else { break }
      yaml_event_delete(&event)
    }
    // The texts belong to the event: they are copied before it goes.
    defer { yaml_event_delete(&event) }
    let place = place(event.start_mark)
    let kind: YAMLEvent.Kind
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias(Self.text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let isQuoted =
        scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE || scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
      let isLong = isQuoted && event.start_mark.line < event.end_mark.line
      longQuote = isLong ? (place, Int(event.end_mark.line) + 1) : nil
      kind = .scalar(
        String(decoding: bytes, as: UTF8.self), plain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
        properties: .init(anchor: Self.text(scalar.anchor), tag: Self.text(scalar.tag)))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      kind = .sequenceStart(.init(anchor: Self.text(start.anchor), tag: Self.text(start.tag)))
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      kind = .mappingStart(.init(anchor: Self.text(start.anchor), tag: Self.text(start.tag)))
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    default: kind = .streamEnd
    }
    return YAMLEvent(kind: kind, place: place)
  }

  private func syntaxError() -> YAMLSyntaxError {
    let parser = parser.pointee
    return YAMLSyntaxError(
      problem: parser.problem.map { String(cString: $0) },
      place: place(parser.problem_mark),
      begin: parser.context == nil ? nil : place(parser.context_mark),
      isOfScanner: parser.error == YAML_SCANNER_ERROR, longQuote: longQuote)
  }

  private func place(_ mark: yaml_mark_t) -> Place {
    Place(file: name, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}

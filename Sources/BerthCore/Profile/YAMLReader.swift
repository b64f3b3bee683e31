/// Reads one YAML document into a tree whose every node knows its place.
///
/// Of YAML it takes what a configuration needs: mappings, lists and texts, with anchors and aliases. Tags, merge
/// keys, keys that are no text, and several documents are problems. Nothing it is given makes it crash, hang
/// or use memory out of proportion: size, depth and the number of nodes, aliases counted as what they stand
/// for, are limited.
package struct YAMLReader {
  /// How deep lists and mappings may lie in each other. libyaml's time is the square of it.
  package static let depthLimit = 32
  /// How many nodes a document may have.
  package static let nodeLimit = 500_000

  /// The document's node: of any kind.
  package private(set) var root: YAMLNode
  /// What is wrong with the document apart from its syntax, such as duplicate keys: to be reported together
  /// with what is wrong with its content.
  private(set) var problems = ProblemList()

  private let name: String
  private var nodeCount = 0
  private var anchors: [String: Anchor] = [:]

  /// A node that aliases can stand for.
  private struct Anchor {
    /// Nil while the node is still being read: an alias to it would contain itself.
    var node: YAMLNode?
    /// How many nodes it has, itself included.
    var size = 0
    /// How many levels of lists and mappings it has.
    var height = 0
  }

  /// - Parameters:
  ///   - text: a file's content.
  ///   - name: the file of all places.
  /// - Throws: when the text cannot be read to its end: its first syntax error, or the limit it breaks, after what
  ///   was found wrong before.
  package init(_ text: Bytes, name: String) throws(InvalidProfile) {
    self.name = name
    root = YAMLNode(kind: .invalid, place: Place(file: name, line: 1, column: 1))
    let source = try YAMLText(text, name: name)
    let outcome: Result<Void, Stop> = source.bytes.withUnsafeBufferPointer { bytes in
      var parser = YAMLParser(bytes, name: name)
      do throws(Stop) {
        try read(&parser)
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    switch outcome {
    case .success: break
    case .failure(.limit(let place, let message)):
      problems.report(message, at: place)
      throw problems.error
    case .failure(.syntax(let error)):
      let diagnostic = error.diagnostic(in: source)
      problems.report(
        diagnostic.message, at: source.clamped(diagnostic.place ?? root.place), hint: diagnostic.hint)
      throw problems.error
    }
  }

  /// Why reading ends before the document does.
  private enum Stop: Error {
    case syntax(YAMLSyntaxError)
    case limit(Place, String)
  }

  private func next(_ parser: inout YAMLParser) throws(Stop) -> YAMLEvent {
    do throws(YAMLSyntaxError) {
      return try parser.next()
    } catch {
      throw .syntax(error)
    }
  }

  private mutating func read(_ parser: inout YAMLParser) throws(Stop) {
    guard case .documentStart = try next(&parser).kind else {
      root.kind = .scalar("", plain: true)
      return
    }
    root = try node(try next(&parser), &parser, depth: 0).node
    _ = try next(&parser)
    let event = try next(&parser)
    if case .documentStart = event.kind {
      problems.report("a second document begins here", at: event.place, hint: "a profile is one document")
    }
  }

  /// The node that an event begins, and how many levels it has.
  ///
  /// `depth`: how many lists and mappings it lies in.
  private mutating func node(
    _ event: YAMLEvent, _ parser: inout YAMLParser, depth: Int
  ) throws(Stop) -> (node: YAMLNode, height: Int) {
    let countBefore = nodeCount
    try count(1, at: event.place)
    var node = YAMLNode(kind: .invalid, place: event.place)
    var height = 0
    let properties: YAMLEvent.Properties
    switch event.kind {
    case .alias(let name):
      return try target(of: name, at: event.place, depth: depth)
    case .scalar(let text, let plain, let written):
      properties = written
      // What a tag would have made of it, nobody knows; as it stands it would only be misunderstood.
      if written.tag == nil { node.kind = .scalar(text, plain: plain) }
    case .sequenceStart(let written):
      properties = written
      open(written)
      (node.kind, height) = try sequence(&parser, at: event.place, depth: depth + 1)
    case .mappingStart(let written):
      properties = written
      open(written)
      (node.kind, height) = try mapping(&parser, at: event.place, depth: depth + 1)
    case .documentStart, .documentEnd, .streamEnd, .sequenceEnd, .mappingEnd:
      // libyaml's grammar has a node here.
      return (node, 0)
    }
    if let tag = properties.tag {
      problems.report(
        "tags are not supported: \(quoted(Self.shorthand(tag)))", at: event.place, hint: "leave it out")
    }
    if let anchor = properties.anchor {
      anchors[anchor] = Anchor(node: node, size: nodeCount - countBefore, height: height)
    }
    return (node, height)
  }

  private mutating func open(_ properties: YAMLEvent.Properties) {
    if let anchor = properties.anchor { anchors[anchor] = Anchor() }
  }

  private mutating func target(
    of name: String, at place: Place, depth: Int
  ) throws(Stop) -> (node: YAMLNode, height: Int) {
    guard let anchor = anchors[name] else {
      problems.report("no anchor \(quoted("&" + name)) before this alias", at: place)
      return (YAMLNode(kind: .invalid, place: place), 0)
    }
    guard var node = anchor.node else {
      problems.report("the alias \(quoted("*" + name)) stands inside its own anchor", at: place)
      return (YAMLNode(kind: .invalid, place: place), 0)
    }
    try count(anchor.size - 1, at: place)
    try check(depth: depth + anchor.height, at: place)
    node.place = place
    return (node, anchor.height)
  }

  private mutating func sequence(
    _ parser: inout YAMLParser, at place: Place, depth: Int
  ) throws(Stop) -> (YAMLNode.Kind, Int) {
    try check(depth: depth, at: place)
    var items: [YAMLNode] = []
    var height = 0
    while true {
      let event = try next(&parser)
      if case .sequenceEnd = event.kind { return (.sequence(items), height + 1) }
      let item = try node(event, &parser, depth: depth)
      items.append(item.node)
      height = max(height, item.height)
    }
  }

  private mutating func mapping(
    _ parser: inout YAMLParser, at place: Place, depth: Int
  ) throws(Stop) -> (YAMLNode.Kind, Int) {
    try check(depth: depth, at: place)
    var members: [YAMLNode.Member] = []
    var positions: [String: Int] = [:]
    var height = 0
    while true {
      let event = try next(&parser)
      if case .mappingEnd = event.kind { return (.mapping(members), height + 1) }
      let key = try node(event, &parser, depth: depth)
      let value = try node(try next(&parser), &parser, depth: depth)
      height = max(height, key.height, value.height)
      guard let name = name(of: key.node, in: place) else { continue }
      if let first = position(of: name, in: members, &positions) {
        problems.report(
          "duplicate key \(quoted(name))", at: key.node.place,
          hint: "the first is in line \(members[first].place.line)")
      } else {
        members.append(.init(key: name, place: key.node.place, value: value.node))
      }
    }
  }

  /// Where a key already is. Few members are searched one by one, which is quicker than to keep a table; `positions`
  /// is the table of many.
  private func position(
    of name: String, in members: [YAMLNode.Member], _ positions: inout [String: Int]
  ) -> Int? {
    guard members.count > 16 else { return members.firstIndex { $0.key == name } }
    for index in positions.count..<members.count { positions[members[index].key] = index }
    return positions[name]
  }

  /// The text of a key; nil, and reported, where it has none.
  private mutating func name(of key: YAMLNode, in mapping: Place) -> String? {
    switch key.kind {
    case .scalar("<<", plain: true):
      problems.report("merge keys are not supported", at: key.place, hint: "write the keys out")
    case .scalar("", plain: true):
      problems.report("a key is missing before ':'", at: key.place)
    case .scalar(let text, plain: _):
      return text
    case .sequence:
      problems.report(
        "a list cannot be a key", at: key.place, hint: "put a value that begins with '[' in quotes")
    case .mapping where key.place.line == mapping.line && key.place.column == mapping.column + 1:
      problems.report(YAMLSyntaxError.unquotedBraces, at: mapping)
    case .mapping:
      problems.report("a mapping cannot be a key", at: key.place)
    case .invalid: break
    }
    return nil
  }

  private mutating func count(_ nodes: Int, at place: Place) throws(Stop) {
    nodeCount += nodes
    guard nodeCount <= Self.nodeLimit else {
      throw .limit(place, "the profile has more than \(Self.nodeLimit) values, aliases counted in full")
    }
  }

  private func check(depth: Int, at place: Place) throws(Stop) {
    guard depth <= Self.depthLimit else {
      throw .limit(place, "lists and mappings lie more than \(Self.depthLimit) deep in each other")
    }
  }

  /// A tag as it was written: libyaml gives `tag:yaml.org,2002:str` for `!!str`.
  private static func shorthand(_ tag: String) -> String {
    let standard = "tag:yaml.org,2002:"
    return tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
  }
}

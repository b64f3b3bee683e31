/// Here-documents (XCU 2.7.4): from `<<` to the line that ends the text.
extension ShellLexer {
  /// A here-document whose operator has been read.
  struct Document {
    var delimiter: Bytes = []
    var stripsTabs = false
  }

  /// The way from `<<` to the end of the word after it.
  enum DocumentStart {
    case none
    case afterOperator
    case beforeWord
    case word(quote: UInt8?)
  }

  /// - Returns: whether the byte belonged to the word after `<<`.
  mutating func readDocumentStart(_ byte: UInt8) -> Bool {
    switch documentStart {
    case .none: return false
    case .afterOperator:
      if byte == UInt8(ascii: "<") {
        // A here-string takes a word like any other.
        documentStart = .none
        return true
      }
      startingDocument = Document(stripsTabs: byte == UInt8(ascii: "-"))
      documentStart = .beforeWord
      return byte == UInt8(ascii: "-") || readDocumentStart(byte)
    case .beforeWord:
      if byte == 0x20 || byte == 0x09 { return true }
      documentStart = .word(quote: nil)
      return readDocumentStart(byte)
    case .word(let quote):
      if byte == quote {
        documentStart = .word(quote: nil)
      } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        documentStart = .word(quote: byte)
      } else if quote == nil, Self.endsWord(byte) {
        pendingDocuments.append(startingDocument)
        documentStart = .none
        return false
      } else if byte != UInt8(ascii: "\\") || quote == UInt8(ascii: "'") {
        startingDocument.delimiter.append(byte)
      }
      return true
    }
  }

  mutating func endLine() {
    isComment = false
    previous = lineFeed
    isInDocument = !pendingDocuments.isEmpty
  }

  mutating func readDocument(_ byte: UInt8) {
    guard byte == lineFeed else {
      documentLine.append(byte)
      return
    }
    guard let document = pendingDocuments.first else { return }
    let line = document.stripsTabs ? documentLine.drop { $0 == 0x09 } : documentLine[...]
    if line.elementsEqual(document.delimiter) {
      pendingDocuments.removeFirst()
      isInDocument = !pendingDocuments.isEmpty
    }
    documentLine.removeAll(keepingCapacity: true)
  }
}

import BerthCore
import Testing

@Suite struct ReceiptCodingTests {
  private let receipt: Receipt = {
    var receipt = Receipt(
      transaction: "00ff", profile: "my \"own\".yaml", settings: [Setting("a=b=c")!],
      entries: [
        Receipt.Entry(
          path: HomePath(relative: ".bashrc"), isBlock: true, written: Bytes("é\n\t\"\\\u{1}".utf8),
          mode: nil,
          original: .absent, reload: Reload("tmux kill-server")),
        Receipt.Entry(
          path: HomePath(relative: ".x"), isBlock: false, written: [0xff, 0x00, 0xe9, 0x0a], mode: 0o600,
          original: .file(stored: ".x.0", mode: 0o4755),
          reload: Reload("tmux source-file ~/.tmux.conf", label: "tell tmux")),
      ],
      folders: [HomePath(relative: ".ssh")],
      leftovers: [LeftoverPattern(HomePath(relative: ".ssh/ssh_auth_sock"))])
    receipt.stateFolders = 2
    return receipt
  }()

  @Test func whatIsWrittenIsRead() throws {
    #expect(try Receipt(decoding: receipt.encoded) == receipt)
  }

  /// Receipts of the first version have neither links of before nor lines that were taken out.
  @Test func anOlderOneIsRead() throws {
    let text = String(decoding: receipt.encoded, as: UTF8.self)
    #expect(!text.contains("taken"))
    let members = try SealedJSON.open(receipt.encoded).filter {
      !["sum", "format_version", "older"].contains($0.key)
    }
    #expect(try Receipt(decoding: SealedJSON.seal(members.map { ($0.key, $0.value) })) == receipt)
  }

  /// The first versions knew of no label.
  @Test func aReloadWithoutALabelIsAText() {
    let text = String(decoding: receipt.encoded, as: UTF8.self)
    #expect(text.contains("\"reload\": \"tmux kill-server\""))
  }

  @Test func everyCutIsRefused() {
    let whole = receipt.encoded
    for count in 0..<(whole.count - 1) {
      #expect(throws: SealedJSON.Problem.self) { try Receipt(decoding: Bytes(whole[..<count])) }
    }
  }

  @Test func everyEditIsRefused() {
    let whole = receipt.encoded
    for index in whole.indices where whole[index] != 0x20 && whole[index] != 0x0a {
      var edited = whole
      edited[index] = edited[index] == UInt8(ascii: "7") ? UInt8(ascii: "8") : UInt8(ascii: "7")
      #expect(throws: SealedJSON.Problem.self) { try Receipt(decoding: edited) }
    }
  }

  @Test func aNewerOneIsToldFromADamagedOne() {
    let newer = Bytes("{\"sum\": \"\", \"format_version\": \"2.0\", \"what\": [\"ever\"]}".utf8)
    #expect(throws: SealedJSON.Problem.newer(version: "2.0")) { try Receipt(decoding: newer) }
  }
}

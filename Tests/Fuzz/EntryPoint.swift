import Glibc

private let target: FuzzTarget = {
  guard let text = getenv("BERTH_FUZZ"), let target = FuzzTarget(rawValue: String(cString: text)) else {
    fatalError("BERTH_FUZZ names none of \(FuzzTarget.allCases.map(\.rawValue))")
  }
  return target
}()

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run([UInt8](UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

import PolicyTesting
import Testing

@Suite("Damaged test files")
struct DamagedTestFileTests {
  @Test("Whatever is cut off or turned over, there are tests or errors")
  func damage() {
    let whole = Array(
      oneTest(
        "recorded: all\nevents: [{operation: PutObject, bucket: one, grants: [AllUsers READ]}]\nexpect: {one: {verdict: ready, findings: [{acl: private}]}}"
      ).utf8)
    for place in whole.indices {
      var turned = whole
      turned[place] ^= 0x15
      for bytes in [Array(whole[..<place]), Array(whole[place...]), turned] {
        do {
          #expect(try !PolicyTestFile(path: "a", bytes: bytes).tests.isEmpty)
        } catch {
          #expect(!error.diagnostics.isEmpty)
        }
      }
    }
  }
}

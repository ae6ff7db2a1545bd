import PolicyFiles
import Testing

@Suite("Files made to harm", .timeLimit(.minutes(1)))
struct HostileFileTests {
  @Test("Aliases that would unfold to billions of nodes are refused where they stand")
  func aliasBomb() {
    var text = "a0: &a0 x\n"
    for level in 1...30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let printed = diagnostics(text)
    #expect(printed.contains("a.yaml:2:10: error: '*a0' without quotes is an alias"))
    #expect(printed.contains("a.yaml:31:12: error: '*a29' without quotes is an alias"))
  }

  @Test(
    "Nesting without end is refused at the first level too many",
    arguments: [("[", 33), ("{a: ", 126), ("- ", 65), ("? ", 65), ("[{a: ", 78)])
  func nesting(opening: String, column: Int) {
    let text = String(repeating: opening, count: 700)
    #expect(
      diagnostics(text).hasPrefix(
        "a.yaml:1:\(column): error: this is not YAML: nested deeper than 32 levels\n"))
    // Broken into lines, so that length alone does not stop it.
    let lines = String(repeating: "[\n", count: 10_000)
    #expect(
      diagnostics(lines).hasPrefix(
        "a.yaml:33:1: error: this is not YAML: nested deeper than 32 levels\n"))
  }

  @Test("Text of a megabyte is refused")
  func longScalar() {
    let lines = String(repeating: "  word word word word word\n", count: 30_000)
    #expect(
      diagnostics("version: 1\nbuckets: []\nteam: >\n\(lines)") == """
        a.yaml:3:7: error: 'team' is longer than 1000 characters
            3 | team: >
              |       ^
        """)
  }

  @Test("Ten thousand errors are all reported")
  func manyErrors() throws {
    let keys = (0..<10_000).map { "k\($0): 1\n" }.joined()
    let errors = #expect(throws: PolicyErrors.self) { try policies(keys) }
    // The unknown keys, and the three that are missing.
    #expect(errors?.diagnostics.count == 10_003)
  }

  @Test("Random bytes and damaged policies get diagnostics and never a trap")
  func fuzz() {
    var random = SplitMix64(seed: 20_200_203)
    let whole = Array(PolicyExample.text.utf8)
    for round in 0..<3_000 {
      let bytes =
        round.isMultiple(of: 3)
        ? (0..<Int.random(in: 1...200, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        } : damaged(whole, using: &random)
      do throws(PolicyErrors) {
        _ = try PolicySet.load(files: [(path: "a.yaml", bytes: bytes)])
      } catch {
        #expect(!error.diagnostics.isEmpty)
        #expect(error.description.contains("a.yaml"))
      }
    }
  }

  /// The bytes with a few changes that keep most of the structure, so that every layer is reached.
  private func damaged(_ whole: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    let spice = Array("\t\n\r:-[]{}*&!|>'\"#%@`,? 0\u{FEFF}\u{2028}é".utf8) + [0, 0xFF, 0xC0]
    var bytes = whole
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = spice[Int.random(in: spice.indices, using: &random)]
      case 1: bytes.insert(spice[Int.random(in: spice.indices, using: &random)], at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + 20))
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }
}

/// A random number generator whose numbers are the same in every run.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

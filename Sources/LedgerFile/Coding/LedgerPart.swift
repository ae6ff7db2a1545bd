import Evidence
import Foundation
import JSON
import Timeline

/// One stored property of a `Ledger`, as rows of the table `entry`: a key and what is said of it.
///
/// Rows are added up by `Ledger.merge` and by nothing else: what a file holds of a key is read into a
/// ledger, merged, and written again. So a part is complete with the way to rows and the way back.
/// A new stored property of `Ledger` gets a line in ``all``; the test that asks for one fails
/// otherwise.
struct LedgerPart: Sendable {
  /// A row of a part.
  struct Entry: Sendable {
    /// The key's JSON.
    var key: String
    /// What is said of it, as the part writes it; empty in a part that is a set.
    var value: [UInt8]
  }

  /// The property's name, which is the part's name in the file.
  let name: String
  /// The rows that a ledger's part makes.
  let entries: @Sendable (Ledger) throws -> [Entry]
  /// Adds a row to a ledger.
  let add: @Sendable (Entry, inout Ledger) throws -> Void

  /// All parts but what could not be read, which belongs to files.
  static let all: [LedgerPart] = [
    LedgerPart(
      "facts", \.facts, bytes: { TallyCoding.bytes(of: $0) }, value: { try TallyCoding.tally($0) },
      add: { $0.record($1, $2) }),
    .dictionary("activity", \.activity) { $0.hear(of: $1, $2) },
    .dictionary("managementWrites", \.managementWrites) { $0.hearManagementWrites(of: $1, $2) },
    .dictionary("sightings", \.sightings) { $0.see($1, $2) },
    .dictionary("accessLogs", \.accessLogs) { $0.hear(ofAccessLogOf: $1, $2) },
    .set("inventories", \.inventories) { $0.note($1) },
    .set("inventoryConfigurations", \.inventoryConfigurations) { $0.note($1) },
    .dictionary("ownership", \.ownership) { $0.claim($1, at: $2) },
    .dictionary("aclRequiredSince", \.aclRequiredSince) {
      $0.noteACLRequired(ofBucket: $1, at: $2)
    },
    .set("accessPoints", \.accessPoints) { $0.attach($1) },
    .set("changes", \.changes) { $0.note($1) },
    .set("answers", \.answers) { $0.note($1) },
    .set("recordingChanges", \.recordingChanges) { $0.note($1) },
    .set("trailDocuments", \.trailDocuments) { $0.note($1) },
    .set(digests, \.digests.digests) { $0.note($1) },
    .dictionary(logHashes, \.digests.logHashes) { $0.noteHashes($2, ofLogFile: $1) },
    .dictionary("digests.publicKeys", \.digests.publicKeys) {
      $0.notePublicKeys($2, ofFingerprint: $1)
    },
    .set("digests.signatures", \.digests.signatures) { $0.noteSignature($1) },
    .set("queryResults", \.queryResults) { $0.note($1) },
    .set("prunings", \.prunings) { $0.notePruning(before: $1) },
    .volume,
  ]

  /// The part of what digest files say.
  static let digests = "digests"
  /// The part of the hashes of log files.
  static let logHashes = "digests.logHashes"

  /// From when to when there are records. How many there are is counted file by file.
  private static let volume = LedgerPart(
    name: "volume",
    entries: { ledger in
      try ledger.volume.extent.map { extent in
        [Entry(key: "[\"extent\"]", value: Array(try CanonicalEncoder.text(of: Box(extent)).utf8))]
      } ?? []
    },
    add: { entry, ledger in
      var volume = EvidenceVolume()
      volume.extent = try Box<Interval>.read(entry.value)
      ledger.count(volume)
    })
}

extension LedgerPart {
  /// A part that says something of each key, written as `bytes` and read as `value` says.
  init<Key: Codable & Hashable & Sendable, Value>(
    _ name: String, _ property: KeyPath<Ledger, [Key: Value]> & Sendable,
    bytes: @escaping @Sendable (Value) throws -> [UInt8],
    value: @escaping @Sendable ([UInt8]) throws -> Value,
    add: @escaping @Sendable (inout Ledger, Key, Value) -> Void
  ) {
    self.init(
      name: name,
      entries: { ledger in
        try ledger[keyPath: property].map { key, value in
          Entry(key: try CanonicalEncoder.text(of: Box(key)), value: try bytes(value))
        }
      },
      add: { entry, ledger in
        add(&ledger, try Box<Key>.read(Array(entry.key.utf8)), try value(entry.value))
      })
  }

  /// A part that says something of each key, written as JSON.
  static func dictionary<Key: Codable & Hashable & Sendable, Value: Codable & Sendable>(
    _ name: String, _ property: KeyPath<Ledger, [Key: Value]> & Sendable,
    add: @escaping @Sendable (inout Ledger, Key, Value) -> Void
  ) -> LedgerPart {
    LedgerPart(
      name, property, bytes: { Array(try CanonicalEncoder.text(of: Box($0)).utf8) },
      value: { try Box<Value>.read($0) }, add: add)
  }

  /// A part that is a set: the elements are the keys.
  static func set<Element: Codable & Hashable & Sendable>(
    _ name: String, _ property: KeyPath<Ledger, Set<Element>> & Sendable,
    add: @escaping @Sendable (inout Ledger, Element) -> Void
  ) -> LedgerPart {
    LedgerPart(
      name: name,
      entries: { ledger in
        try ledger[keyPath: property].map {
          Entry(key: try CanonicalEncoder.text(of: Box($0)), value: [])
        }
      },
      add: { entry, ledger in add(&ledger, try Box<Element>.read(Array(entry.key.utf8))) })
  }
}

/// A value in a list of one, so that a text or a number is a JSON document of its own.
struct Box<Value: Codable>: Codable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    value = try container.decode(Value.self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(value)
  }

  /// The value that the JSON in bytes stands for.
  static func read(_ bytes: [UInt8]) throws -> Value {
    try JSONDecoder().decode(Self.self, from: Data(bytes)).value
  }
}

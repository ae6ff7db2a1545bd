import Evidence
import Timeline

/// How a tally is stored: most of a ledger is uses, so they are written closely, each text once.
enum TallyCoding {
  /// A tally in bytes.
  static func bytes(of tally: Tally) -> [UInt8] {
    let content = tally.content
    var writer = ByteWriter()
    var texts = TextTable()
    for (_, use) in content.uses { use.texts.forEach { texts.insert($0) } }
    writer.write(signed: content.extent.from.secondsSince1970)
    writer.write(signed: content.extent.to.secondsSince1970)
    writer.write(content.usesBound)
    writer.write(content.identitiesBound)
    writer.write(count: texts.texts.count)
    for text in texts.texts { writer.write(text) }
    writer.write(count: content.uses.count)
    for (identity, use) in content.uses {
      writer.write(identity)
      writer.write(signed: use.time.secondsSince1970)
      for text in use.texts { writer.write(count: texts.place(of: text)) }
    }
    writer.write(count: content.identities.count)
    for identity in content.identities { writer.write(identity) }
    return writer.bytes
  }

  /// The tally that bytes stand for.
  ///
  /// - Throws: ``DamagedEntry`` where they are no tally.
  static func tally(_ bytes: [UInt8]) throws(DamagedEntry) -> Tally {
    var reader = ByteReader(bytes)
    let from = try reader.signed()
    let to = try reader.signed()
    let usesBound = try reader.optionalIdentity()
    let identitiesBound = try reader.optionalIdentity()
    var texts: [String] = []
    for _ in 0..<(try reader.count(ofAtLeast: 1)) { texts.append(try reader.text()) }
    var uses: [(identity: UseIdentity, use: Use)] = []
    for _ in 0..<(try reader.count(ofAtLeast: 17)) {
      uses.append((try reader.identity(), try use(&reader, texts)))
    }
    var identities: [UseIdentity] = []
    let count = try reader.count(ofAtLeast: 16)
    identities.reserveCapacity(count)
    for _ in 0..<count { identities.append(try reader.identity()) }
    guard reader.isAtEnd, !identities.isEmpty else { throw DamagedEntry("it is not a tally") }
    return Tally(
      TallyContent(
        extent: Interval(
          from: Instant(secondsSince1970: from), to: Instant(secondsSince1970: to)),
        uses: uses, usesBound: usesBound, identities: identities, identitiesBound: identitiesBound))
  }

  private static func use(
    _ reader: inout ByteReader, _ texts: [String]
  ) throws(DamagedEntry) -> Use {
    let time = Instant(secondsSince1970: try reader.signed())
    func text(_ reader: inout ByteReader) throws(DamagedEntry) -> String {
      let place = try reader.number()
      guard place < UInt64(texts.count) else { throw DamagedEntry("a text of it is missing") }
      return texts[Int(place)]
    }
    // In the order of `Use.texts`.
    return Use(
      time: time, eventID: try text(&reader), requestID: try text(&reader),
      key: try text(&reader), userAgent: try text(&reader), sourceAddress: try text(&reader),
      file: try text(&reader))
  }
}

extension Use {
  fileprivate var texts: [String] { [eventID, requestID, key, userAgent, sourceAddress, file] }
}

/// Texts by number, each once.
private struct TextTable {
  private(set) var texts: [String] = []
  private var places: [String: Int] = [:]

  mutating func insert(_ text: String) {
    if places[text] == nil {
      places[text] = texts.count
      texts.append(text)
    }
  }

  func place(of text: String) -> Int { places[text] ?? 0 }
}

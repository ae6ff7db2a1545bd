import RawEvidence

/// Reads the files of an inventory, one after the other: memory is bounded by the largest of them.
struct InventoryReading: ~Copyable {
  private let manifest: InventoryManifest
  private let path: String
  private var file: InflatedFile
  private var rows: InventoryRows
  private var found = Ledger()

  /// The reading of the inventory whose manifest lies there; `nil` where there is no memory for it.
  init?(of manifest: InventoryManifest, at path: String) {
    guard let file = InflatedFile(limits: .standard), let rows = InventoryRows(manifest) else {
      return nil
    }
    self.manifest = manifest
    self.path = path
    self.file = file
    self.rows = rows
  }

  /// What the inventory says, and which of its files could not be read.
  mutating func ledger() -> Ledger {
    for entry in manifest.files { read(entry) }
    var summary = rows.finished()
    summary.isWhole = found.unreadable.isEmpty
    found.note(summary)
    return found
  }

  private mutating func read(_ entry: InventoryManifest.File) {
    guard let place = Self.place(of: entry.key, besides: path) else {
      let name = entry.key.split(separator: "/").last ?? ""
      note(path, 0, "names \(name), a file of the inventory, which is not there")
      return
    }
    var volume = EvidenceVolume()
    volume.files = 1
    do {
      let isLarge =
        try FileChecksum.size(ofFileAt: place) >= InflationLimits.standard.piecewiseFrom
      let outcome =
        isLarge ? try readPieces(of: entry, at: place) : try readWhole(entry, at: place)
      volume.bytes = outcome.bytes
      volume.bytesInflated = outcome.textBytes
      if let damage = outcome.damage { note(place, damage.offset, damage.reason) }
    } catch {
      note(place, 0, error.reason)
    }
    found.count(volume)
  }

  private mutating func readWhole(
    _ entry: InventoryManifest.File, at place: String
  ) throws(FileError) -> InflatedFile.Outcome {
    let outcome = try file.load(place)
    guard isNamed(file.checksum, entry, at: place, bytes: outcome.bytes) else {
      return InflatedFile.Outcome(unreadBytes: outcome.bytes)
    }
    note(Self.scan(file, into: &rows), at: place, inflated: file.isCompressed)
    return outcome
  }

  /// Reads a large file twice: nothing of it counts before its checksum is known.
  private mutating func readPieces(
    of entry: InventoryManifest.File, at place: String
  ) throws(FileError) -> InflatedFile.Outcome {
    let checksum = try FileChecksum(ofFileAt: place)
    guard isNamed(checksum.md5, entry, at: place, bytes: checksum.bytes) else {
      return InflatedFile.Outcome(unreadBytes: checksum.bytes)
    }
    var stream = try StreamedFile(place, limits: .standard)
    var result = CSVScanner.Result()
    let outcome = try Self.scan(&stream, into: &rows, &result)
    // What was cut off is told as damage.
    if outcome.damage != nil { result.unendedField = nil }
    note(result, at: place, inflated: stream.isCompressed)
    return outcome
  }

  /// Whether a file is the one that the manifest names. Says so where it is not.
  private mutating func isNamed(
    _ checksum: String, _ entry: InventoryManifest.File, at place: String, bytes: Int
  ) -> Bool {
    guard checksum != entry.checksum else { return true }
    let size = entry.size.map { $0 == bytes ? "" : ", of \($0) bytes," } ?? ""
    note(place, 0, "is not the file\(size) that the inventory's manifest names: its MD5 differs")
    return false
  }

  private mutating func note(_ result: CSVScanner.Result, at place: String, inflated: Bool) {
    if let offset = result.unendedField {
      note(place, offset, "ends within a row", inflated: inflated)
    }
    let strange = rows.takeStrange()
    let count = result.malformed + (strange?.count ?? 0)
    guard count > 0 else { return }
    let first = min(
      result.malformed > 0 ? result.firstMalformed : .max, strange?.first ?? .max)
    let what = count == 1 ? "1 row does" : "\(count) rows do"
    note(place, first, "\(what) not fit the inventory's columns", inflated: inflated)
  }

  private static func scan(
    _ file: borrowing InflatedFile, into rows: inout InventoryRows
  ) -> CSVScanner.Result {
    var scanner = CSVScanner()
    return file.withText { text in scanner.scan(text) { rows.add($0) } }
  }

  private static func scan(
    _ stream: inout StreamedFile, into rows: inout InventoryRows,
    _ result: inout CSVScanner.Result
  ) throws(FileError) -> InflatedFile.Outcome {
    var scanner = CSVScanner()
    return try stream.forEachPiece { text, piece in
      scanner.scan(text, piece, &result) { rows.add($0) }
    }
  }

  private mutating func note(
    _ file: String, _ offset: Int, _ reason: String, inflated: Bool = false
  ) {
    found.note(
      UnreadableEvidence(
        file: file, offset: offset, isOffsetInflated: inflated, reason: reason,
        bucket: manifest.summary.bucket))
  }

  /// Where the object of a key lies beside the manifest: downloads keep some of the folders of a key, the
  /// last ones, and the manifest lies in a folder of the same tree.
  private static func place(of key: String, besides manifest: String) -> String? {
    // A key that climbs out of the folder is none that S3 Inventory writes.
    let parts = key.split(separator: "/")
    guard !parts.contains("..") else { return nil }
    var base = manifest.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for _ in 0...mostFolders {
      for start in parts.indices {
        let place = (base + parts[start...]).joined(separator: "/")
        if case .file = FileTree.entry(at: place) { return place }
      }
      guard base.popLast() != nil else { break }
    }
    return nil
  }

  /// How far above the manifest its files are looked for.
  private static let mostFolders = 4
}

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
    do {
      let outcome = try file.load(place)
      volume.files = 1
      volume.bytes = outcome.bytes
      volume.bytesInflated = outcome.textBytes
      guard file.checksum == entry.checksum else {
        let size = entry.size.map { $0 == outcome.bytes ? "" : ", of \($0) bytes," } ?? ""
        note(
          place, 0, "is not the file\(size) that the inventory's manifest names: its MD5 differs")
        found.count(volume)
        return
      }
      if let damage = outcome.damage { note(place, damage.offset, damage.reason) }
      readRows(at: place)
    } catch {
      note(place, 0, error.reason)
    }
    found.count(volume)
  }

  private mutating func readRows(at place: String) {
    let result = Self.scan(file, into: &rows)
    if let offset = result.unendedField { note(place, offset, "ends within a row") }
    let malformed = result.malformed + rows.takeStrange()
    if malformed > 0 {
      note(place, result.firstMalformed, "\(malformed) rows do not fit the inventory's columns")
    }
  }

  private static func scan(
    _ file: borrowing InflatedFile, into rows: inout InventoryRows
  ) -> CSVScanner.Result {
    var scanner = CSVScanner()
    return file.withText { text in scanner.scan(text) { rows.add($0) } }
  }

  private mutating func note(_ file: String, _ offset: Int, _ reason: String) {
    found.note(
      UnreadableEvidence(
        file: file, offset: offset, isOffsetInflated: offset > 0 && self.file.isCompressed,
        reason: reason, bucket: manifest.summary.bucket))
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

import RawEvidence

extension EvidenceReader {
  /// Reads a large file of lines or rows piece by piece.
  ///
  /// - Returns: the digest of its content; `nil` where the file is small or of another form, and is to
  ///   be read whole.
  mutating func readStreamed(
    _ evidence: EvidenceFile, _ trouble: Trouble, _ volume: inout EvidenceVolume
  ) throws(FileError) -> TextDigest? {
    guard evidence.content == nil, evidence.size >= limits.piecewiseFrom else { return nil }
    var stream = try StreamedFile(evidence.location ?? evidence.path, limits: limits)
    let outcome: InflatedFile.Outcome
    switch stream.withBeginning({ EvidenceForm(of: $0) }) {
    case .accessLog: outcome = try streamAccessLog(&stream, evidence.path, trouble, &volume)
    case .table: outcome = try streamTable(&stream, evidence.path, trouble, &volume)
    case .json, .exportedLines, .errorMessage, .unknown: return nil
    }
    volume.bytes = outcome.bytes
    volume.bytesInflated = outcome.textBytes
    if let damage = outcome.damage { ledger.note(trouble.at(damage.offset, damage.reason)) }
    return outcome.digest
  }
}

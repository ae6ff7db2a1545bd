import Evidence
import S3Access
import Timeline

/// A trail whose event selectors are among the evidence.
struct KnownTrail {
  let arn: TrailARN
  /// What it records. More than one selection where two answers of AWS's differ.
  var selections: [EventSelection] = []
  /// Whether it is an organization's; `nil` where nothing says.
  var isOfOrganization: Bool?
  /// Whether it records its home Region only.
  private var isOfOneRegion = false
  var statuses: [TrailStatus] = []
  /// The folder that its log files lie in; `nil` where that cannot be told.
  private(set) var folder: String?
  /// Whether digests say so, and not only where the files lie.
  private(set) var isTiedByDigests = false
  private var destination: String?
  /// The folders that hold what AWS says of it.
  private var documentFolders: Set<String> = []

  init(_ arn: TrailARN) {
    self.arn = arn
  }

  /// Whether the files of a place may be this trail's.
  func delivers(to place: TrailPlace) -> Bool {
    guard let folder, place.folder == folder else { return false }
    if isOfOneRegion, place.region != arn.homeRegion { return false }
    if place.account == arn.account { return true }
    return isOfOrganization ?? TrailFolder.isOfOrganization(folder)
  }

  /// Whether the files of a place may be this trail's, for all that anybody knows: which folder is its
  /// own cannot be told.
  func mayDeliver(to place: TrailPlace) -> Bool {
    guard folder == nil, !isOfOneRegion || place.region == arn.homeRegion else { return false }
    return place.account == arn.account
      || (isOfOrganization ?? TrailFolder.isOfOrganization(place.folder))
  }

  /// How much of a class of a bucket's events it records, by what AWS answers. Where two answers differ,
  /// nobody knows which is the later.
  func extent(of evidenceClass: EvidenceClass, ofBucket bucket: String) -> EventSelection.Extent {
    selections.extent(of: evidenceClass, ofBucket: bucket)
  }

  /// A segment without the time in which the trail's status says that it did not record.
  func limitedByStatus(_ segment: TrailEvidence.Segment) -> [TrailEvidence.Segment] {
    var interval: Interval? = segment.interval
    for status in statuses {
      guard let now = interval else { return [] }
      // What could not be delivered is not among the files.
      if !status.deliveryError.isEmpty { return [] }
      if status.isLogging {
        guard let start = status.startedAt, start > now.from else { continue }
        interval = start <= now.to ? Interval(from: start, to: now.to) : nil
      } else {
        guard let stop = status.stoppedAt, stop > now.from else { return [] }
        interval = Interval(from: now.from, to: min(stop, now.to))
      }
    }
    return interval.map {
      [TrailEvidence.Segment(interval: $0, selections: segment.selections)]
    } ?? []
  }

  // MARK: Whose files lie where

  /// All trails whose selectors are told, each with the folder of its files.
  ///
  /// A copy of a trail's files does not name the trail. Its digests do; else what AWS says of the trail
  /// has to lie in the folder of its files or in one above, and to be the only trail there, or one that
  /// delivers to the same place as the others.
  static func all(
    in documents: Set<TrailDocument>, changes: [RecordingChange],
    places: some Sequence<TrailPlace>, proofs: [DigestStream: DigestProof]
  ) -> [KnownTrail] {
    var trails: [TrailARN: KnownTrail] = [:]
    let documents = current(among: documents, after: changes)
      .sorted { ($0.file, "\($0.statement)") < ($1.file, "\($1.statement)") }
    for document in documents {
      guard case .selection(let arn, let selection) = document.statement else { continue }
      trails[arn, default: KnownTrail(arn)].selections.append(selection)
      trails[arn]?.documentFolders.insert(document.folder)
    }
    for document in documents {
      switch document.statement {
      case .selection: break
      case .description(let description):
        trails[description.trail]?.isOfOrganization = description.isOrganizationTrail
        trails[description.trail]?.destination = description.destination
        trails[description.trail]?.isOfOneRegion = !description.isMultiRegionTrail
      case .status(let status):
        for (arn, trail) in trails
        where trails.count == 1 || trail.documentFolders.contains(document.folder) {
          trails[arn]?.statuses.append(status)
        }
      case .statusOf(let arn, let status): trails[arn]?.statuses.append(status)
      }
    }
    var known = trails.values.sorted { $0.arn < $1.arn }
    let folders = Dictionary(grouping: places, by: \.folder).mapValues { Set($0.map(\.account)) }
    for place in known.indices { known[place].find(in: folders, proofs) }
    return known.map { trail in
      var trail = trail
      let others = known.filter { $0.folder == trail.folder && $0.arn != trail.arn }
      let isShared = others.contains {
        $0.arn.account == trail.arn.account
          && (trail.destination == nil || $0.destination != trail.destination)
      }
      if isShared, !trail.isTiedByDigests { trail.folder = nil }
      return trail
    }
  }

  /// The documents that speak of the state after the last change of each trail's selectors that the logs
  /// show. Of descriptions and statuses the last answer counts. Of selectors every answer does: where two
  /// differ and the logs show no change between them, a change was missed.
  private static func current(
    among documents: Set<TrailDocument>, after changes: [RecordingChange]
  ) -> [TrailDocument] {
    func isOutdated(_ document: TrailDocument) -> Bool {
      guard let trail = document.trail, let time = document.takenAt else { return false }
      if case .selection = document.statement {
        return changes.contains {
          $0.account == trail.account && $0.trail == trail.name && $0.time > time
            && $0.mayChangeSelectors
        }
      }
      return documents.contains {
        $0.trail == trail && $0.statement.isAlike(document.statement)
          && $0.takenAt.map { $0 > time } ?? false
      }
    }
    return documents.filter { !isOutdated($0) }
  }

  /// Finds the folder of its files among those that hold files of these accounts.
  private mutating func find(
    in folders: [String: Set<String>], _ proofs: [DigestStream: DigestProof]
  ) {
    let ofDigests = proofs.filter { stream, _ in
      stream.trail == arn.name && stream.homeRegion == arn.homeRegion
        && (stream.account == arn.account || isOfOrganization == true)
    }.reduce(into: Set<String>()) { $0.formUnion($1.value.folders) }.intersection(folders.keys)
    if ofDigests.count == 1 {
      (folder, isTiedByDigests) = (ofDigests.first, true)
      return
    }
    if let folder = destination.flatMap({ Self.folder(of: $0, among: folders.keys) }) {
      self.folder = folder
      return
    }
    let possible = folders.filter { candidate, accounts in
      switch isOfOrganization {
      case true?: TrailFolder.mayBeOfOrganization(candidate)
      case false?: !TrailFolder.isOfOrganization(candidate) && accounts.contains(arn.account)
      case nil: TrailFolder.isOfOrganization(candidate) || accounts.contains(arn.account)
      }
    }.keys.filter { candidate in
      documentFolders.contains { Self.holds($0, TrailFolder.root(of: candidate)) }
    }
    folder = possible.count == 1 ? possible.first : nil
  }

  /// The folder of the files that were fetched from where a trail delivers to; `nil` where there are none,
  /// or those of several trails.
  private static func folder(
    of destination: String, among folders: some Sequence<String>
  ) -> String? {
    let place = destination.split(separator: "/").joined(separator: "/")
    let found = folders.filter { TrailFolder.root(of: $0) == "s3:/\(place)" }
    return found.count == 1 ? found.first : nil
  }

  /// Whether a folder is another, or above it.
  private static func holds(_ folder: String, _ other: String) -> Bool {
    folder.isEmpty ? !other.hasPrefix("/") : other == folder || other.hasPrefix(folder + "/")
  }
}

extension [EventSelection] {
  /// How much of a class of a bucket's events is recorded for certain where any of these selections may
  /// be in force.
  func extent(of evidenceClass: EvidenceClass, ofBucket bucket: String) -> EventSelection.Extent {
    let extents = map { $0.extent(of: evidenceClass, ofBucket: bucket) }
    return extents.first { $0 != .whole } ?? (extents.isEmpty ? .nothing : .whole)
  }
}

extension RecordingChange {
  /// Whether the trail may have other selectors afterwards: to stop it, to start it or to have it deliver
  /// elsewhere leaves them as they are.
  fileprivate var mayChangeSelectors: Bool {
    !["StopLogging", "StartLogging", "UpdateTrail"].contains(call)
  }
}

extension TrailDocument.Statement {
  /// Whether it answers the same question about a trail as another does.
  fileprivate func isAlike(_ other: Self) -> Bool {
    switch (self, other) {
    case (.selection, .selection), (.description, .description), (.statusOf, .statusOf): true
    default: false
    }
  }
}

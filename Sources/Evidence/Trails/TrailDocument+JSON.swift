import JSON
import Timeline

extension DocumentKind {
  /// `aws cloudtrail get-event-selectors --trail-name TRAIL`
  static let eventSelectors = DocumentKind { document in
    let value = document.value
    guard value["EventSelectors"] != nil || value["AdvancedEventSelectors"] != nil else {
      return nil
    }
    guard let trail = value["TrailARN"]?.string.flatMap({ TrailARN($0) }),
      let selection = EventSelection(selectorsOf: value)
    else {
      return .noting(document.unreadable("holds event selectors that are not understood"))
    }
    return .noting(
      TrailDocument(file: document.path, statement: .selection(trail: trail, selection)))
  }

  /// `aws cloudtrail describe-trails` and `get-trail --name TRAIL`
  static let trailDescriptions = DocumentKind { document in
    let list = document.value["trailList"]?.list
    let one = document.value["Trail"].flatMap { $0["TrailARN"] == nil ? nil : [$0] }
    guard let trails = list ?? one else { return nil }
    var ledger = Ledger()
    for trail in trails {
      if let description = TrailDescription(trail) {
        ledger.note(
          TrailDocument(file: document.path, statement: .description(description)))
      } else {
        ledger.note(document.unreadable("describes a trail without a TrailARN and an S3BucketName"))
      }
    }
    return ledger
  }

  /// `aws cloudtrail get-trail-status --name TRAIL`
  static let trailStatus = DocumentKind { document in
    TrailStatus(document.value).map {
      .noting(TrailDocument(file: document.path, statement: .status($0)))
    }
  }
}

extension TrailStatus {
  /// An answer of GetTrailStatus; `nil` for anything else.
  init?(_ answer: JSONValue) {
    guard case .bool(let isLogging)? = answer["IsLogging"] else { return nil }
    self.init(
      isLogging: isLogging,
      startedAt: answer["StartLoggingTime"].flatMap(Instant.init(cli:)),
      stoppedAt: answer["StopLoggingTime"].flatMap(Instant.init(cli:)),
      deliveryError: answer["LatestDeliveryError"]?.string ?? "")
  }
}

extension TrailDescription {
  /// One trail of a DescribeTrails answer; `nil` for anything else.
  init?(_ value: JSONValue) {
    guard let trail = value["TrailARN"]?.string.flatMap({ TrailARN($0) }),
      let bucket = value["S3BucketName"]?.string
    else { return nil }
    self.init(
      trail: trail, destination: "\(bucket)/\(value["S3KeyPrefix"]?.string ?? "")",
      isOrganizationTrail: value["IsOrganizationTrail"] == .bool(true),
      isMultiRegionTrail: value["IsMultiRegionTrail"] == .bool(true))
  }
}

extension Ledger {
  fileprivate static func noting(_ document: TrailDocument) -> Ledger {
    var ledger = Ledger()
    ledger.note(document)
    return ledger
  }

  static func noting(_ unreadable: UnreadableEvidence) -> Ledger {
    var ledger = Ledger()
    ledger.note(unreadable)
    return ledger
  }
}

extension Instant {
  /// A time as the AWS CLI writes it: `2020-02-03T15:34:11.123000+00:00`, or seconds since 1970 as a
  /// number or as text.
  init?(cli value: JSONValue) {
    let text =
      switch value {
      case .string(let text), .number(let text): text
      default: ""
      }
    if let instant = Instant(iso8601: text) {
      self = instant
    } else if let seconds = Double(text), seconds.isFinite, abs(seconds) < 253_402_300_800 {
      self.init(secondsSince1970: Int64(seconds))
    } else {
      return nil
    }
  }
}

import JSON
import Timeline

extension DocumentKind {
  /// What 'collect --configuration' asks of CloudTrail, in the form `bpa-ready/trails/v1`: of each trail
  /// its description, its event selectors and its status, all of one time. What AWS refused is
  /// `{"error": CODE}`, and not known.
  static let trails = DocumentKind { document in
    guard document.value["schema"]?.string == "bpa-ready/trails/v1" else { return nil }
    guard let takenAt = document.value["takenAt"]?.string.flatMap(Instant.init(iso8601:)),
      case .array(let trails)? = document.value["trails"]
    else { return .noting(document.unreadable("says of no trails, or not when it was taken")) }
    var ledger = Ledger()
    for trail in trails {
      guard let arn = trail["trail"]?.string.flatMap({ TrailARN($0) }) else {
        ledger.note(document.unreadable("tells of a trail without its ARN"))
        continue
      }
      for statement in statements(of: arn, trail) {
        ledger.note(TrailDocument(file: document.path, statement: statement, takenAt: takenAt))
      }
    }
    return ledger
  }

  private static func statements(
    of arn: TrailARN, _ trail: JSONValue
  ) -> [TrailDocument.Statement] {
    [
      trail["description"].flatMap { TrailDescription($0) }.map { .description($0) },
      trail["eventSelectors"].flatMap { EventSelection(selectorsOf: $0) }
        .map { .selection(trail: arn, $0) },
      trail["status"].flatMap { TrailStatus($0) }.map { .statusOf(trail: arn, $0) },
    ].compactMap(\.self)
  }
}

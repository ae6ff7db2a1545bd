import JSON
import Readiness
import S3Access

extension ReportSchema {
  /// Requests of one kind by one caller on one bucket, added up.
  static let finding = FieldType.object(what + who + howOften)
    .requiring(
      "cause", where: "kind", isOneOf: [Finding.Kind.forbiddenACLWrite.rawValue]
    )
    .requiring(
      "waiver", where: "state",
      isOneOf: [Finding.State.Name.waived, .expiredWaiver].map(\.rawValue)
    )
    .requiring(
      "errorCode", where: "state", isOneOf: [Finding.State.Name.alreadyRefused.rawValue])

  private static let what: [ReportField] = [
    .init("kind", "What was done.", .choice(Finding.Kind.self)),
    .init(
      "settings", "The settings that would refuse it; none where only the policy forbids it.",
      .list(of: .setting)),
    .sometimes("cause", "'policy', where only the policy forbids it.", .constant("policy")),
    .init("certainty", "Whether it would break for certain.", .certainty),
    .init("state", "Whether it counts.", .choice(Finding.State.Name.self)),
    .sometimes("waiver", "The waiver that covers it, or did.", .object(waiver)),
    .sometimes("errorCode", "What S3 answered to what is refused already.", .text),
  ]

  private static let waiver: [ReportField] = [
    .init("id", "The waiver's name.", .text),
    .init("lastDay", "Its last valid day, in UTC.", .day),
    .init("declaredAt", "Where it stands.", .the(.place)),
  ]

  private static let who: [ReportField] = [
    .init("operation", "S3's name of the call.", .text),
    .init(
      "acl", "The canned ACL, or 'grant:' and the grantee; null where there is none.", .text.orNull),
    .init(
      "grants", "The grants of the ACL.",
      .list(
        of: .object([
          .init("grantee", "Whom it names.", .text),
          .init("permission", "What it permits.", .choice(ACLPermission.self)),
        ]))),
    .init(
      "principal",
      "The caller: an ARN (of the role, not of its session), an account, a service, or 'anonymous'.",
      .text),
    .init(
      "principalKind", "Who that is, seen from the account that owns the bucket.",
      .choice(PrincipalKind.self)),
    .init("userAgents", "The callers' programs, as far as they are kept.", .list(of: .text)),
    .init(
      "sourceAddresses", "Where the requests came from, as far as it is kept.", .list(of: .text)),
  ]

  private static let howOften: [ReportField] = [
    .init("count", "How many requests.", .count),
    .sometimes(
      "countIsEstimate", "True where some requests may be told twice.", .constant(true)),
    .init("first", "The time of the first request.", .instant),
    .init("last", "The time of the last request.", .instant),
    .init("samples", "The latest requests, three at most.", .list(of: .the(.sample))),
    .init("explanation", "Why it would fail, or did.", .text),
    .init("remedy", "What the caller should do instead.", .text),
  ]

  static let sample: [ReportField] = [
    .init("eventID", "The record's id.", .text.orNull),
    .init("key", "The object's key.", .text.orNull),
    .init("time", "When it was.", .instant),
    .init("file", "The file that holds the record.", .text.orNull),
    .init("requestID", "S3's id of the request.", .text.orNull),
  ]
}

import Diagnostics
import S3Access
import Timeline

/// A team's word that findings of some kind are known and accepted for now. It covers findings,
/// never missing evidence.
public struct Waiver: Hashable, Sendable {
  /// Its name, unlike that of any other waiver.
  public var id: String
  /// The team whose buckets it speaks of; it covers nothing on another's.
  public var team: String
  /// The buckets.
  public var bucket: BucketPattern
  /// What of a finding it covers.
  public var scope: Scope
  /// Who answers for it.
  public var owner: String
  /// Why it is accepted.
  public var reason: String
  /// The first instant of the last day, in UTC, on which it is valid.
  public var expires: Instant
  /// Where its id stands.
  public var declaredAt: SourceLocation

  /// The features that a finding must have to be covered; one that is `nil` does not matter.
  public struct Scope: Hashable, Sendable {
    /// The setting that would break it.
    public var setting: BlockPublicAccessSetting?
    /// The caller's ARN, or however the evidence names it.
    public var principal: GlobPattern?
    /// The API operation, such as `PutObject`.
    public var operation: GlobPattern?
    /// The ACL that is asked for; see ``ForbiddenACL/covers(_:)``.
    public var acl: ForbiddenACL?
    /// The object's key.
    public var key: GlobPattern?
    /// The caller's address, as text.
    public var sourceAddress: GlobPattern?
    /// The caller's program.
    public var userAgent: GlobPattern?

    /// A scope of these features.
    public init(
      setting: BlockPublicAccessSetting? = nil, principal: GlobPattern? = nil,
      operation: GlobPattern? = nil, acl: ForbiddenACL? = nil, key: GlobPattern? = nil,
      sourceAddress: GlobPattern? = nil, userAgent: GlobPattern? = nil
    ) {
      self.setting = setting
      self.principal = principal
      self.operation = operation
      self.acl = acl
      self.key = key
      self.sourceAddress = sourceAddress
      self.userAgent = userAgent
    }
  }

  /// A waiver of these parts.
  public init(
    id: String, team: String, bucket: BucketPattern, scope: Scope = Scope(), owner: String,
    reason: String, expires: Instant, declaredAt: SourceLocation
  ) {
    self.id = id
    self.team = team
    self.bucket = bucket
    self.scope = scope
    self.owner = owner
    self.reason = reason
    self.expires = expires
    self.declaredAt = declaredAt
  }

  /// How long before its end a waiver is announced.
  public static let announcement = TimeSpan.days(14)

  /// Whether it is valid and ends so soon that its owner has to be told.
  public func isNearItsEnd(at instant: Instant) -> Bool {
    isInForce(at: instant) && expires - instant <= Self.announcement
  }

  /// Whether it is still valid at an instant: up to the last second of its last day.
  public func isInForce(at instant: Instant) -> Bool {
    instant < expires + .days(1)
  }
}

import JSON
import S3Access
import Timeline

/// What AWS answers about a trail: an output of the AWS CLI, saved as a file.
///
/// Those that somebody saved do not say when they were taken. They are taken for the state after the last
/// change that the logs show, so they should be as new as the logs.
public struct TrailDocument: Hashable, Codable, Sendable {
  /// The file.
  public var file: String
  /// What it says.
  public var statement: Statement
  /// When AWS was asked; `nil` where nothing says.
  public var takenAt: Instant?

  /// A statement of a file.
  public init(file: String, statement: Statement, takenAt: Instant? = nil) {
    self.file = file
    self.statement = statement
    self.takenAt = takenAt
  }

  /// What is said of a trail.
  public enum Statement: Hashable, Codable, Sendable {
    /// `get-event-selectors`.
    case selection(trail: TrailARN, EventSelection)
    /// One trail of `describe-trails`, or `get-trail`.
    case description(TrailDescription)
    /// `get-trail-status`, which does not say of which trail.
    case status(TrailStatus)
    /// `get-trail-status` of a trail that was asked about.
    case statusOf(trail: TrailARN, TrailStatus)
  }

  /// The trail that it speaks of; `nil` where it does not say.
  public var trail: TrailARN? {
    switch statement {
    case .selection(let trail, _), .statusOf(let trail, _): trail
    case .description(let description): description.trail
    case .status: nil
    }
  }

  /// The folder that the file lies in.
  public var folder: String {
    TrailFolder.root(of: TrailFolder.path(ofFileAt: file))
  }
}

/// The ARN of a trail: `arn:aws:cloudtrail:us-east-1:111122223333:trail/main`.
public struct TrailARN: Hashable, Codable, Sendable, Comparable {
  /// The Region that the trail was made in and is changed in.
  public var homeRegion: String
  /// The account that owns it.
  public var account: String
  /// Its name.
  public var name: String

  /// The ARN of these parts.
  public init(homeRegion: String, account: String, name: String) {
    self.homeRegion = homeRegion
    self.account = account
    self.name = name
  }

  /// The parts of an ARN; `nil` where it is no trail's.
  public init?(_ text: String) {
    guard let arn = ARN(text), arn.service == "cloudtrail", !arn.region.isEmpty,
      !arn.account.isEmpty, arn.resource.hasPrefix("trail/"), arn.resource.count > 6
    else { return nil }
    self.init(
      homeRegion: String(arn.region), account: String(arn.account),
      name: String(arn.resource.dropFirst(6)))
  }

  public static func < (a: TrailARN, b: TrailARN) -> Bool {
    (a.account, a.homeRegion, a.name) < (b.account, b.homeRegion, b.name)
  }
}

/// What `describe-trails` says of a trail.
public struct TrailDescription: Hashable, Codable, Sendable {
  /// The trail.
  public var trail: TrailARN
  /// The bucket and prefix that it delivers to.
  public var destination: String
  /// Whether it records the calls of all accounts of its organization.
  public var isOrganizationTrail: Bool
  /// Whether it records the calls of all Regions.
  public var isMultiRegionTrail: Bool

  /// A description of these parts.
  public init(
    trail: TrailARN, destination: String, isOrganizationTrail: Bool = false,
    isMultiRegionTrail: Bool = true
  ) {
    self.trail = trail
    self.destination = destination
    self.isOrganizationTrail = isOrganizationTrail
    self.isMultiRegionTrail = isMultiRegionTrail
  }
}

/// What `get-trail-status` says.
public struct TrailStatus: Hashable, Codable, Sendable {
  /// Whether the trail is recording.
  public var isLogging: Bool
  /// When recording was started last.
  public var startedAt: Instant?
  /// When recording was stopped last.
  public var stoppedAt: Instant?
  /// Why log files could not be delivered; empty where they could.
  public var deliveryError: String

  /// A status of these parts.
  public init(
    isLogging: Bool, startedAt: Instant? = nil, stoppedAt: Instant? = nil,
    deliveryError: String = ""
  ) {
    self.isLogging = isLogging
    self.startedAt = startedAt
    self.stoppedAt = stoppedAt
    self.deliveryError = deliveryError
  }
}

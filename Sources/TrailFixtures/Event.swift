import JSON

/// One CloudTrail record, with a sensible value in every field that a test does not care about.
///
///     Event.putObject(bucket: "invoices", acl: "public-read")
///     Event.getObject(bucket: "invoices", by: .anonymous).with { $0.errorCode = "AccessDenied" }
///
/// Whatever no field says can be said with ``overrides`` and ``omitted``. The ids are derived from
/// all the rest, so equal events are one event delivered twice; give another time or ``eventID`` to
/// tell two apart.
///
/// Source: CloudTrail User Guide, "CloudTrail record contents".
public struct Event: Hashable, Sendable {
  public var eventVersion = "1.08"
  /// Who called.
  public var caller: Caller
  /// When the call completed, as in the record: `2020-02-03T15:34:11Z`.
  public var eventTime: String
  public var eventSource: String
  public var eventName: String
  public var awsRegion = "us-east-1"
  public var sourceIPAddress: String
  public var userAgent: String
  /// `nil` for a call that succeeded.
  public var errorCode: String?
  public var errorMessage: String?
  /// The members of `requestParameters`; `nil` writes `null`, as CloudTrail does where it left them
  /// out.
  public var requestParameters: [JSONValue.Member]?
  public var responseElements = JSONValue.null
  /// What S3 says of the transfer in `additionalEventData`; `nil` for other services.
  public var transfer: Transfer?
  /// Derived from the other fields where `nil`.
  public var requestID: String?
  /// Derived from the other fields where `nil`.
  public var eventID: String?
  public var readOnly: Bool
  /// `nil` leaves the member out.
  public var resources: [JSONValue]?
  public var isManagementEvent: Bool
  public var recipientAccountId = Caller.ownAccount
  public var sharedEventID: String?
  public var vpcEndpointId: String?
  /// The host that the client asked for, in `tlsDetails`; `nil` leaves them out.
  public var hostHeader: String?
  /// Members of the record that replace those of the same name, or are added after the last.
  public var overrides: [JSONValue.Member] = []
  /// Members that the record shall not have.
  public var omitted: Set<String> = []

  /// An event of any service.
  public init(
    _ eventName: String, from eventSource: String, by caller: Caller, at eventTime: String,
    readOnly: Bool, isManagementEvent: Bool = true, parameters: [JSONValue.Member]? = nil
  ) {
    self.eventName = eventName
    self.eventSource = eventSource
    self.caller = caller
    self.eventTime = eventTime
    self.readOnly = readOnly
    self.isManagementEvent = isManagementEvent
    requestParameters = parameters
    sourceIPAddress = caller.service ?? "203.0.113.7"
    userAgent =
      caller.service ?? "[Boto3/1.11.9 Python/3.6.9 Linux/4.15.0-1057-aws Botocore/1.14.9]"
  }

  /// This event with some fields changed.
  public func with(_ change: (inout Event) -> Void) -> Event {
    var event = self
    change(&event)
    return event
  }

  /// This event as S3 records it when it is refused.
  public func refused(
    _ errorCode: String = "AccessDenied", message: String = "Access Denied"
  ) -> Event {
    with {
      $0.errorCode = errorCode
      $0.errorMessage = message
      $0.transfer?.aclRequired = false
    }
  }

  /// When the fixtures' events happen where nobody says another time.
  public static let usualTime = "2020-02-03T12:00:00Z"
}

extension Event {
  /// What `additionalEventData` of an S3 event says.
  public struct Transfer: Hashable, Sendable {
    /// Numbers as their text.
    public var bytesIn = "0"
    public var bytesOut = "0"
    /// Whether the call needed an ACL to be allowed: the member is `Yes` or absent.
    ///
    /// Source: S3 User Guide, "Access control list (ACL) overview", "Using aclRequired".
    public var aclRequired = false
    /// `x-amz-id-2`; derived from the other fields of the event where `nil`.
    public var hostID: String?

    /// A transfer of no bytes that needed no ACL.
    public init() {}
  }
}

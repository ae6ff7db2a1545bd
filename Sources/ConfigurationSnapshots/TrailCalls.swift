import AWSCommand

/// What is asked about the trails of an account. All of it only reads.
///
/// The actions: Service Authorization Reference, "Actions, resources, and condition keys for AWS
/// CloudTrail".
enum TrailCalls {
  static let list = AWSCall("cloudtrail", "list-trails", action: "cloudtrail:ListTrails")
  static let description = AWSCall(
    "cloudtrail", "describe-trails", action: "cloudtrail:DescribeTrails")
  static let eventSelectors = AWSCall(
    "cloudtrail", "get-event-selectors", action: "cloudtrail:GetEventSelectors")
  static let status = AWSCall(
    "cloudtrail", "get-trail-status", action: "cloudtrail:GetTrailStatus")
}

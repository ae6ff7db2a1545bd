import Testing
import TrailFixtures

@Suite("Collecting the configuration of buckets")
struct ConfigurationCollectionTests {
  /// An account with the bucket `one`, on which all settings are on, and with one that nobody claims.
  private static let answers = """
    echo "$*" >>$folder/asked
    case "$2" in
    get-caller-identity) echo '{"Account": "111122223333"}' ;;
    list-buckets) echo '{"Buckets": [{"Name": "one"}, {"Name": "nobodys"}]}' ;;
    get-bucket-location) echo '{"LocationConstraint": "eu-west-1"}' ;;
    get-public-access-block)
      [ $1 = s3control ] && echo 'An error occurred (NoSuchPublicAccessBlockConfiguration) when \
    calling the X operation: none' >&2 && exit 254
      echo '{"PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "IgnorePublicAcls": true, \
    "BlockPublicPolicy": true, "RestrictPublicBuckets": true}}' ;;
    get-bucket-ownership-controls)
      echo '{"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}' ;;
    get-bucket-acl) echo '{"Owner": {"ID": "a"}, "Grants": []}' ;;
    get-bucket-policy)
      echo 'An error occurred (NoSuchBucketPolicy) when calling the X operation: none' >&2; exit 254 ;;
    get-bucket-website)
      echo 'An error occurred (AccessDenied) when calling the X operation: no' >&2; exit 254 ;;
    list-access-points)
      echo '{"AccessPointList": [{"Name": "front", "Bucket": "one"}, {"Name": "b", "Bucket": "c"}]}' ;;
    list-trails) echo '{"Trails": [{"TrailARN": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main", \
    "HomeRegion": "eu-west-1"}, {"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/other", \
    "HomeRegion": "us-east-1"}]}' ;;
    describe-trails)
      name=main region=eu-west-1; [ "$5" = --region ] && name=other region=us-east-1
      echo '{"trailList": [{"TrailARN": "arn:aws:cloudtrail:'$region':111122223333:trail/'$name'", \
    "HomeRegion": "'$region'", "S3BucketName": "logs", "IsMultiRegionTrail": true}]}' ;;
    get-event-selectors)
      [ $6 = us-east-1 ] && echo 'An error occurred (AccessDeniedException) when calling the X \
    operation: no' >&2 && exit 254
      echo '{"TrailARN": "'$4'", "EventSelectors": [{"ReadWriteType": "All", \
    "IncludeManagementEvents": true, "DataResources": []}]}' ;;
    get-trail-status) echo '{"IsLogging": true, "StartLoggingTime": 1577836800}' ;;
    get-access-point) echo '{"Name": "front", "NetworkOrigin": "VPC"}' ;;
    get-access-point-policy | get-access-point-policy-status)
      echo 'An error occurred (NoSuchAccessPointPolicy) when calling the X operation: no' >&2; exit 254 ;;
    *) echo 'An error occurred (Surprise) when calling the X operation: what?' >&2; exit 254 ;;
    esac
    """

  @Test("asks about the buckets that policies claim, and no more than it needs")
  func collecting() throws {
    let folder = try Workspace()
    try folder.write(Policy("one", "elsewhere").text, to: "Policies/payments.yaml")
    let aws = try FakeAWS(Self.answers)
    let outcome = try Program.run(
      ["collect", "--ledger", "ledger", "--configuration"], in: folder,
      environment: aws.environment)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains("1 bucket of it"))
    #expect(outcome.standardError.contains("elsewhere: collect them with that account's"))
    #expect(outcome.standardError.contains("get-bucket-website: AccessDenied (1 time)"))
    let asked = try aws.folder.text("asked")
    #expect(!asked.contains("nobodys"))
    #expect(!asked.contains("get-bucket-policy-status"))
    #expect(asked.contains("--name front --region eu-west-1"))
    #expect(!asked.contains("--name b "))
    #expect(asked.contains("get-trail-status --name arn:aws:cloudtrail:us-east-1"))
    #expect(
      outcome.standardError.contains(
        "get-event-selectors of arn:aws:cloudtrail:us-east-1:111122223333:trail/other: AccessDenied"
      ))

    let check = try folder.run(["check", "--ledger", "ledger", "--bucket", "one"])
    #expect(check.exitCode == 0, "\(check.standardOutput)")
  }

  @Test("takes nothing in where AWS cannot be asked")
  func failure() throws {
    let folder = try Workspace()
    try folder.write(Policy("one").text, to: "Policies/payments.yaml")
    let aws = try FakeAWS("echo 'Unable to locate credentials' >&2; exit 253")
    let outcome = try Program.run(
      ["collect", "--ledger", "ledger", "--configuration"], in: folder,
      environment: aws.environment)
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains("no credentials"))
    #expect(try folder.run(["check", "--ledger", "ledger"]).exitCode == 65)
  }

  @Test("is allowed by the policy that is printed")
  func policy() throws {
    let outcome = try Program.run(
      ["collect", "--configuration", "--print-iam-policy"], in: try Workspace())
    #expect(outcome.exitCode == 0)
    let script = try Workspace.text(ofFileAt: "\(Golden.package)Examples/collect-snapshots")
    let actions = script.split { !$0.isLetter && !$0.isNumber && $0 != ":" }
      .filter { $0.hasPrefix("s3:") }.map { $0.last == ":" ? String($0.dropLast()) : String($0) }
    #expect(actions.count > 10)
    for action in actions {
      #expect(outcome.standardOutput.contains("\"\(action)\""), "\(action)")
    }
  }
}

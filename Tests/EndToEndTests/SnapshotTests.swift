import Glibc
import Testing
import TrailFixtures

/// From the script that asks S3, with an AWS CLI of the tests' own, to the verdicts.
@Suite("Configuration snapshots, from the script to the verdict")
struct SnapshotTests {
  static let script = Golden.package + "/Examples/collect-snapshots"

  /// An `aws` that knows five buckets of one account.
  static let aws = #"""
    #!/bin/sh
    echo "$*" >>"$0.log"
    fail() { printf '\nAn error occurred (%s) when calling the X operation: no\n' "$1" >&2; exit 254; }
    all='{"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true}'
    case " $* " in *" --bucket gone "*) fail NoSuchBucket ;; esac
    case "$1 $2 $*" in
      "sts get-caller-identity"*) echo 111122223333 ;;
      *list-buckets*) printf 'closed\topen\tdifferent\n' ;;
      "s3control get-public-access-block"*) fail NoSuchPublicAccessBlockConfiguration ;;
      *"get-bucket-location"*) echo '{"LocationConstraint": null}' ;;
      *"get-public-access-block --bucket closed"*)
        printf '{"PublicAccessBlockConfiguration": %s}\n' "$all" ;;
      *"get-public-access-block --bucket refused"*) fail AccessDenied ;;
      *"get-public-access-block --bucket offline"*)
        printf '\nCould not connect to the endpoint URL: "https://offline"\n' >&2; exit 255 ;;
      *get-public-access-block*) fail NoSuchPublicAccessBlockConfiguration ;;
      *get-bucket-ownership-controls*) fail OwnershipControlsNotFoundError ;;
      *get-bucket-acl*) echo '{"Owner": {"ID": "0a"}, "Grants": []}' ;;
      *"get-bucket-policy-status --bucket open"*) echo '{"PolicyStatus": {"IsPublic": true}}' ;;
      *"get-bucket-policy-status --bucket different"*) echo '{"PolicyStatus": {"IsPublic": true}}' ;;
      *"get-bucket-policy --bucket open"*)
        echo '{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::open/*\"}]}"}' ;;
      *"get-bucket-policy --bucket different"*)
        echo '{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::different/*\"}]}"}' ;;
      *get-bucket-policy*) fail NoSuchBucketPolicy ;;
      *get-bucket-website*) fail NoSuchWebsiteConfiguration ;;
      *"list-access-points"*"--bucket closed"*)
        printf '{\n  "AccessPointList": [\n    {\n      "Name": "one",\n      "Bucket": "closed"\n    },\n    {\n      "Name": "two"\n    }\n  ]\n}\n' ;;
      *list-access-points*) echo '{"AccessPointList": []}' ;;
      *get-access-point-policy*) fail NoSuchAccessPointPolicy ;;
      *get-access-point*) echo '{"NetworkOrigin": "Internet"}' ;;
      *) echo "not known: $*" >&2; exit 252 ;;
    esac
    """#

  private static func workspace(_ buckets: [String]) throws -> Workspace {
    let folder = try Workspace()
    try folder.writeExecutable(aws, to: "bin/aws")
    var policy = Policy()
    policy.buckets = buckets
    try folder.write(policy.text, to: "Policies/payments.yaml")
    return folder
  }

  private static func collect(_ buckets: String..., in folder: Workspace) throws -> Outcome {
    try Program.run(
      ["snapshots"] + buckets, in: folder,
      environment: ["PATH": "\(folder.path("bin")):/usr/bin:/bin"], executable: script)
  }

  /// The settings of each bucket, as the program says them now.
  private static func check(_ folder: Workspace, _ options: String...) throws -> ReportDocument {
    let outcome = try folder.run(["--evidence", "snapshots", "--format", "json"] + options)
    return try ReportDocument(outcome.standardOutput)
  }

  @Test("Every bucket of the account, and what each setting makes of it")
  func allBuckets() throws {
    let folder = try Self.workspace(["closed", "open", "different"])
    let collected = try Self.collect(in: folder)
    #expect(collected.exitCode == 0, "\(collected.standardError)")
    #expect(collected.standardError.contains("3 buckets of account 111122223333"))
    let report = try Self.check(folder)
    #expect(report.evidence.unreadable == [])
    #expect(report.evidence.files == 4)
    #expect(report.verdicts == ["closed": "ready", "open": "unknown", "different": "unknown"])
    let settings = Dictionary(
      uniqueKeysWithValues: report.buckets.map { ($0.bucket, $0.settings.mapValues(\.status)) })
    #expect(settings["closed"].map { Set($0.values) } == ["enabled"])
    #expect(settings["open"]?["RestrictPublicBuckets"] == "unknown")
  }

  @Test("It only reads, in the account that owns the buckets")
  func onlyReads() throws {
    let folder = try Self.workspace(["closed"])
    _ = try Self.collect("closed", in: folder)
    let calls = try folder.text("bin/aws.log").split(separator: "\n")
    #expect(calls.count == 16)
    for call in calls {
      let words = call.split(separator: " ")
      #expect(words[1].hasPrefix("get-") || words[1].hasPrefix("list-"), "\(call)")
      if words[0] == "s3api" {
        #expect(call.contains("--expected-bucket-owner 111122223333"), "\(call)")
      }
    }
  }

  @Test("A refusal is not known, and never none")
  func refused() throws {
    let folder = try Self.workspace(["refused"])
    let collected = try Self.collect("refused", in: folder)
    #expect(collected.exitCode == 0)
    #expect(collected.standardError.contains("of refused: AccessDenied"))
    let report = try Self.check(folder)
    #expect(report.evidence.unreadable == [])
    #expect(report.verdicts == ["refused": "unknown"])
  }

  @Test("A call without an answer ends the script with 1, and is not known")
  func offline() throws {
    let folder = try Self.workspace(["offline", "gone"])
    let collected = try Self.collect("offline", "gone", in: folder)
    #expect(collected.exitCode == 1)
    #expect(collected.standardError.contains("Could not connect"))
    let report = try Self.check(folder)
    #expect(report.evidence.unreadable == [])
    #expect(report.verdicts == ["offline": "unknown", "gone": "unknown"])
  }

  @Test(
    "It is called wrongly",
    arguments: [[], ["snapshots", "a b"], ["snapshots", "../up"], ["snapshots", "a\"b"]])
  func usage(_ arguments: [String]) throws {
    let folder = try Self.workspace(["one"])
    let outcome = try Program.run(
      arguments, in: folder, environment: ["PATH": "\(folder.path("bin")):/usr/bin:/bin"],
      executable: Self.script)
    #expect(outcome.exitCode == 64)
    #expect(try folder.names.contains("snapshots") == false)
  }

  @Test("Answers as the CLI prints them, in folders that say account, time and bucket")
  func plainAnswers() throws {
    let folder = try Workspace(policy: Policy("one", "two"), events: Week.quiet("two"))
    let day = "logs/snapshot-111122223333-20200209T230000Z"
    try folder.write(
      #"{"PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true}}"#,
      to: "\(day)/one/get-public-access-block.json")
    try folder.write(
      "\nAn error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: no\n",
      to: "\(day)/one/get-bucket-policy.json")
    let outcome = try folder.check()
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)\(outcome.standardError)")
  }

  @Test("A snapshot that is damaged, or does not say of when it is, keeps buckets from ready")
  func damaged() throws {
    for (name, text) in [
      ("cut.json", #"{"schema": "bpa-ready/snapshot/v1", "takenAt": "2020-02"#),
      ("get-public-access-block.json", #"{"PublicAccessBlockConfiguration": {}}"#),
      ("timeless.json", #"{"schema": "bpa-ready/snapshot/v1", "answers": {}}"#),
    ] {
      let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
      #expect(try folder.check().exitCode == 0)
      try folder.write(text, to: "logs/\(name)")
      let outcome = try folder.check()
      #expect(outcome.exitCode == 3, "\(name)")
      #expect(outcome.standardError.contains("warning: logs/\(name): byte "))
    }
  }

  @Test("A snapshot alone is evidence, and says so")
  func alone() throws {
    let folder = try Self.workspace(["closed"])
    _ = try Self.collect("closed", in: folder)
    let outcome = try folder.run(["--evidence", "snapshots"])
    #expect(outcome.exitCode == 0, "\(outcome.standardOutput)")
    #expect(
      outcome.standardOutput.contains("2 configuration snapshots"), "\(outcome.standardOutput)")
  }
}

import TrailFixtures

/// The make-believe company whose logs the benchmarks read: its buckets, roles and programs.
enum BusyAccount {
  struct Bucket: Sendable {
    var name: String
    var region: String
    /// The role that works on it most.
    var role: String

    /// The name as templates write it: a slot for the set of buckets that it belongs to stands before.
    var slotted: String { Slot.bucketSet.placeholder + name }
  }

  /// What stands before the names of a set of buckets: nothing before those of the first.
  static func prefix(ofSet number: Int) -> String { number == 0 ? "" : "set\(number)-" }

  /// The regions with a trail, the busier first.
  static let regions = ["us-east-1", "eu-west-1"]

  static let teams = [
    "payments", "catalog", "media", "search", "shipping", "analytics", "identity", "support",
  ]

  static let purposes = ["ingest", "archive", "exports", "assets", "backups"]

  /// Forty buckets: five of each team. Those of one team in eight are in the second region.
  static let buckets = teams.enumerated().flatMap { index, team in
    purposes.map {
      Bucket(
        name: "\(team)-\($0)", region: regions[index == 6 ? 1 : 0], role: roles[index])
    }
  }

  /// Twelve roles: one of each team, and four that work on every team's buckets.
  static let roles = teams.map { "\($0)-service" } + sharedRoles

  static let sharedRoles = ["data-pipeline", "backup", "security-audit", "deployer"]

  /// Accounts of partners, who read and write through bucket policies and ACLs.
  static let foreignAccounts = ["444455556666", "777788889999"]

  /// Buckets with pages and pictures that everyone may read.
  static let publicBuckets: Set<String> = ["media-assets", "catalog-assets", "support-assets"]

  /// Buckets into which somebody still uploads with a public ACL.
  static let bucketsWithPublicUploads: Set<String> = [
    "media-assets", "payments-exports", "shipping-exports", "identity-exports",
  ]

  static let logDeliverers = [
    "delivery.logs.amazonaws.com", "cloudtrail.amazonaws.com", "config.amazonaws.com",
    "logging.s3.amazonaws.com",
  ]

  /// Programs by the user agents that they show; S3 puts them in brackets.
  static let userAgents = [
    "[Boto3/1.26.165 Python/3.10.6 Linux/5.19.0-46-generic Botocore/1.29.165]",
    "[Boto3/1.34.11 md/Botocore#1.34.11 ua/2.0 os/linux#5.10.205-195.804.amzn2.x86_64"
      + " md/arch#x86_64 lang/python#3.11.6 md/pyimpl#CPython cfg/retry-mode#legacy"
      + " Botocore/1.34.11]",
    "[aws-sdk-java/1.12.488 Linux/5.4.247-169.350.amzn2int.x86_64"
      + " OpenJDK_64-Bit_Server_VM/25.372-b08 java/1.8.0_372 vendor/Oracle_Corporation"
      + " cfg/retry-mode/standard]",
    "[aws-sdk-java/2.21.42 Linux/5.10.198-187.748.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/17.0.9"
      + " Java/17.0.9 vendor/Amazon.com_Inc. io/async http/NettyNioAsync cfg/retry-mode/legacy]",
    "[aws-sdk-go/1.44.157 (go1.19.3; linux; amd64) S3Manager]",
    "[aws-cli/2.15.4 Python/3.11.6 Linux/6.1.66-93.164.amzn2023.x86_64 exe/x86_64.amzn.2023"
      + " prompt/off command/s3.sync]",
    "[aws-sdk-js/3.478.0 ua/2.1 os/linux#5.10.201 lang/js md/nodejs#20.9.0 api/s3#3.478.0]",
    "[Hadoop 3.3.6, aws-sdk-java/1.12.600 Linux/5.10.199-190.747.amzn2.x86_64"
      + " OpenJDK_64-Bit_Server_VM/25.392-b08 java/1.8.0_392 scala/2.12.15]",
  ]

  static let browsers = [
    "[Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
      + " Chrome/120.0.0.0 Safari/537.36]",
    "[Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
      + " Version/17.2 Safari/605.1.15]",
    "[Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0]",
  ]
}

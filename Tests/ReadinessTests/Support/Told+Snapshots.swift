import Evidence
import S3Access
import Timeline

extension Told {
  /// S3 was asked for the bucket's configuration, and answered.
  static func snapshot(
    _ contents: ConfigurationAnswer.Content..., ago days: Double, of bucket: String = bucket,
    account: String = owner
  ) -> Told {
    Told { ledger in
      ledger.claim(
        OwnershipClaim(bucket: bucket, account: account, isNamed: false), at: .daysAgo(days))
      for content in contents {
        ledger.note(
          ConfigurationAnswer(
            scope: .bucket(bucket), account: account, time: .daysAgo(days), content: content))
      }
    }
  }

  /// S3 was asked for the account's configuration, and answered.
  static func accountSnapshot(
    _ content: ConfigurationAnswer.Content, ago days: Double, account: String = owner
  ) -> Told {
    Told {
      $0.note(
        ConfigurationAnswer(
          scope: .account(account), account: account, time: .daysAgo(days), content: content))
    }
  }
}

extension ConfigurationAnswer.Content {
  static let allOn = Self.publicAccessBlock(.allOn)
  static let allOff = Self.publicAccessBlock(.allOff)
  static let aclsDisabled = Self.objectOwnership(.bucketOwnerEnforced)
  static let noPolicy = Self.policy(nil)
  static let openACL = Self.bucketACL([Grant(.allUsers, .read)])
}

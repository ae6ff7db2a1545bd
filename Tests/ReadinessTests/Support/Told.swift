import Evidence
import S3Access
import Timeline

/// One thing that the evidence tells of the bucket `invoices` of account 111122223333 in eu-west-1,
/// unless it says otherwise: an event of a test's story on one line.
struct Told: Sendable {
  let add: @Sendable (inout Ledger) -> Void

  static let bucket = "invoices"
  static let owner = "111122223333"
  static let stranger = "444455556666"
  static let region = "eu-west-1"

  /// Several things as one.
  static func all(_ told: Told...) -> Told {
    Told { ledger in told.forEach { $0.add(&ledger) } }
  }
}

extension Ledger {
  /// What all of them tell.
  init(_ told: [Told]) {
    self.init()
    told.forEach { $0.add(&self) }
  }
}

// MARK: - What is recorded

extension Told {
  /// Log files came, one every `interval`, from and to so many days before the as-of instant.
  static func logs(
    from first: Double = 91, to last: Double = 0, every interval: TimeSpan = .hours(12),
    account: String = owner, region: String = region, folder: String = ""
  ) -> Told {
    Told { ledger in
      var heard = ActivityTimeline()
      var time = Instant.daysAgo(first)
      while time < .daysAgo(last) {
        heard.insert(time)
        time = time + interval
      }
      heard.insert(.daysAgo(last))
      ledger.hear(of: TrailPlace(account: account, region: region, folder: folder), heard)
    }
  }

  /// Events of these classes were seen of the bucket, the first and the last so many days before the
  /// as-of instant; the record names the bucket's owner.
  static func seen(
    _ classes: [EvidenceClass] = EvidenceClass.allCases, from first: Double = 91,
    to last: Double = 0, of bucket: String = bucket, account: String = owner,
    region: String = region, owner: String = owner, folder: String = "",
    managementWrites: Bool = true
  ) -> Told {
    Told { ledger in
      let place = TrailPlace(account: account, region: region, folder: folder)
      for evidenceClass in classes {
        ledger.see(
          Sighting(bucket: bucket, evidenceClass: evidenceClass, place: place),
          during: Interval(from: .daysAgo(first), to: .daysAgo(last)))
      }
      ledger.claim(
        OwnershipClaim(bucket: bucket, account: owner, isNamed: true), at: .daysAgo(last))
      // Where management events are recorded, those that write mostly are among them.
      if classes.contains(.management), managementWrites {
        Told.managementWrite(ago: first, account: account, region: region, folder: folder)
          .add(&ledger)
      }
    }
  }

  /// Everything was recorded all the time: what each rule's cases rest on.
  static let recorded = all(logs(), seen())

  /// The bucket's records show `aclRequired` from then on.
  static func aclRequiredSeen(_ days: Double = 91, of bucket: String = bucket) -> Told {
    Told { $0.noteACLRequired(ofBucket: bucket, at: .daysAgo(days)) }
  }

  /// A file could not be read.
  static func unreadable(
    account: String? = owner, region: String = region, delivered days: Double? = 5,
    ofBucket bucket: String? = nil
  ) -> Told {
    Told { ledger in
      ledger.note(
        UnreadableEvidence(
          file: "torn.json.gz", offset: 7, reason: "ends too early",
          place: account.map { TrailPlace(account: $0, region: region) },
          deliveredAt: days.map { .daysAgo($0) }, bucket: bucket))
    }
  }
}

// MARK: - What was done

extension Told {
  /// Uses of a fact.
  static func uses(
    _ subject: Fact.Subject, _ operation: String, _ error: String? = nil, by caller: Caller,
    ago days: Double, count: Int = 1, of bucket: String = bucket,
    identity: UseIdentity? = nil,
    each change: @escaping @Sendable (inout ToldUse, Int) -> Void = { _, _ in }
  ) -> Told {
    Told { ledger in
      let fact = Fact(
        bucket: bucket, operation: operation, subject: subject,
        outcome: RequestOutcome(errorCode: error), caller: caller)
      // The same thing told twice is one event told twice; different things are different events.
      let id = "\(operation)-\(subject)-\(fact.outcome)-\(caller.principal)-\(days)"
      for number in 0..<count {
        var told = ToldUse(
          time: .daysAgo(days), eventID: "\(id)-\(number)", key: "reports/\(number).csv")
        change(&told, number)
        ledger.record(fact, told.use, identity: identity ?? UseIdentity(id: told.eventID))
      }
    }
  }

  /// A call that carries an ACL.
  static func acl(
    _ acl: RequestedACL, _ operation: String = "PutObject", _ error: String? = nil,
    by caller: Caller = .app, ago days: Double = 5, count: Int = 1, of bucket: String = bucket
  ) -> Told {
    uses(.acl(acl), operation, error, by: caller, ago: days, count: count, of: bucket)
  }

  /// A call whose record does not show the ACL that it may have carried.
  static func hidden(_ operation: String = "PutObject", aclRequired: Bool = false) -> Told {
    uses(.hiddenACL(aclRequired: aclRequired), operation, by: .app, ago: 5)
  }

  /// Somebody from outside was let in.
  static func access(
    _ caller: Caller, _ authorization: ACLAuthorization, _ operation: String = "GetObject",
    ago days: Double = 5, count: Int = 1
  ) -> Told {
    uses(.access(authorization), operation, by: caller, ago: days, count: count)
  }

  /// PutBucketPolicy: a use, and where it succeeded a change.
  static func policy(_ document: PolicyDocument, _ error: String? = nil, ago days: Double) -> Told {
    all(
      uses(
        .policy(document, onAccessPoint: false), "PutBucketPolicy", error, by: .app, ago: days),
      error == nil ? change(.policy(document), ago: days) : Told { _ in })
  }
}

// MARK: - What was changed

extension Told {
  static func change(
    _ change: ConfigurationChange.Change, ago days: Double,
    _ scope: ConfigurationChange.Scope = .bucket(bucket), region: String = region
  ) -> Told {
    Told { ledger in
      ledger.note(
        ConfigurationChange(
          scope: scope, time: .daysAgo(days), change: change, eventID: "change-\(days)",
          region: region))
      // The record of the change shows that changes were recorded.
      var account = owner
      if case .account(let other) = scope { account = other }
      Told.managementWrite(ago: days, account: account, region: region).add(&ledger)
    }
  }

  /// A call that changes the configuration of something, in any service, was recorded.
  static func managementWrite(
    ago days: Double, account: String = owner, region: String = region, folder: String = ""
  ) -> Told {
    Told { ledger in
      var heard = ActivityTimeline()
      heard.insert(.daysAgo(days))
      ledger.hearManagementWrites(
        of: TrailPlace(account: account, region: region, folder: folder), heard)
    }
  }

  /// A call to CloudTrail that changes what is recorded.
  static func recordingChange(
    _ call: String, ago days: Double, account: String = owner, trail: String = "main",
    selection: EventSelection? = nil
  ) -> Told {
    Told {
      $0.note(
        RecordingChange(
          account: account, time: .daysAgo(days), call: call, trail: trail, selection: selection))
    }
  }

  /// What was done before was taken out of the ledger.
  static func pruned(ago days: Double) -> Told {
    Told { $0.notePruning(before: .daysAgo(days)) }
  }

  static func policyDeleted(ago days: Double) -> Told { change(.policyDeleted, ago: days) }

  /// PutBucketPublicAccessBlock with these settings on.
  static func turnOn(_ settings: BlockPublicAccessSetting..., ago days: Double) -> Told {
    change(.publicAccessBlock(PublicAccessBlockConfiguration(enabled: Set(settings))), ago: days)
  }

  /// PutBucketPublicAccessBlock with all four on, or off.
  static func turnAll(on isOn: Bool, ago days: Double) -> Told {
    change(.publicAccessBlock(isOn ? .allOn : .allOff), ago: days)
  }

  /// PutAccountPublicAccessBlock with all four on, or off.
  static func turnAllOfAccount(
    on isOn: Bool, ago days: Double, account: String = owner, region: String = region
  ) -> Told {
    change(
      .publicAccessBlock(isOn ? .allOn : .allOff), ago: days, .account(account), region: region)
  }

  static func ownership(_ ownership: ObjectOwnership?, ago days: Double) -> Told {
    change(.objectOwnership(ownership), ago: days)
  }
}

/// A use before it is told.
struct ToldUse {
  var time: Instant
  var eventID: String
  var requestID = ""
  var key: String
  var userAgent = "aws-cli/1.17.9"

  var use: Use {
    Use(
      time: time, eventID: eventID, requestID: requestID, key: key, userAgent: userAgent,
      sourceAddress: "203.0.113.7", file: "a.json.gz")
  }
}

import S3Access

/// What can be switched on now, bucket by bucket, and what cannot.
public struct SwitchPlan: Hashable, Sendable {
  /// The buckets of which something can be switched on, by name.
  public var steps: [SwitchStep]
  /// The buckets of which nothing is to be switched on, by name, each with the reasons.
  public var refused: [RefusedSwitch]

  /// The plan of an assessment of buckets.
  public init(_ assessment: Assessment) {
    let outcomes = assessment.buckets.sorted { $0.bucket < $1.bucket }.map(SwitchOutcome.init)
    steps = outcomes.compactMap { if case .step(let step) = $0 { step } else { nil } }
    refused = outcomes.compactMap { if case .refused(let refused) = $0 { refused } else { nil } }
  }
}

/// The settings of one bucket that can be switched on now.
public struct SwitchStep: Hashable, Sendable {
  /// The bucket's name: legal as S3 has it, so that no shell and no language takes it for more.
  public var bucket: String
  /// The account that owns it, as 12 digits; `nil` where nobody says.
  public var account: String?
  /// The settings that are safe to be switched on; never empty.
  public var switchedOn: Set<BlockPublicAccessSetting>
  /// The settings that are known to be on already, for the bucket or for its account.
  public var keptOn: Set<BlockPublicAccessSetting>
  /// The settings that stay as they are, in AWS's order, each with the reasons.
  public var left: [LeftSetting]

  /// A setting that stays as it is.
  public struct LeftSetting: Hashable, Sendable {
    /// The setting.
    public var setting: BlockPublicAccessSetting
    /// Why.
    public var reasons: [String]
  }

  /// Whether every setting is on once the step is taken, whatever was on before.
  public var isWhole: Bool {
    switchedOn.union(keptOn).count == BlockPublicAccessSetting.allCases.count
  }
}

/// A bucket of which nothing is to be switched on.
public struct RefusedSwitch: Hashable, Sendable {
  /// The bucket's name.
  public var bucket: String
  /// The verdict on it.
  public var verdict: Verdict
  /// Why nothing is to be done.
  public var reasons: [String]
}

private enum SwitchOutcome {
  case step(SwitchStep)
  case refused(RefusedSwitch)

  init(_ verdict: BucketVerdict) {
    func refused(_ reasons: [String]) -> SwitchOutcome {
      .refused(
        RefusedSwitch(bucket: verdict.bucket, verdict: verdict.verdict, reasons: reasons))
    }
    switch verdict.verdict {
    case .exempt, .undeclared:
      self = refused(verdict.reasons)
      return
    case .ready, .notReady, .unknown: break
    }
    guard BucketName.isLegal(verdict.bucket) else {
      self = refused(["no bucket can have this name, so that nothing is done to it"])
      return
    }
    let left = BlockPublicAccessSetting.allCases.compactMap(verdict.leftSetting)
    let safe = verdict.settings(where: { if case .safe = $0 { true } else { false } })
      .subtracting(left.map(\.setting))
    guard !safe.isEmpty else {
      let reasons = left.flatMap { left in left.reasons.map { "\(left.setting.rawValue): \($0)" } }
      self = refused(
        verdict.verdict == .ready
          ? ["every setting that the policy asks for is on already"] : verdict.reasons + reasons)
      return
    }
    self = .step(
      SwitchStep(
        bucket: verdict.bucket, account: verdict.account.flatMap(BucketName.accountNumber),
        switchedOn: safe,
        keptOn: verdict.settings(where: { if case .enabled = $0 { true } else { false } }),
        left: left))
  }
}

extension BucketVerdict {
  fileprivate func settings(
    where holds: (SettingStatus) -> Bool
  ) -> Set<BlockPublicAccessSetting> {
    Set(settings.filter { holds($0.value.status) }.keys)
  }

  /// Why a setting stays as it is; `nil` where it is on, or can be switched on.
  fileprivate func leftSetting(_ setting: BlockPublicAccessSetting) -> SwitchStep.LeftSetting? {
    let status = settings[setting]?.status ?? .notAsked
    switch status {
    case .enabled: return nil
    case .safe:
      guard isStoppedByBoth, BucketContext.both.contains(setting) else { return nil }
      return SwitchStep.LeftSetting(setting: setting, reasons: reasons)
    case .notAsked:
      return SwitchStep.LeftSetting(setting: setting, reasons: ["it is not asked for"])
    case .breaks, .unknown:
      return SwitchStep.LeftSetting(setting: setting, reasons: status.reasons)
    }
  }
}

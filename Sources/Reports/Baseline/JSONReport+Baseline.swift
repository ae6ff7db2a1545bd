import JSON

extension JSONReport {
  static func baseline(_ comparison: BaselineComparison) -> JSONValue {
    var counts = BaselineComparison.BucketChange.Kind.allCases.map {
      JSONValue.Member($0.rawValue, .count(comparison.count(of: $0)))
    }
    counts.append(.init("unchanged", .count(comparison.unchanged)))
    return [
      "asOf": .instant(comparison.baselineAsOf),
      "counts": .object(counts),
      "buckets": .array(comparison.changes.map(change)),
    ]
  }

  private static func change(_ change: BaselineComparison.BucketChange) -> JSONValue {
    [
      "bucket": .string(change.bucket),
      "change": .string(change.kind.rawValue),
      "before": .text(change.before?.rawValue),
      "after": .text(change.after?.rawValue),
      "settings": .array(
        change.settings.map {
          [
            "setting": .string($0.setting.rawValue), "before": .string($0.before),
            "after": .string($0.after),
          ]
        }),
      "new": .array(change.new.map(identity)),
      "fixed": .array(change.fixed.map(identity)),
      "unchanged": .array(change.unchanged.map(identity)),
    ]
  }

  private static func identity(_ identity: FindingIdentity) -> JSONValue {
    [
      "setting": .text(identity.setting),
      "kind": .string(identity.kind),
      "operation": .text(identity.operation),
      "acl": .text(identity.acl),
      "principal": .text(identity.principal),
      "fingerprint": .string(identity.fingerprint),
    ]
  }
}

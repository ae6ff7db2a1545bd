import Evidence
import S3Access
import Timeline

/// Turns judged uses into findings: one for all uses of a kind by a caller that the same settings
/// stand against.
struct FindingList {
  private var bySetting: [SharedUses: SettingsAndPart] = [:]

  private struct SharedUses: Hashable {
    let fact: Fact
    let kind: Finding.Kind
    let certainty: Finding.Certainty
    let state: Finding.State
    let selection: UseSelection
  }

  private struct SettingsAndPart {
    var settings: Set<BlockPublicAccessSetting>
    var explanations: [String]
  }

  private struct FindingKey: Hashable {
    let kind: Finding.Kind
    let settings: [BlockPublicAccessSetting]
    let certainty: Finding.Certainty
    let state: Finding.State
    let operation: String
    let acl: RequestedACL?
    let caller: Caller
    let policy: PolicyDocument?
  }

  /// Adds a part of a judgement; the same uses judged for another setting become one finding.
  mutating func add(_ part: JudgedPart) {
    let judgement = part.judgement
    let key = SharedUses(
      fact: judgement.fact, kind: judgement.kind, certainty: judgement.certainty,
      state: part.state, selection: judgement.selection)
    var entry = bySetting[key] ?? SettingsAndPart(settings: [], explanations: [])
    if let setting = judgement.setting { entry.settings.insert(setting) }
    if !entry.explanations.contains(judgement.explanation) {
      entry.explanations.append(judgement.explanation)
    }
    bySetting[key] = entry
  }

  /// The findings: those that count first, certain before possible, then by how often.
  func findings() -> [Finding] {
    var merged: [FindingKey: (selection: UseSelection, explanations: [String])] = [:]
    for (uses, entry) in bySetting {
      let key = FindingKey(
        kind: uses.kind, settings: entry.settings.sorted(), certainty: uses.certainty,
        state: uses.state, operation: uses.fact.operation, acl: uses.fact.subject.acl,
        caller: uses.fact.caller, policy: uses.fact.subject.policy)
      if let known = merged[key] {
        let explanations = known.explanations + entry.explanations
        merged[key] = (known.selection.union(uses.selection), explanations)
      } else {
        merged[key] = (uses.selection, entry.explanations)
      }
    }
    return merged.map { key, value in
      Self.finding(key, value.selection, explanations: Set(value.explanations).sorted())
    }.sorted(by: Finding.precedes)
  }

  private static func finding(
    _ key: FindingKey, _ selection: UseSelection, explanations: [String]
  ) -> Finding {
    let userAgents = selection.uses.mostFrequent(\.userAgent)
    return Finding(
      kind: key.kind, settings: key.settings, certainty: key.certainty, state: key.state,
      operation: key.operation, acl: key.acl, caller: key.caller, userAgents: userAgents,
      sourceAddresses: selection.uses.mostFrequent(\.sourceAddress), count: selection.count,
      isEstimate: selection.isEstimate, extent: selection.extent,
      samples: Array(selection.uses.suffix(3).reversed()),
      explanation: explanations.joined(separator: "; "),
      remedy: Remedy.text(
        for: key.kind, operation: key.operation, acl: key.acl, userAgents: userAgents))
  }
}

extension Fact.Subject {
  var acl: RequestedACL? { if case .acl(let acl) = self { acl } else { nil } }
  var policy: PolicyDocument? { if case .policy(let policy, _) = self { policy } else { nil } }
}

extension [Use] {
  /// The ten most frequent values that are not empty, the most frequent first.
  fileprivate func mostFrequent(_ value: (Use) -> String) -> [String] {
    Dictionary(grouping: map(value).filter { !$0.isEmpty }) { $0 }.mapValues(\.count)
      .sorted { ($0.value, $1.key) > ($1.value, $0.key) }
      .prefix(10).map(\.key)
  }
}

extension Finding {
  /// A total order: nothing of it depends on the order of the evidence.
  static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    if a.state.counts != b.state.counts { return a.state.counts }
    if a.certainty != b.certainty { return a.certainty == .certain }
    if a.settings != b.settings {
      return a.settings.map(\.rawValue).lexicographicallyPrecedes(b.settings.map(\.rawValue))
    }
    if a.count != b.count { return a.count > b.count }
    return a.sortText < b.sortText
  }

  private var sortText: String {
    [
      kind.rawValue, operation, acl?.name ?? "", caller.principal, caller.kind.rawValue,
      state.name, explanation, extent.from.description, samples.first?.eventID ?? "",
    ].joined(separator: "\u{1}")
  }
}

import AWSCommand
import ArgumentParser
import ConfigurationSnapshots
import Diagnostics
import Evidence
import JSON
import LedgerFile
import PolicyFiles
import Reports

/// The configuration of the buckets that policies claim, and of the account's trails.
extension Collect {
  /// Asks S3 and CloudTrail for it, and takes the answers into the ledger.
  func collectConfiguration(
    into file: LedgerFile, _ standardError: StandardError
  ) async throws {
    let policies = try PolicyInput(policyPaths, tellingErrors: standardError)
      .policySet(tellingErrors: standardError)
    let taking = SnapshotTaking(AWSCommand()) { Machine.now }
    let progress = ProgressBar(isShown: !quiet)
    let (account, buckets, snapshots, trails) = try await AWSInput.telling(standardError) {
      defer { progress.clear() }
      progress.say("asking S3 for the configuration of buckets")
      let account = try await taking.account()
      let buckets = try await taking.bucketNames().filter {
        policies.rule(for: $0, account: account) != nil
      }
      let snapshots = try await taking.snapshots(of: account, buckets: buckets)
      progress.say("asking CloudTrail for its trails")
      return (account, buckets, snapshots, try await taking.trails(of: account))
    }
    let files = (snapshots + [trails]).map {
      EvidenceFile(path: $0.name, content: Array($0.document.prettyText.utf8))
    }
    let collected = await EvidenceCollection(files).read(workers: 1)
    try await LedgerInput.telling(standardError) { () async throws(LedgerFileError) in
      try file.add(collected, run: file.begin(LedgerRun("collect --configuration")))
    }
    standardError.tell(collected.ledger.unreadable)
    tellOthers(policies, account: account, buckets: buckets, standardError)
    standardError.say(
      "bpa-ready: \(ledger ?? ""): configuration of account \(account) and"
        + " \(buckets.count.counting("bucket")) of it")
    tellRefusals(in: collected.ledger, standardError)
    for refusal in SnapshotTaking.refusals(in: trails) {
      standardError.warning("CloudTrail did not answer \(refusal)")
    }
  }

  /// Says which buckets that policies name are not the account's.
  private func tellOthers(
    _ policies: PolicySet, account: String, buckets: [String], _ standardError: StandardError
  ) {
    let others = Set(policies.exactBuckets).subtracting(buckets).sorted()
    guard !others.isEmpty else { return }
    standardError.say(
      "bpa-ready: \(others.count.counting("bucket")) of the policies are not account \(account)'s, such as"
        + " \(others[0]): collect them with that account's credentials")
  }

  /// Says what S3 did not tell: that is not known, and can keep buckets from being ready.
  private func tellRefusals(in ledger: Ledger, _ standardError: StandardError) {
    var refusals: [String: Int] = [:]
    for answer in ledger.answers {
      if case .notTold(let call, let code) = answer.content {
        refusals["\(call): \(code)", default: 0] += 1
      }
    }
    for (refusal, count) in refusals.sorted(by: { $0.key < $1.key }) {
      standardError.warning("S3 did not answer \(refusal) (\(count.counting("time")))")
    }
  }
}

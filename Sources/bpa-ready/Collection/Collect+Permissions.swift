import AWSCommand
import ConfigurationSnapshots
import JSON
import RawEvidence
import TrailBucket

/// What AWS has to allow.
extension Collect {
  /// The smallest policy for what is asked for.
  private var permissions: IAMPolicy {
    get throws {
      let partition = AWSPartition(region: trail.regions.first)
      let trails = try trailPrefixes.flatMap { $0.location.readPermissions(in: partition) }
      let queries = athena.isAsked ? try athena.context.permissions(in: partition) : []
      let snapshots = configuration ? SnapshotCalls.permissions(in: partition) : []
      return IAMPolicy((queries + trails + snapshots).numbered)
    }
  }

  /// Prints the policy.
  func printPermissions(_ standardError: StandardError) throws {
    let text = try permissions.json.prettyText
    try standardError.telling("standard output") { () throws(FileError) in
      try OutputFile.writeToStandardOutput(text)
    }
  }
}

extension [IAMPolicy.Statement] {
  /// The statements with ids that are each there once, as IAM wants them.
  fileprivate var numbered: Self {
    var seen: [String: Int] = [:]
    return map { statement in
      var statement = statement
      let count = (seen[statement.id] ?? 0) + 1
      seen[statement.id] = count
      if count > 1 { statement.id += "\(count)" }
      return statement
    }
  }
}

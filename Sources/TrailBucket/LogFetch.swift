import AWSCommand
import RawEvidence

/// Fetches log files into a temporary folder, several at a time.
public struct LogFetch: Sendable {
  /// The call that fetches.
  public static let call = AWSCall("s3", "cp", action: "s3:GetObject")

  private let aws: AWSCommand

  /// Fetching through that command.
  public init(_ aws: AWSCommand) {
    self.aws = aws
  }

  /// A batch that was fetched. Its files go with its last owner.
  public struct Fetched: Sendable {
    /// The files, each with the path that it lies at for now.
    public var files: [(log: StoredLog, path: String)] = []
    /// Those that did not come, or not whole.
    public var missing: [StoredLog] = []
    /// Why they did not.
    public var failure: AWSFailure?

    private let folder: TemporaryFolder

    fileprivate init(into folder: TemporaryFolder) {
      self.folder = folder
    }
  }

  /// Fetches a batch.
  ///
  /// - Throws: the failure, where not one file came; `FileError` in its words where there is no room for
  ///   a temporary folder.
  public func fetch(_ batch: FetchBatch) async throws(AWSFailure) -> Fetched {
    let folder: TemporaryFolder
    do {
      folder = try TemporaryFolder()
    } catch {
      throw .notRun(Self.call, reason: "a temporary folder \(error.reason)")
    }
    var fetched = Fetched(into: folder)
    do {
      try await aws.output(of: Self.call, Self.arguments(for: batch, into: folder.path))
    } catch {
      if error == .cancelled { throw error }
      fetched.failure = error
    }
    for log in batch.files {
      let path = "\(folder.path)/\(log.key.dropFirst(batch.folder.prefix.count))"
      if case .file(_, let size, _) = FileTree.entry(at: path), size == log.size {
        fetched.files.append((log, path))
      } else {
        fetched.missing.append(log)
      }
    }
    if let failure = fetched.failure, fetched.files.isEmpty { throw failure }
    return fetched
  }

  private static func arguments(for batch: FetchBatch, into folder: String) -> [String] {
    [
      "\(batch.folder)", folder, "--recursive", "--only-show-errors", "--no-progress",
      "--exclude", "*",
    ] + batch.patterns.flatMap { ["--include", $0] }
  }
}

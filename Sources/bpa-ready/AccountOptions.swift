import ArgumentParser
import JSON
import RawEvidence
import Readiness
import Reports

/// The question for whole accounts, rather than for each bucket.
struct AccountOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Whether each bucket's own settings are to be switched on, or those of the whole account, \
      which hold for buckets that nobody declared too.
      """, valueName: "level"))
  var scope: Level = .bucket

  @Option(
    help: ArgumentHelp(
      """
      With --scope account: only this account (default: all in the evidence). With --terraform-plan: \
      the account of whoever applies it.
      """,
      valueName: "id"))
  var account: String?

  @Option(
    help: ArgumentHelp(
      """
      With --account: all buckets that it has, as 'aws s3api list-buckets' tells them; without it \
      an account is never ready.
      """, valueName: "path"), completion: .file())
  var accountBuckets: String?

  enum Level: String, ExpressibleByArgument, CaseIterable {
    case bucket, account
  }

  func validate() throws {
    if accountBuckets != nil, account == nil {
      throw ValidationError("--account-buckets goes with --account, for it lists one account's.")
    }
    if let account, account.utf8.count != 12 || !account.utf8.allSatisfy(Self.isDigit) {
      throw ValidationError("--account takes an account's number, 12 digits.")
    }
  }

  /// Whether an account is asked about, by itself or by a plan.
  func check(isPlanGiven: Bool) throws {
    if scope == .bucket, !isPlanGiven, account != nil || accountBuckets != nil {
      throw ValidationError(
        "--account and --account-buckets go with --scope account or with a plan.")
    }
  }

  /// What leaves buckets out leaves the account's answer open.
  func check(filters: [(name: String, isGiven: Bool)]) throws {
    guard scope == .account, let filter = filters.first(where: \.isGiven) else { return }
    throw ValidationError(
      "\(filter.name) leaves buckets out, and the account's settings hold for all of them.")
  }

  private static func isDigit(_ letter: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(letter)
  }

  /// What is asked about accounts, or whose account a plan is applied in; `nil` where nothing is said of
  /// accounts.
  ///
  /// - Throws: the exit code where the list of buckets cannot be read, after telling it.
  func accountScope(tellingErrors standardError: StandardError) throws -> AccountScope? {
    guard scope == .account || account != nil else { return nil }
    return AccountScope(
      account: account,
      buckets: try accountBuckets.map { try Self.names(inListAt: $0, standardError) })
  }

  /// No account has as many buckets as would make a longer list.
  private static let mostBytes = 256 << 20

  /// The names in the answer of `aws s3api list-buckets`.
  private static func names(
    inListAt path: String, _ standardError: StandardError
  ) throws -> Set<String> {
    let bytes: [UInt8]
    do {
      bytes = try FileContent.bytes(ofFileAt: path, limit: mostBytes)
    } catch {
      standardError.error("\(path): \(error.reason)", help: nil)
      throw ArgumentParser.ExitCode(.inputOutput)
    }
    var parser = JSONParser()
    let document = parser?.parse(String(decoding: bytes, as: UTF8.self))
    guard let buckets = BucketList(document) else {
      standardError.error(
        "\(path): this is no complete list of an account's buckets",
        help: "write one with: aws s3api list-buckets --output json > \(path)")
      throw ArgumentParser.ExitCode(.unusableEvidence)
    }
    return buckets.names
  }
}

/// The answer of `aws s3api list-buckets`.
///
/// Source: AWS CLI Command Reference, "list-buckets".
private struct BucketList {
  let names: Set<String>

  /// Reads the answer; `nil` where it is none, holds an entry without a name, or is one page of more.
  init?(_ document: JSONValue?) {
    guard let document, case .array(let entries)? = document["Buckets"] else { return nil }
    let names = entries.compactMap { $0["Name"]?.string }
    let goesOn = ["NextToken", "ContinuationToken", "Prefix"].contains {
      document[$0]?.string?.isEmpty == false
    }
    guard names.count == entries.count, !goesOn else { return nil }
    self.names = Set(names)
  }
}

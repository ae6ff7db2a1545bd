/// What Athena charges for bytes that queries scan.
public struct ScanPrice: Hashable, Sendable {
  /// US dollars for 10^12 bytes.
  public var dollarsPerTerabyte: Double

  /// A price in US dollars for a terabyte.
  public init(dollarsPerTerabyte: Double) {
    self.dollarsPerTerabyte = dollarsPerTerabyte
  }

  /// The price in most Regions of the commercial partition, as of 2025; some charge more.
  ///
  /// Source: https://aws.amazon.com/athena/pricing/, "Per query billing".
  public static let standard = ScanPrice(dollarsPerTerabyte: 5)

  /// The least that is charged for one query.
  ///
  /// Source: https://aws.amazon.com/athena/pricing/, "Per query billing": rounded up to a megabyte, with
  /// ten at least.
  public static let leastBytes = 10_000_000

  /// What is charged for a query that scanned so much.
  public static func chargedBytes(for scanned: Int) -> Int { max(scanned, leastBytes) }

  /// The price of so many bytes that are charged for, rounded up to a cent: `0.07 USD`.
  public func price(ofCharged bytes: Int) -> String {
    let cents = (Double(bytes) / 1e12 * dollarsPerTerabyte * 100).rounded(.up)
    guard let cents = Int(exactly: cents) else { return "very many USD" }
    return "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100) USD"
  }

  /// The price of a terabyte: `5.00 USD a TB`.
  public var rate: String { "\(price(ofCharged: 1_000_000_000_000)) a TB" }
}

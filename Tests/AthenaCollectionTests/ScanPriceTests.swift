import AthenaCollection
import Testing

@Suite("The price of a scan")
struct ScanPriceTests {
  @Test(
    "is that of the bytes, rounded up to a cent",
    arguments: [
      (0, "0.00 USD"), (1, "0.01 USD"), (2_000_000_000, "0.01 USD"), (2_000_000_001, "0.02 USD"),
      (1_000_000_000_000, "5.00 USD"), (12_345_000_000_000, "61.73 USD"),
      (.max, "46116860.19 USD"),
    ])
  func price(_ bytes: Int, price: String) {
    #expect(ScanPrice.standard.price(ofCharged: bytes) == price)
  }

  @Test("is that of ten megabytes at least")
  func least() {
    #expect(ScanPrice.chargedBytes(for: 0) == 10_000_000)
    #expect(ScanPrice.chargedBytes(for: 10_000_001) == 10_000_001)
  }

  @Test("is another one elsewhere")
  func elsewhere() {
    let price = ScanPrice(dollarsPerTerabyte: 9)
    #expect(price.rate == "9.00 USD a TB")
    #expect(price.price(ofCharged: 500_000_000_000) == "4.50 USD")
  }
}

import JSON
import RawEvidence

extension DocumentKind {
  /// The manifest of an S3 Inventory; the files that it names are read along with it.
  static let inventory = DocumentKind { document in
    guard InventoryManifest.isManifest(document.value) else { return nil }
    var ledger = Ledger()
    do throws(InventoryManifest.Shortcoming) {
      let manifest = try InventoryManifest(document.value)
      if var reading = InventoryReading(of: manifest, at: document.path) {
        ledger = reading.ledger()
      } else {
        ledger.note(document.unreadable("needs more memory than there is"))
      }
    } catch {
      ledger.note(
        document.unreadable(
          "is the manifest of an inventory \(error.reason)",
          of: document.value["sourceBucket"]?.string?.split(separator: ":").last.map(String.init)))
    }
    return ledger
  }

  /// The answer of `get-bucket-inventory-configuration`, or of `list-bucket-inventory-configurations`.
  ///
  /// Source: AWS CLI Command Reference, s3api, the output of both.
  static let inventoryConfiguration = DocumentKind { document in
    let one = document.value["InventoryConfiguration"].map { [$0] }
    guard let found = one ?? document.value["InventoryConfigurationList"]?.elements else {
      return nil
    }
    var ledger = Ledger()
    for value in found {
      let destination = value["Destination"]?["S3BucketDestination"]?["Bucket"]?.string
      guard let id = value["Id"]?.string, let destination else {
        ledger.note(document.unreadable("is an inventory's configuration without 'Id' or bucket"))
        continue
      }
      ledger.note(
        InventoryConfiguration(
          id: id, destination: destination, prefix: value["Filter"]?["Prefix"]?.string ?? ""))
    }
    return ledger
  }
}

import Crypto
import Readiness
import S3Access

/// What makes something that was found the same in two runs, however often it was done by then and
/// whenever: the same request by the same caller, against the same setting.
public struct FindingIdentity: Hashable, Sendable {
  /// The bucket.
  public var bucket: String
  /// The setting that stands against it; empty where only the policy does.
  public var setting = ""
  /// The kind of finding, or of what else is said of the bucket.
  public var kind: String
  /// The operation; empty where no single one is meant.
  public var operation = ""
  /// The ACL with its grants; empty where none is meant.
  public var acl = ""
  /// The caller; empty where no single one is meant.
  public var principal = ""

  /// A text that stands for it: the SHA-256 of its parts in hexadecimal, since whoever calls a bucket
  /// chooses some of them, and must not be able to make one finding look like another.
  public var fingerprint: String {
    // Each with its length, so that no two lists of parts make one text.
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return SHA256.hash(data: Array(text.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private var parts: [String] { [bucket, setting, kind, operation, acl, principal] }
}

extension FindingIdentity: Comparable {
  public static func < (a: Self, b: Self) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }
}

extension Finding {
  /// The finding's identity for each setting that stands against it, or for the policy alone.
  func identities(on bucket: String) -> [FindingIdentity] {
    let names = settings.isEmpty ? [""] : settings.map(\.rawValue)
    let grants = (acl?.allGrants ?? []).map(\.description)
    let acl = ([acl?.name].compactMap(\.self) + grants).joined(separator: " ")
    return names.map { name in
      FindingIdentity(
        bucket: bucket, setting: name, kind: kind.rawValue, operation: operation, acl: acl,
        principal: caller.principal)
    }
  }
}

import Crypto
import CryptoExtras
import FoundationEssentials

extension LogDigest {
  /// What CloudTrail signs of a digest file.
  ///
  /// Source: CloudTrail User Guide, "Custom implementations of CloudTrail log file integrity validation".
  var signedText: String {
    [endText, object, contentHash, previous?.signature ?? "null"].joined(separator: "\n")
  }
}

/// The public keys of CloudTrail that were given.
struct DigestKeys {
  private var keys: [String: [_RSA.Signing.PublicKey]] = [:]

  /// The keys that can be read, in DER of PKCS #1 or SubjectPublicKeyInfo: both occur in AWS's answers.
  init(_ publicKeys: [String: Set<String>]) {
    for (fingerprint, values) in publicKeys {
      keys[fingerprint] = values.sorted().compactMap { value in
        Data(base64Encoded: value, options: .ignoreUnknownCharacters).flatMap {
          try? _RSA.Signing.PublicKey(derRepresentation: $0)
        }
      }
    }
  }

  /// Whether a signature, in hexadecimal, is CloudTrail's of the digest; `nil` where the key that could
  /// tell is not there.
  ///
  /// The padding is called insecure for new uses; it is the one that CloudTrail signs with.
  func isSigned(_ digest: LogDigest, with signature: String) -> Bool? {
    guard let candidates = keys[digest.keyFingerprint], !candidates.isEmpty else { return nil }
    guard let bytes = [UInt8](hexadecimal: signature) else { return false }
    let signature = _RSA.Signing.RSASignature(rawRepresentation: bytes)
    let text = Array(digest.signedText.utf8)
    return candidates.contains {
      $0.isValidSignature(signature, for: text, padding: .insecurePKCS1v1_5)
    }
  }
}

extension [UInt8] {
  /// The bytes that pairs of hexadecimal digits stand for; `nil` for anything else.
  fileprivate init?(hexadecimal text: String) {
    let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard !digits.isEmpty, digits.count.isMultiple(of: 2) else { return nil }
    self = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[place], let low = digits[place + 1] else { return nil }
      append(UInt8(high << 4 | low))
    }
  }
}

import CCloudTrailScanner

/// What tells callers apart, as symbols: two records of one scanner with equal names are of one
/// caller, whatever session it used.
public struct CallerName: Hashable, Sendable {
  private let source: Source
  private let name: Symbol
  private let invokedBy: Symbol

  /// The field that names the caller best.
  private enum Source: UInt8 {
    case none, sessionIssuer, identityARN, principalID
  }

  init(_ record: borrowing ScannedRecord) {
    let fields = record.record.pointee
    invokedBy = record.intern(fields.invoked_by)
    let issuer = cts_string_text(fields.issuer_arn)
    let arn = cts_string_text(fields.identity_arn)
    let principal = cts_string_text(fields.principal_id)
    if issuer.length > 0 {
      source = .sessionIssuer
      name = record.intern(issuer)
    } else if arn.length > 0 {
      source = .identityARN
      name = record.intern(arn.withoutSession)
    } else if principal.length > 0 {
      source = .principalID
      name = record.intern(principal.prefix(before: ":"))
    } else {
      source = .none
      name = .absent
    }
  }
}

extension ScannedRecord {
  /// What tells its caller from others.
  public var callerName: CallerName { CallerName(self) }
}

extension cts_text {
  private var buffer: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes, count: length)
  }

  private func prefix(_ count: Int) -> cts_text { cts_text(bytes: bytes, length: count) }

  fileprivate func prefix(before letter: Unicode.Scalar) -> cts_text {
    prefix(buffer.firstIndex(of: UInt8(ascii: letter)) ?? length)
  }

  /// Of `arn:aws:sts::111122223333:assumed-role/name/session` the part before the session, which all
  /// sessions of the role share; of any other text the whole.
  fileprivate var withoutSession: cts_text {
    let text = buffer
    guard let service = text.place(behind: ":", number: 2),
      text[service...].starts(with: "sts:".utf8),
      let resource = text.place(behind: ":", number: 5),
      text[resource...].starts(with: "assumed-role/".utf8),
      let name = text[resource...].place(behind: "/", number: 1),
      let session = text[name...].place(behind: "/", number: 1)
    else { return self }
    return prefix(session)
  }
}

extension Collection<UInt8> {
  /// The place behind the letter's occurrence of that number, the first being 1.
  fileprivate func place(behind letter: Unicode.Scalar, number: Int) -> Index? {
    var left = number
    for place in indices where self[place] == UInt8(ascii: letter) {
      left -= 1
      if left == 0 { return index(after: place) }
    }
    return nil
  }
}

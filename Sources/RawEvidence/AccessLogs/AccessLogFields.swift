import Glibc
import Timeline

/// Where the fields of one access log line stand, in bytes of the line.
///
/// Quotes within the request-URI, the referer and the user agent are not escaped, and a caller chooses
/// what stands there. So a line is read from both ends: from the left up to the status that follows the
/// URI, and from the last quote on to the right. What callers choose freely lies between the two.
///
/// Source: Amazon S3 User Guide, "Amazon S3 server access log format".
struct AccessLogFields {
  var owner = 0..<0
  var bucket = 0..<0
  var time: Int64 = 0
  var remoteAddress = 0..<0
  var requester = 0..<0
  var requestID = 0..<0
  var operation = 0..<0
  var key = 0..<0
  var requestURI = 0..<0
  var status = 0..<0
  var errorCode = 0..<0
  var referer = 0..<0
  var userAgent = 0..<0
  /// All that stands behind the user agent.
  var tail = 0..<0
  var accessPoint: Range<Int>?
  /// `nil` in lines from before there was the field.
  var aclRequired: Range<Int>?

  /// How far a line could be read that is torn.
  enum Torn: Error {
    /// Nobody can tell of which bucket it is.
    case anywhere
    /// It is of the bucket whose name stands there.
    case behindBucket(Range<Int>)
  }

  /// Fields of nothing, to be filled.
  init() {}

  init(_ line: UnsafeRawBufferPointer) throws(Torn) {
    var cursor = AccessLogCursor(line)
    guard let owner = cursor.takeField(), let bucket = cursor.takeField(),
      !cursor.isDash(bucket), let time = cursor.takeTime()
    else { throw .anywhere }
    self.owner = owner
    self.bucket = bucket
    self.time = time
    guard !cursor.holdsLine(ofOwner: owner), takeRequest(&cursor), takeAnswer(&cursor),
      takeCaller(&cursor), takeTail(&cursor)
    else {
      throw .behindBucket(bucket)
    }
  }

  /// Address, requester, request id, operation and key. The name of an origin access identity holds
  /// spaces, so that the operation is looked for.
  private mutating func takeRequest(_ cursor: inout AccessLogCursor) -> Bool {
    guard let address = cursor.takeField(), var requester = cursor.takeField(),
      var requestID = cursor.takeField(), var operation = cursor.takeField()
    else { return false }
    var spaces = 0
    while !cursor.isOperation(operation) {
      guard spaces < 8, let next = cursor.takeField() else { return false }
      spaces += 1
      requester = requester.lowerBound..<requestID.upperBound
      requestID = operation
      operation = next
    }
    guard let key = cursor.takeField() else { return false }
    (remoteAddress, self.requester, self.requestID) = (address, requester, requestID)
    (self.operation, self.key) = (operation, key)
    return true
  }

  /// The request-URI, and from the status to the turn-around time.
  private mutating func takeAnswer(_ cursor: inout AccessLogCursor) -> Bool {
    guard let uri = cursor.takeRequestURI(), let status = cursor.takeField(),
      let errorCode = cursor.takeField()
    else { return false }
    for _ in 0..<4 where cursor.takeField() == nil { return false }
    (requestURI, self.status, self.errorCode) = (uri, status, errorCode)
    return true
  }

  private mutating func takeCaller(_ cursor: inout AccessLogCursor) -> Bool {
    guard let caller = cursor.takeRefererAndUserAgent() else { return false }
    (referer, userAgent) = caller
    return true
  }

  private mutating func takeTail(_ cursor: inout AccessLogCursor) -> Bool {
    tail = cursor.rest
    guard !tail.isEmpty else { return false }
    for number in 0..<AccessLogField.aclRequired.rawValue {
      guard let field = cursor.takeField() else { return true }
      if number == AccessLogField.accessPointARN.rawValue { accessPoint = field }
    }
    guard let field = cursor.takeField() else { return true }
    aclRequired = field
    return cursor.isDash(field) || cursor.text(field).elementsEqual("Yes".utf8)
  }
}

/// The fields behind the user agent, in their order. Lines end with any of them: each was added at
/// some time, and there may be more behind the last.
///
/// Source: Amazon S3 User Guide, "Amazon S3 server access log format".
public enum AccessLogField: Int, CaseIterable, Sendable {
  case versionID, hostID, signatureVersion, cipherSuite, authenticationType, hostHeader, tlsVersion
  case accessPointARN, aclRequired, sourceRegion
}

/// A place in a line, and what can be taken from there on.
private struct AccessLogCursor {
  private let line: UnsafeRawBufferPointer
  private var place = 0

  init(_ line: UnsafeRawBufferPointer) {
    self.line = line
  }

  /// What is left of the line.
  var rest: Range<Int> { place..<line.count }

  func text(_ field: Range<Int>) -> Slice<UnsafeRawBufferPointer> { line[field] }

  func isDash(_ field: Range<Int>) -> Bool {
    field.count == 1 && line[field.lowerBound] == UInt8(ascii: "-")
  }

  /// The field up to the next space; `nil` where the line is at its end.
  mutating func takeField() -> Range<Int>? {
    guard place < line.count else { return nil }
    let end = first(" ", from: place) ?? line.count
    defer { place = end + 1 }
    return end > place ? place..<end : nil
  }

  private func first(_ letter: Unicode.Scalar, from start: Int) -> Int? {
    guard start < line.count, let base = line.baseAddress,
      let found = memchr(base + start, Int32(letter.value), line.count - start)
    else { return nil }
    return base.distance(to: UnsafeRawPointer(found))
  }

  private func last(_ letter: Unicode.Scalar, from start: Int) -> Int? {
    var place = line.count - 1
    while place >= start {
      if line[place] == UInt8(ascii: letter) { return place }
      place -= 1
    }
    return nil
  }

  private func stands(_ letter: Unicode.Scalar, at place: Int) -> Bool {
    place < line.count && line[place] == UInt8(ascii: letter)
  }

  /// Whether a field is an operation, such as `REST.GET.OBJECT`.
  func isOperation(_ field: Range<Int>) -> Bool {
    guard let dot = line[field].firstIndex(of: UInt8(ascii: ".")) else { return false }
    let source = line[field.lowerBound..<dot]
    return Self.sources.contains { source.elementsEqual($0.utf8) }
  }

  private static let sources = ["REST", "WEBSITE", "BATCH", "S3", "SOAP"]

  /// `[06/Feb/2019:00:00:38 +0000]`
  mutating func takeTime() -> Int64? {
    let length = "[06/Feb/2019:00:00:38 +0000]".utf8.count
    guard place + length < line.count, stands("[", at: place), stands("]", at: place + length - 1),
      stands(" ", at: place + length), stands("/", at: place + 3), stands("/", at: place + 7),
      stands(":", at: place + 12), stands(":", at: place + 15), stands(":", at: place + 18),
      stands(" ", at: place + 21), let day = number(at: 1, digits: 2), let month = month(at: 4),
      let year = number(at: 8, digits: 4), let hour = number(at: 13, digits: 2),
      let minute = number(at: 16, digits: 2), let second = number(at: 19, digits: 2),
      let offset = number(at: 23, digits: 4),
      let local = Instant(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    let seconds = Int64(offset / 100 * 3_600 + offset % 100 * 60)
    guard stands("+", at: place + 22) || stands("-", at: place + 22) else { return nil }
    let isWest = stands("-", at: place + 22)
    place += length + 1
    return local.secondsSince1970 + (isWest ? seconds : -seconds)
  }

  private func number(at offset: Int, digits: Int) -> Int? {
    var value = 0
    for byte in line[(place + offset)..<(place + offset + digits)] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte & 0x0F)
    }
    return value
  }

  private func month(at offset: Int) -> Int? {
    let name = line[(place + offset)..<(place + offset + 3)]
    return Self.months.firstIndex { name.elementsEqual($0.utf8) }.map { $0 + 1 }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The request-URI, which ends at the first quote that a status and what belongs to it follow. HTTP
  /// allows no space within it, so that no caller can write a status there.
  mutating func takeRequestURI() -> Range<Int>? {
    if stands("-", at: place), stands(" ", at: place + 1) {
      defer { place += 2 }
      return place..<(place + 1)
    }
    guard stands("\"", at: place) else { return nil }
    let start = place + 1
    var search = start
    while let quote = first("\"", from: search) {
      if isAnswer(at: quote + 1) {
        place = quote + 2
        return start..<quote
      }
      search = quote + 1
    }
    return nil
  }

  /// Whether another line of the same owner begins within what is left: two lines that were torn and ran
  /// together. Callers could write the like, if they knew the owner's id: then their line is taken for torn.
  func holdsLine(ofOwner owner: Range<Int>) -> Bool {
    var search = place
    while let bracket = first("[", from: search) {
      search = bracket + 1
      guard bracket > place + 1, stands(" ", at: bracket - 1),
        let space = line[place..<(bracket - 1)].lastIndex(of: UInt8(ascii: " ")),
        space - place >= owner.count
      else { continue }
      if line[(space - owner.count)..<space].elementsEqual(line[owner]) { return true }
    }
    return false
  }

  /// Whether there stands ` 200 - 113 - 7 5 "`: a space, the status, the error code, four numbers, and
  /// the beginning of the referer.
  private func isAnswer(at start: Int) -> Bool {
    guard stands(" ", at: start) else { return false }
    var cursor = self
    cursor.place = start + 1
    for number in 0..<6 {
      guard let field = cursor.takeField() else { return false }
      let isNumber = line[field].allSatisfy { (0x30...0x39).contains($0) }
      if number == 0, !isDash(field), !(isNumber && field.count == 3) { return false }
      if number > 1, !isDash(field), !isNumber { return false }
    }
    return stands("\"", at: cursor.place) || stands("-", at: cursor.place)
  }

  /// The referer and the user agent, each in quotes or a dash. The user agent ends at the last quote of
  /// the line; where the referer ends that holds quotes and spaces nobody can say for sure.
  mutating func takeRefererAndUserAgent() -> (Range<Int>, Range<Int>)? {
    let start = place
    guard let lastQuote = last("\"", from: start) else { return takeDashes() }
    if stands("-", at: start), stands(" ", at: start + 1), stands("\"", at: start + 2),
      lastQuote > start + 2
    {
      return endCaller(at: lastQuote, referer: start..<(start + 1), from: start + 3)
    }
    guard stands("\"", at: start), lastQuote > start else { return nil }
    var search = start + 1
    while let quote = first("\"", from: search), quote + 2 < lastQuote {
      if stands(" ", at: quote + 1), stands("\"", at: quote + 2) {
        return endCaller(at: lastQuote, referer: (start + 1)..<quote, from: quote + 3)
      }
      search = quote + 1
    }
    guard stands(" ", at: lastQuote + 1), stands("-", at: lastQuote + 2),
      stands(" ", at: lastQuote + 3)
    else { return nil }
    place = lastQuote + 4
    return ((start + 1)..<lastQuote, (lastQuote + 2)..<(lastQuote + 3))
  }

  private mutating func endCaller(
    at lastQuote: Int, referer: Range<Int>, from start: Int
  ) -> (Range<Int>, Range<Int>)? {
    guard stands(" ", at: lastQuote + 1) else { return nil }
    place = lastQuote + 2
    return (referer, start..<lastQuote)
  }

  private mutating func takeDashes() -> (Range<Int>, Range<Int>)? {
    guard let referer = takeField(), isDash(referer), let userAgent = takeField(),
      isDash(userAgent)
    else { return nil }
    return (referer, userAgent)
  }
}

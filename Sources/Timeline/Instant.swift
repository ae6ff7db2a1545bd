/// A moment in UTC, to the second: the resolution of a CloudTrail record.
///
/// Read and written by hand, so that no calendar library (and no time zone) is part of a verdict.
public struct Instant: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public var secondsSince1970: Int64

  /// Makes an instant from seconds since 1970-01-01T00:00:00Z.
  public init(secondsSince1970: Int64) {
    self.secondsSince1970 = secondsSince1970
  }

  /// The start of a day of the proleptic Gregorian calendar; `nil` where there is no such day.
  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    let days = Self.daysSince1970(year: year, month: month, day: day)
    self.init(secondsSince1970: days * 86_400 + Int64(hour * 3_600 + minute * 60 + second))
  }

  public static func < (a: Instant, b: Instant) -> Bool {
    a.secondsSince1970 < b.secondsSince1970
  }

  /// This instant moved by a span of time.
  public static func + (instant: Instant, span: TimeSpan) -> Instant {
    Instant(secondsSince1970: instant.secondsSince1970 + span.seconds)
  }

  /// This instant moved back by a span of time.
  public static func - (instant: Instant, span: TimeSpan) -> Instant {
    Instant(secondsSince1970: instant.secondsSince1970 - span.seconds)
  }

  /// The time that passed from `b` to `a`; negative where `b` is the later.
  public static func - (a: Instant, b: Instant) -> TimeSpan {
    TimeSpan(seconds: a.secondsSince1970 - b.secondsSince1970)
  }

  /// The number of its UTC hour, counted from 0 at 1970; rounded down, for times before that too.
  /// Inlinable, since every record of a log is asked for it.
  @inlinable public var hourSince1970: Int64 {
    secondsSince1970 >= 0 ? secondsSince1970 / 3_600 : (secondsSince1970 - 3_599) / 3_600
  }

  /// The first instant of this instant's UTC day.
  public var startOfDay: Instant {
    Instant(secondsSince1970: secondsSince1970 - secondsSince1970.modulo(86_400))
  }
}

extension Instant {
  /// Reads `2020-02-03T15:34:11Z`, with fractions of a second (dropped) or an offset such as
  /// `+00:00` or `-0500`, or a date alone (its first second). `nil` for anything else.
  public init?(iso8601 text: some StringProtocol) {
    self.init(iso8601: Array(text.utf8)[...])
  }

  private init?(iso8601 text: ArraySlice<UInt8>) {
    var rest = text
    guard let year = rest.takeNumber(4), rest.take("-"), let month = rest.takeNumber(2),
      rest.take("-"), let day = rest.takeNumber(2)
    else { return nil }
    if rest.isEmpty {
      self.init(year: year, month: month, day: day)
      return
    }
    guard rest.take("T") || rest.take("t") || rest.take(" "), let hour = rest.takeNumber(2),
      rest.take(":"), let minute = rest.takeNumber(2), rest.take(":"),
      let second = rest.takeNumber(2)
    else { return nil }
    if rest.take(".") {
      guard rest.takeNumber(1) != nil else { return nil }
      while rest.takeNumber(1) != nil {}
    }
    guard let offset = rest.takeOffset(), rest.isEmpty,
      let local = Instant(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    self = local - offset
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = first, UInt32(byte) == character.value else { return false }
    removeFirst()
    return true
  }

  fileprivate mutating func takeNumber(_ digits: Int) -> Int? {
    guard count >= digits else { return nil }
    var value = 0
    for byte in prefix(digits) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    removeFirst(digits)
    return value
  }

  /// `Z`, `+hh:mm` or `+hhmm`; UTC is not assumed where nothing is said.
  fileprivate mutating func takeOffset() -> TimeSpan? {
    if take("Z") || take("z") { return TimeSpan(seconds: 0) }
    let sign: Int64 = first == UInt8(ascii: "-") ? -1 : 1
    guard take("+") || take("-"), let hours = takeNumber(2) else { return nil }
    _ = take(":")
    guard let minutes = takeNumber(2), hours < 24, minutes < 60 else { return nil }
    return TimeSpan(seconds: sign * Int64(hours * 3_600 + minutes * 60))
  }
}

extension Instant: CustomStringConvertible {
  /// `2020-02-03T15:34:11Z`.
  public var description: String {
    let seconds = secondsSince1970.modulo(86_400)
    let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0.padded(2) }
    return "\(day)T\(clock.joined(separator: ":"))Z"
  }

  /// The UTC day: `2020-02-03`.
  public var day: String {
    let (year, month, day) = civilDate
    return "\(Int64(year).padded(4))-\(Int64(month).padded(2))-\(Int64(day).padded(2))"
  }
}

// The calendar arithmetic counts days in eras of 400 years that begin on 1 March, so that the
// leap day is the last of its year (Howard Hinnant, "chrono-compatible low-level date algorithms").
extension Instant {
  /// Year, month and day in UTC.
  public var civilDate: (year: Int, month: Int, day: Int) {
    let days = (secondsSince1970 - secondsSince1970.modulo(86_400)) / 86_400 + 719_468
    let era = (days - days.modulo(146_097)) / 146_097
    let dayOfEra = days.modulo(146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
  }

  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = (shiftedYear - shiftedYear.modulo(400)) / 400
    let yearOfEra = shiftedYear.modulo(400)
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int64 {
  /// The remainder that is never negative.
  fileprivate func modulo(_ divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  fileprivate func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}

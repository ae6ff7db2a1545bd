// How times are stored: as numbers, since a ledger holds very many of them.

extension Instant: Codable {
  /// Reads seconds since 1970.
  public init(from decoder: any Decoder) throws {
    self.init(secondsSince1970: try decoder.singleValueContainer().decode(Int64.self))
  }

  /// Writes seconds since 1970.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(secondsSince1970)
  }
}

extension ActivityTimeline: Codable {
  /// Reads a list of numbers: the resolution in seconds, then for each part that anything was heard in
  /// the seconds from the end of the one before, and its length in seconds.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    self.init(resolution: TimeSpan(seconds: try container.decode(Int64.self)))
    var last: Int64 = 0
    while !container.isAtEnd {
      let silence = try container.decode(Int64.self)
      let length = try container.decode(Int64.self)
      let from = last.addingReportingOverflow(silence)
      let to = from.partialValue.addingReportingOverflow(length)
      guard !from.overflow, !to.overflow else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no time")
      }
      insert(
        Interval(
          from: Instant(secondsSince1970: from.partialValue),
          to: Instant(secondsSince1970: to.partialValue)))
      last = to.partialValue
    }
  }

  /// Writes a list of numbers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(resolution.seconds)
    var last: Int64 = 0
    for heard in heardByHour {
      try container.encode(heard.from.secondsSince1970 - last)
      try container.encode(heard.length.seconds)
      last = heard.to.secondsSince1970
    }
  }
}

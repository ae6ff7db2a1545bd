import Timeline
import TrailFixtures

/// The trail of the busy account: which records stand in which file, and when it arrived.
///
/// Every record follows from the seed, the number of its file and its place there, whatever was
/// written before it. So files can be written in any order, and a file can repeat a record of
/// another one byte for byte, as trails do.
struct BusyTrail: Sendable {
  /// The number of files.
  let files: Int
  /// How many bytes of text a file shall have, about.
  let bytesPerFile: Int
  private let seed: UInt64
  private let bucketSets: Int
  private let mixes: [TrafficMix]

  /// The instant that a check of these logs speaks of.
  static let asOf = Instant(year: 2026, month: 4, day: 1) ?? Instant(secondsSince1970: 0)
  /// The logs begin a little before the ninety days that the policy asks for.
  private static let span = TimeSpan.days(92)
  /// For how long records are collected into one file, at most.
  private static let collection = TimeSpan.minutes(15)
  /// The mean length of a record, from which the place of a record gives its time.
  private static let meanRecordLength = 1_575
  /// One record in so many is a copy from the file before: a fifth, as measured on a real trail.
  private static let copyInterval = 5

  init(files: Int, bytesPerFile: Int, seed: UInt64, bucketSets: Int = 1) {
    self.files = files
    self.bytesPerFile = bytesPerFile
    self.seed = seed
    self.bucketSets = bucketSets
    mixes = BusyAccount.regions.map(TrafficMix.init(region:))
  }

  /// The key of a file.
  func key(ofFile file: Int) -> String {
    var generator = generator(file: file, record: -1)
    return LogFile.key(
      region: BusyAccount.regions[region(ofFile: file)],
      delivered: stretch(ofFile: file).to + .minutes(5),
      suffix: generator.text(of: 16, from: .alphanumeric))
  }

  /// Writes the text of a file into a buffer, in place of what it held.
  func write(file: Int, to text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: #"{"Records":["#.utf8)
    var values = SlotValues()
    var record = 0
    repeat {
      if record > 0 { text.append(UInt8(ascii: ",")) }
      write(record: record, ofFile: file, values: &values, to: &text)
      record += 1
    } while text.count + Self.meanRecordLength / 2 < bytesPerFile
    text.append(contentsOf: "]}".utf8)
  }

  private func write(
    record: Int, ofFile file: Int, values: inout SlotValues, to text: inout [UInt8]
  ) {
    var generator = generator(file: file, record: record)
    if record % Self.copyInterval == 2, let earlier = earlierFile(before: file) {
      // Of the first half only: every file is sure to have that many records. And no copy of a
      // copy.
      let source = generator.number(below: max(1, expectedRecords / 2)) / Self.copyInterval
      write(record: source * Self.copyInterval, ofFile: earlier, values: &values, to: &text)
      return
    }
    values.draw(from: &generator)
    let bucketSet = file / Self.regionInterval % bucketSets
    values.set(.bucketSet, to: BusyAccount.prefix(ofSet: bucketSet).utf8)
    values.set(.time, to: time(of: record, inFile: file, &generator).description.utf8)
    template(of: record, inFile: file, &generator).write(values, to: &text)
  }

  /// Programs work in bursts: every other record of a run of eight is the same call again.
  private func template(
    of record: Int, inFile file: Int, _ generator: inout SeededGenerator
  ) -> RecordTemplate {
    var burst = self.generator(file: file, record: -2 - record / 8)
    let mix = mixes[region(ofFile: file)]
    return generator.number(below: 2) == 0
      ? mix.template(from: &burst) : mix.template(from: &generator)
  }

  private var expectedRecords: Int { max(1, bytesPerFile / Self.meanRecordLength) }

  /// The time of a record: in the minutes before the file's delivery, in order in three files of four.
  private func time(
    of record: Int, inFile file: Int, _ generator: inout SeededGenerator
  ) -> Instant {
    let stretch = stretch(ofFile: file)
    let length = min(stretch.to - stretch.from, Self.collection).seconds
    let place =
      file.isMultiple(of: 4)
      ? generator.number(below: expectedRecords) : min(record, expectedRecords - 1)
    let offset = length * Int64(place) / Int64(expectedRecords)
    return stretch.to - TimeSpan(seconds: length - offset)
  }

  private func generator(file: Int, record: Int) -> SeededGenerator {
    var mixer = SeededGenerator(
      seed: seed ^ UInt64(truncatingIfNeeded: file) << 32 ^ UInt64(truncatingIfNeeded: record))
    return SeededGenerator(seed: mixer.next())
  }
}

// The share of the regions: every eighth file is of the second one.
extension BusyTrail {
  private static let regionInterval = 8

  private func region(ofFile file: Int) -> Int {
    file % Self.regionInterval == Self.regionInterval - 1 ? 1 : 0
  }

  /// The stretch of time that a file tells of: the files of a region share the span evenly.
  private func stretch(ofFile file: Int) -> Interval {
    let second = file / Self.regionInterval
    let (place, count) =
      region(ofFile: file) == 1
      ? (second, files / Self.regionInterval)
      : (file - second, files - files / Self.regionInterval)
    let start = Self.asOf - Self.span
    func instant(_ place: Int) -> Instant {
      start + TimeSpan(seconds: Self.span.seconds * Int64(place) / Int64(count))
    }
    return Interval(from: instant(place), to: instant(place + 1))
  }

  /// The file before it in the same region, if there is one.
  private func earlierFile(before file: Int) -> Int? {
    let distance = region(ofFile: file) == 1 ? Self.regionInterval : 1
    let earlier = file - distance
    guard earlier >= 0 else { return nil }
    return region(ofFile: earlier) == region(ofFile: file) ? earlier : earlier - 1
  }
}

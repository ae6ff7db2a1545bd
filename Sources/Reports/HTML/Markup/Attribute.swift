/// An attribute of an element. What is not in the list cannot be written: no style, no handler of an
/// event, no address outside the page.
struct Attribute: Sendable {
  let name: StaticString
  let value: String?

  private init(_ name: StaticString, _ value: String?) {
    self.name = name
    self.value = value
  }

  private init(_ name: StaticString, _ value: StaticString) {
    self.init(name, value.description)
  }

  static func `class`(_ names: String) -> Self { Self("class", names) }
  static func id(_ anchor: Anchor) -> Self { Self("id", anchor.name) }
  static func href(_ anchor: Anchor) -> Self { Self("href", "#" + anchor.name) }
  static func lang(_ code: StaticString) -> Self { Self("lang", code) }

  /// A name or a directive of the page's metadata.
  static func meta(_ name: StaticString) -> Self { Self("name", name) }
  static func httpEquivalent(_ name: StaticString) -> Self { Self("http-equiv", name) }
  static func content(_ value: String) -> Self { Self("content", value) }
  static let utf8 = Self("charset", "utf-8")

  static func role(_ role: StaticString) -> Self { Self("role", role) }
  static func label(_ text: String) -> Self { Self("aria-label", text) }
  static func labelled(by anchor: Anchor) -> Self { Self("aria-labelledby", anchor.name) }
  /// For what says by its shape what stands beside it in words.
  static let hiddenFromReaders = Self("aria-hidden", "true")
  /// Lets a region that scrolls be reached and scrolled with the keyboard.
  static let focusable = Self("tabindex", "0")

  static let columnHeader = Self("scope", "col")
  static let rowHeader = Self("scope", "row")
  /// In the form of ISO 8601.
  static func dateTime(_ instant: String) -> Self { Self("datetime", instant) }
}

// What drawings are made of. Lengths are pixels, or per cent of the drawing's width.
extension Attribute {
  static func x(_ length: String) -> Self { Self("x", length) }
  static func x1(_ length: String) -> Self { Self("x1", length) }
  static func x2(_ length: String) -> Self { Self("x2", length) }
  static func cx(_ length: String) -> Self { Self("cx", length) }
  static func y(_ length: Int) -> Self { Self("y", String(length)) }
  static func y1(_ length: Int) -> Self { Self("y1", String(length)) }
  static func y2(_ length: Int) -> Self { Self("y2", String(length)) }
  static func cy(_ length: Int) -> Self { Self("cy", String(length)) }
  static func radius(_ length: Int) -> Self { Self("r", String(length)) }
  static func width(_ length: String) -> Self { Self("width", length) }
  static func height(_ length: String) -> Self { Self("height", length) }
  static func viewBox(_ box: StaticString) -> Self { Self("viewBox", box) }
  static func outline(_ path: StaticString) -> Self { Self("d", path) }
  static let tilesOfPixels = Self("patternUnits", "userSpaceOnUse")
}

/// A place in the page that links can lead to. Names never come from a log.
struct Anchor: Hashable, Sendable {
  fileprivate let name: String

  static let verdict = Anchor(name: "verdict")
  static let buckets = Anchor(name: "buckets")
  static let attention = Anchor(name: "attention")
  static let ready = Anchor(name: "ready")
  static let notAssessed = Anchor(name: "not-assessed")
  static let wider = Anchor(name: "wider")
  static let baseline = Anchor(name: "baseline")
  static let notices = Anchor(name: "notices")
  static let evidence = Anchor(name: "evidence")
  static let unreadable = Anchor(name: "unreadable")
  static let policies = Anchor(name: "policies")
  static let hatch = Anchor(name: "hatch")

  /// What is said of one bucket, or of several that share it.
  static func details(_ number: Int) -> Anchor { Anchor(name: "bucket-\(number)") }
  /// A drawing that stands for a verdict or a status.
  static func icon(_ icon: Icon) -> Anchor { Anchor(name: "icon-\(icon.rawValue)") }
  /// The heading of a part.
  var heading: Anchor { Anchor(name: name + "-heading") }
}

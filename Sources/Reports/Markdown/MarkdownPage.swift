import Diagnostics

/// A comment in the making, which never grows beyond what GitHub takes.
struct MarkdownPage {
  /// The longest comment that GitHub takes, in characters.
  ///
  /// Source: the error "Body is too long (maximum is 65536 characters)" of its API.
  static let longestComment = 65_536

  private(set) var text = ""
  private var length = 0
  private let limit: Int

  /// An empty page; `reserve` characters stay free for what has to stand at the end.
  init(limit: Int = longestComment, reserving reserve: Int = 0) {
    self.limit = limit - reserve
  }

  /// Adds a block, with an empty line before it; `false`, and nothing, where there is no room for it.
  @discardableResult
  mutating func add(_ block: String) -> Bool {
    let separated = text.isEmpty ? block : "\n" + block
    // As GitHub's database may count them: characters outside the basic plane twice.
    let more = separated.utf16.count + 1
    guard length + more <= limit else { return false }
    text += separated + "\n"
    length += more
    return true
  }

  /// The room that is left.
  var room: Int { max(0, limit - length) }
}

extension String {
  /// The lines of a table below its header, as many as fit, and how many were left out.
  static func table(
    _ header: [String], rows: [[String]], room: Int
  ) -> (text: String, omitted: Int) {
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    var lines = [line(header), line(header.map { _ in "---" })]
    var length = lines.reduce(0) { $0 + $1.utf16.count + 1 }
    var omitted = 0
    for row in rows {
      let text = line(row)
      length += text.utf16.count + 1
      guard omitted == 0, length <= room else {
        omitted += 1
        continue
      }
      lines.append(text)
    }
    return (lines.joined(separator: "\n"), omitted)
  }
}

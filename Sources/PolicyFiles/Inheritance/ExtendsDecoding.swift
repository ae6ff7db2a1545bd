import Diagnostics

/// A file that another one extends.
struct ExtendedFile {
  /// Its path, from the folder from which the extending file's own path leads.
  var path: String
  /// Where its name stands.
  var span: SourceSpan
}

extension PolicyFileDecoder {
  /// The files that a file extends, without those whose names are wrong, which are reported.
  mutating func extendedFiles(_ root: YAMLNode) -> [ExtendedFile] {
    // The other keys are looked at when what is inherited is known.
    guard case .mapping(let entries) = root.content,
      let node = entries.first(where: { $0.key.isText(FileKey.extends.rawValue) })?.value
    else { return [] }
    if case .scalar(let scalar) = node.content, scalar.implicitType == nil {
      report(
        "'extends' takes a list, not text", at: node.span,
        help: "a list of one is written [\(scalar.text)]")
      return []
    }
    var files: [ExtendedFile] = []
    for item in list(node, "'extends'") ?? [] {
      guard let path = localPath(item) else { continue }
      if files.contains(where: { $0.path == path }) {
        report("'\(path)' stands twice in 'extends'", at: item.span)
      } else {
        files.append(ExtendedFile(path: path, span: item.span))
      }
    }
    return files
  }

  private mutating func localPath(_ node: YAMLNode) -> String? {
    guard let name = word(node, "an entry of 'extends'") else { return nil }
    let help = "name a file from this file's own folder on, such as org.yaml or ../org.yaml"
    if name.contains("://") {
      report("\(quoted(name)) is not a file on this machine", at: node.span, help: help)
      return nil
    }
    if name.hasPrefix("/") || name.hasPrefix("~") {
      report("\(quoted(name)) does not begin in this file's own folder", at: node.span, help: help)
      return nil
    }
    return PolicyPath.resolve(name, from: source.path)
  }
}

extension YAMLNode {
  fileprivate func isText(_ text: String) -> Bool {
    if case .scalar(let scalar) = content { scalar.text == text } else { false }
  }
}

/// Paths as they are written, without a look at the file system.
enum PolicyPath {
  /// The path of a file that is named from another file's folder on.
  static func resolve(_ name: String, from path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return normalized(folder + name)
  }

  /// The path without `.` and without a folder that `..` leaves again.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}

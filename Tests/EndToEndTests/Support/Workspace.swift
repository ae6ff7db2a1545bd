import Foundation
import Glibc

/// A temporary folder, which goes with its last owner.
final class Workspace: Sendable {
  /// The folder, without a slash at its end.
  let root: String

  /// A new folder, empty.
  init() throws {
    var template = Array("/tmp/bpa-ready-test.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError(doing: "making a folder") }
    root = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  /// The whole path of something in the folder.
  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// Writes a file, and makes the folders that it lies in.
  func write(_ bytes: [UInt8], to name: String) throws {
    if let slash = name.lastIndex(of: "/") { try makeFolder(String(name[..<slash])) }
    try Data(bytes).write(to: URL(filePath: path(name)))
  }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a script that is to be run. Another process copies it into place: a test at another thread
  /// may start a program while the file is open for writing here, and what that program inherits keeps
  /// the script from being run ("text file busy").
  func writeExecutable(_ text: String, to name: String) throws {
    try write(text, to: "\(name).text")
    let copied = try Program.run(
      ["-m", "755", path("\(name).text"), path(name)], in: self,
      executable: "/usr/bin/install")
    guard copied.exitCode == 0 else { throw SystemError(doing: "installing \(name)") }
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// The text of a file anywhere.
  static func text(ofFileAt path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  /// The names in the folder, in order.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: root).sorted() }
  }

  /// The names in a folder of it, in order.
  func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }
}

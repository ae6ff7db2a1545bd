/// What libyaml found wrong with a text.
package struct YAMLProblem: Error, Hashable, Sendable {
  /// What is wrong, in libyaml's words.
  package var message: String
  /// Where; `nil` where libyaml names no place.
  package var mark: YAMLMark?
  /// What was being read, in libyaml's words.
  package var context: String?
  /// Where that began.
  package var contextMark: YAMLMark?

  /// A problem at a place.
  package init(
    message: String, mark: YAMLMark? = nil, context: String? = nil, contextMark: YAMLMark? = nil
  ) {
    self.message = message
    self.mark = mark
    self.context = context
    self.contextMark = contextMark
  }
}

extension Array where Element: Sendable {
  /// The results of an action on each element, in their order; so many of them run at once. The first
  /// failure cancels those that are running.
  public func concurrentMap<Result: Sendable>(
    atOnce limit: Int,
    _ action: @escaping @Sendable (Element) async throws(AWSFailure) -> Result
  ) async throws(AWSFailure) -> [Result] {
    do {
      return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        var results: [Int: Result] = [:]
        for (index, element) in enumerated() {
          if index >= limit, let (done, result) = try await group.next() { results[done] = result }
          group.addTask { (index, try await action(element)) }
        }
        for try await (done, result) in group { results[done] = result }
        return indices.compactMap { results[$0] }
      }
    } catch let failure as AWSFailure {
      throw failure
    } catch {
      throw .cancelled
    }
  }
}

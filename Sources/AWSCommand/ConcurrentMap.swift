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

extension Array where Element: Sendable {
  /// Prepares elements ahead of time, so many at once, and takes them one by one and in their order. So
  /// many, and the one that is taken, are prepared at any time and no more.
  ///
  /// - Throws: the first failure of either, after those that were being prepared have stopped.
  public func concurrentForEach<Prepared: Sendable>(
    atOnce limit: Int, prepare: @escaping @Sendable (Element) async throws -> Prepared,
    take: (Element, Prepared) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Prepared).self) { group in
      var prepared: [Int: Prepared] = [:]
      func begin(_ index: Int) {
        guard index < count else { return }
        let element = self[index]
        group.addTask { (index, try await prepare(element)) }
      }
      for index in 0..<limit { begin(index) }
      for index in indices {
        while prepared[index] == nil, let (done, result) = try await group.next() {
          prepared[done] = result
        }
        guard let next = prepared.removeValue(forKey: index) else { throw CancellationError() }
        begin(index + limit)
        try await take(self[index], next)
      }
    }
  }
}

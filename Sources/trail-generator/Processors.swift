#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many processors the system offers, at least one.
var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Divides numbered pieces of work among tasks, each of which takes every so-manieth piece.
func divide(
  _ count: Int, among jobs: Int, _ work: @escaping @Sendable (StrideTo<Int>) throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for job in 0..<max(1, jobs) {
      group.addTask { try work(stride(from: job, to: count, by: max(1, jobs))) }
    }
    try await group.waitForAll()
  }
}

extension TrailAccumulator.Shortcoming {
  /// What so many records lack, as a message says it.
  func reason(of records: Int) -> String {
    let isOne = records == 1
    let what =
      switch self {
      case .undated: "\(isOne ? "has" : "have") no eventTime that can be read"
      case .withoutBucket: "\(isOne ? "does" : "do") not say of which bucket"
      }
    return "\(records) \(isOne ? "record" : "records") \(what)"
  }
}

import Foundation
import GRDB

/// Columns of rows as they are expected to be. GRDB's own subscripts end the program where a value is
/// of another type, as it is in a damaged file.
extension Row {
  func value<Value: DatabaseValueConvertible>(
    _ column: Int, as _: Value.Type = Value.self
  ) throws(DamagedEntry) -> Value {
    try Self.checked(self[column])
  }

  func value<Value: DatabaseValueConvertible>(
    _ column: String, as _: Value.Type = Value.self
  ) throws(DamagedEntry) -> Value {
    try Self.checked(self[column])
  }

  /// The value of a column that may be null.
  func optional<Value: DatabaseValueConvertible>(
    _ column: String, as _: Value.Type = Value.self
  ) throws(DamagedEntry) -> Value? {
    let value: DatabaseValue = self[column]
    return value.isNull ? nil : try Self.checked(value)
  }

  private static func checked<Value: DatabaseValueConvertible>(
    _ value: DatabaseValue
  ) throws(DamagedEntry) -> Value {
    guard let value = Value.fromDatabaseValue(value) else {
      throw DamagedEntry("a column of it is of another type")
    }
    return value
  }
}

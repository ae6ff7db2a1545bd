#pragma once

#include <simdjson.h>

#include <string_view>

#include "cloudtrail_scanner.h"
#include "symbols.hpp"

namespace cts {

namespace ondemand = simdjson::ondemand;

// What a walk over one document found, beside the records that it visited.
struct Found {
  uint64_t records = 0;
  uint64_t malformed = 0;
  const char *first_malformed = nullptr;
  // A wrapping of records was met, even if it held none.
  bool wrapping = false;
  // A digest or Insights document was met.
  bool other_cloudtrail = false;
};

// An entry of `resources` that is a bucket.
struct BucketResource {
  cts_text account;
  cts_text arn;
};

// A record whose members are being read.
struct Draft : cts_record {
  // A copy names two buckets; nothing is known that names more.
  static constexpr size_t most_buckets = 4;

  Draft() : cts_record{} { event_time = INT64_MIN; }

  size_t bucket_count = 0;
  // Only the first `bucket_count` of them have a value.
  BucketResource buckets[most_buckets];
};

// One walk over one document: down to the records, whatever they are wrapped in, and over the
// fields of each.
class Walk {
 public:
  Walk(Symbols &symbols, cts_visitor visitor, void *context)
      : symbols_(symbols), visitor_(visitor), context_(context) {}

  simdjson::error_code document(ondemand::document &document);

  Found found;

 private:
  // Wrappings within wrappings: an EventBridge archive of CloudWatch exports has three.
  static constexpr int deepest_wrapping = 4;

  simdjson::error_code value(ondemand::value value, int depth);
  simdjson::error_code object(ondemand::object object, int depth, const char *start);
  simdjson::error_code array(ondemand::array array, int depth);
  // The functions that take a key get the place where its name begins, between the quotes.
  simdjson::error_code field(const char *key, ondemand::value value, Draft &record);
  simdjson::error_code wrapped(const char *key, ondemand::value value, int depth, bool &was);
  simdjson::error_code embedded(ondemand::value value, int depth);
  simdjson::error_code identity(ondemand::value value, cts_record &record);
  simdjson::error_code session(ondemand::value value, cts_record &record);
  simdjson::error_code parameters(ondemand::value value, cts_record &record);
  simdjson::error_code parameter(const char *key, ondemand::value value, cts_record &record);
  simdjson::error_code additional(ondemand::value value, cts_record &record);
  simdjson::error_code resources(ondemand::value value, Draft &record);
  simdjson::error_code resource(ondemand::object object, Draft &record);
  void emit(Draft &record);
  void choose_bucket(Draft &record);
  void malformed(const char *at);

  Symbols &symbols_;
  cts_visitor visitor_;
  void *context_;
  LastSymbol event_source_, event_name_, event_category_, aws_region_, recipient_account_,
      identity_type_, identity_account_, bucket_, resource_account_, resource_bucket_arn_;
};

}  // namespace cts

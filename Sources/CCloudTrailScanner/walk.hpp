#pragma once

#include <cstring>
#include <string_view>

#include "cloudtrail_scanner.h"
#include "event_time.hpp"
#include "index.hpp"
#include "symbols.hpp"

namespace cts {

// What a walk over one document found, beside the records that it visited.
struct Found {
  uint64_t records = 0;
  uint64_t malformed = 0;
  const char *first_malformed = nullptr;
  // A wrapping of records was met, even if it held none.
  bool wrapping = false;
  // A digest or Insights document was met.
  bool other_cloudtrail = false;
  // More wrappings stand within each other than any that is known.
  bool too_deep = false;
};

// What is known from the records before, of fields that mostly have the value that they had in the last
// one or in one not long ago.
struct Recent {
  LastSymbol event_source, event_category, aws_region, recipient_account, identity_account,
      resource_account;
  RecentSymbols event_name, identity_type, bucket;
  EventTimes times;
};

// The name of a member as it stands in the text, escapes unresolved.
using Key = std::string_view;

// A token: an entry of the index. The functions of the walk take the one to begin with and return the
// one behind what they walked over, rather than keep it, so that it stays in a register.
using Token = const uint32_t *;

// An entry of `resources` that is a bucket.
struct BucketResource {
  cts_string account;
  cts_text arn;
};

// A record whose members are being read.
struct Draft : cts_record {
  // A copy names two buckets; nothing is known that names more.
  static constexpr size_t most_buckets = 4;

  Draft() : cts_record{} {}

  size_t bucket_count = 0;
  // Only the first `bucket_count` of them have a value.
  BucketResource buckets[most_buckets];
};

// One walk over one document: down to the records, whatever they are wrapped in, and
// over the fields of each. The functions return null where the document is broken, and `at_` is the
// token where that shows.
class Walk {
 public:
  Walk(std::string_view document, Index &index, Symbols &symbols, Recent &recent,
       cts_visitor visitor, void *context)
      : rest_(document.data()), limit_(document.data() + document.size()), index_(index),
        symbols_(symbols), recent_(recent), visitor_(visitor), context_(context) {}

  // Walks the document, whose root is an object or an array.
  bool document(int depth = 0);

  // Where the document ended, or is broken.
  const char *place() const { return place(at_); }
  // Whether every token was walked over.
  bool at_end() const { return at_ >= end_ && rest_ == limit_; }
  // Why no index could be made, and of the text from where on.
  simdjson::error_code error() const { return error_; }
  const char *rest() const { return rest_; }

  Found found;

 private:
  // Wrappings within wrappings: an EventBridge archive of CloudWatch exports has three.
  static constexpr int deepest_wrapping = 8;
  // The index is made of one stretch of the text at a time, so that the walk finds the index and the
  // stretch in the processor's cache. Stretches end between the elements of arrays.
  static constexpr size_t stretch = 256 << 10;

  const char *place(Token at) const { return text_ + *at; }
  char token(Token at) const { return *place(at); }
  bool next_stretch();
  Token next(Token at);
  Token fail(Token at);
  Token skip(Token at);
  Token skip_nested(Token at);
  cts_text string(Token at) const;
  // Where a string stands; none where the token is of another kind.
  cts_string string_at(Token at) const { return {token(at) == '"' ? place(at) : nullptr}; }
  template <size_t size>
  bool begins(Token at, const char (&text)[size]) const {
    return std::memcmp(place(at), text, size - 1) == 0;
  }
  std::string_view view(Token at) const {
    const cts_text text = string(at);
    return std::string_view(text.bytes, text.length);
  }
  Key name(Token at) const;
  cts_flag flag(Token at) const;
  cts_symbol symbol(Token at, LastSymbol &last) const;
  cts_symbol symbol(Token at, RecentSymbols &known) const;
  template <typename Field>
  Token members(Token at, Field field);
  template <typename Element>
  Token elements(Token at, Element element);

  Token value(Token at, int depth);
  Token object(Token at, int depth);
  Token embedded(Token at, int depth);
  // The functions that take a key begin with its value.
  Token field(Key key, Token at, Draft &record, int depth, bool &wrapping);
  Token field_of_nine(Key key, Token at, Draft &record, int depth, bool &wrapping);
  Token wrapped(Token at, int depth, bool &wrapping);
  Token listed(Token at, int depth, bool &wrapping);
  Token identity(Token at, cts_record &record);
  Token session(Token at, cts_record &record);
  Token parameters(Token at, cts_record &record);
  Token parameter(Key key, Token at, cts_record &record);
  void header(Key key, Token at, cts_record &record);
  Token additional(Token at, cts_record &record);
  Token resources(Token at, Draft &record);
  Token resource(Token at, Draft &record);
  void emit(Draft &record);
  void choose_bucket(Draft &record);
  cts_symbol account_of(const BucketResource &bucket) const;
  void malformed(const char *at);

  // The stretch that the walk is in, and its index.
  const char *text_ = nullptr;
  Token end_ = nullptr;
  // The part of the document that has no index yet.
  const char *rest_;
  const char *limit_;
  // Where the walk ended.
  Token at_ = nullptr;
  Index &index_;
  simdjson::error_code error_ = simdjson::SUCCESS;
  Symbols &symbols_;
  Recent &recent_;
  cts_visitor visitor_;
  void *context_;
};

}  // namespace cts

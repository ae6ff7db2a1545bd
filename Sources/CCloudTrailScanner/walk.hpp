#pragma once

#include <string_view>

#include "cloudtrail_scanner.h"
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
};

// The symbols of the fields that mostly have the value that they had in the record before.
struct LastSymbols {
  LastSymbol event_source, event_category, aws_region, recipient_account, identity_type,
      identity_account, resource_account;
};

// The name of a member as it stands in the text, escapes unresolved.
using Key = std::string_view;

// One walk over one document: down to the records, whatever they are wrapped in, and
// over the fields of each. The functions return false where the document is broken; `at_` then
// stands on the token where that shows.
class Walk {
 public:
  Walk(std::string_view document, Index &index, Symbols &symbols, LastSymbols &last,
       cts_visitor visitor, void *context)
      : rest_(document.data()), limit_(document.data() + document.size()), index_(index),
        symbols_(symbols), last_(last), visitor_(visitor), context_(context) {}

  // Walks the document, whose root is an object or an array.
  bool document(int depth = 0);

  // Where in the text the token is that the walk stands on.
  const char *place() const { return text_ + *at_; }
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

  char token() const { return text_[*at_]; }
  bool next_stretch();
  bool more();
  bool skip();
  cts_text string() const;
  std::string_view view() const {
    const cts_text text = string();
    return std::string_view(text.bytes, text.length);
  }
  cts_flag flag() const;
  cts_symbol symbol() const;
  cts_symbol symbol(LastSymbol &last) const;
  template <typename Field>
  bool members(Field field);
  template <typename Element>
  bool elements(Element element);

  bool value(int depth);
  bool object(int depth);
  bool embedded(int depth);
  // The functions that take a key stand on its value, and leave the walk behind it.
  bool field(Key key, cts_record &record, int depth, bool &wrapping);
  bool field_of_nine(Key key, cts_record &record, int depth, bool &wrapping);
  bool wrapped(int depth, bool &wrapping);
  bool identity(cts_record &record);
  bool session(cts_record &record);
  bool parameters(cts_record &record);
  bool parameter(Key key, cts_record &record);
  void header(Key key, cts_record &record);
  bool additional(cts_record &record);
  bool resources(cts_record &record);
  bool resource(cts_record &record);
  void emit(cts_record &record);
  void malformed(const char *at);

  // The stretch that the walk is in, and its index.
  const char *text_ = nullptr;
  const uint32_t *at_ = nullptr;
  const uint32_t *end_ = nullptr;
  // The part of the document that has no index yet.
  const char *rest_;
  const char *limit_;
  Index &index_;
  simdjson::error_code error_ = simdjson::SUCCESS;
  Symbols &symbols_;
  LastSymbols &last_;
  cts_visitor visitor_;
  void *context_;
};

}  // namespace cts

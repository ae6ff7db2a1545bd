#pragma once

#include <simdjson.h>

#include <cstdint>
#include <memory>

namespace cts {

// Where the tokens of a JSON text begin: simdjson's first stage, which finds every bracket, colon,
// comma, string and scalar at several bytes a nanosecond, and checks the text's UTF-8.
//
// The walk goes over this index itself rather than through simdjson's on-demand front end: with a
// few hundred tokens a record, the front end's bookkeeping for each cost more than all the rest.
class Index {
 public:
  // Makes the index of a text. No padding is needed behind it.
  simdjson::error_code make(const char *text, size_t length) {
    if (!implementation_ || implementation_->capacity() < length) {
      implementation_.reset();
      if (auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
              length, 1, implementation_)) {
        return error;
      }
    }
    return implementation_->stage1(reinterpret_cast<const uint8_t *>(text), length,
                                   simdjson::stage1_mode::regular);
  }

  // The places of the tokens; three more may be read behind the last, which point to the text's
  // end or its beginning.
  const uint32_t *begin() const { return implementation_->structural_indexes.get(); }
  const uint32_t *end() const { return begin() + implementation_->n_structural_indexes; }

  // Gives back the memory of an unusually large text.
  void shrink(size_t kept) {
    if (implementation_ && implementation_->capacity() > kept) implementation_.reset();
  }

 private:
  std::unique_ptr<simdjson::internal::dom_parser_implementation> implementation_;
};

}  // namespace cts

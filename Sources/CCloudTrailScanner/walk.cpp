#include <string>

#include "record.hpp"
#include "tokens.hpp"

namespace cts {

namespace {

// What CloudWatch Logs writes where it tries out a subscription's destination.
bool is_control_message(std::string_view text) {
  constexpr std::string_view start = "CWL CONTROL MESSAGE";
  return text.substr(0, start.size()) == start;
}

// The last character before `at` that is no white space; `start` where there is none.
const char *before_space(const char *start, const char *at) {
  while (at > start && is_space(*--at)) {
  }
  return at;
}

// The last place within `wanted` bytes where an object follows another, `},{`, or the limit. In JSON
// such a place is the beginning of an array's element, or lies within a string.
const char *last_cut(const char *start, const char *limit, size_t wanted) {
  if (static_cast<size_t>(limit - start) <= wanted) return limit;
  for (const char *at = start + wanted; at > start; --at) {
    if (*at != '{') continue;
    const char *comma = before_space(start, at);
    if (*comma == ',' && *before_space(start, comma) == '}') return at;
  }
  return nullptr;
}

}  // namespace

// MARK: - Tokens

// Makes the index of the next stretch; false where there is none, or where it is not JSON.
bool Walk::next_stretch() {
  if (rest_ == limit_ || error_) return false;
  for (size_t wanted = stretch;; wanted *= 2) {
    const char *cut = last_cut(rest_, limit_, wanted);
    if (cut == nullptr) continue;
    error_ = index_.make(rest_, static_cast<size_t>(cut - rest_));
    // The cut may lie within a string. Then the stretch ends within one, and is made longer.
    if (error_ == simdjson::UNCLOSED_STRING && cut != limit_) continue;
    if (error_) return false;
    text_ = rest_;
    rest_ = cut;
    end_ = index_.end();
    return true;
  }
}

// The token where an element of an array may begin, if need be in the next stretch, for such a place
// is where stretches end; null where there is none.
Token Walk::next(Token at) {
  if (at < end_) return at;
  return next_stretch() ? index_.begin() : fail(at);
}

// Says where the document is broken.
Token Walk::fail(Token at) {
  at_ = at;
  return nullptr;
}

Token Walk::skip_nested(Token at) {
  int depth = 0;
  do {
    at = next(at);
    if (at == nullptr) return nullptr;
    depth += opens(token(at)) - closes(token(at));
    ++at;
  } while (depth > 0);
  return at;
}

cts_flag Walk::flag(Token at) const {
  switch (token(at)) {
    case 't': return CTS_TRUE;
    case 'f': return CTS_FALSE;
    case '"': {
      const std::string_view text = view(at);
      return is(text, "true") ? CTS_TRUE : is(text, "false") ? CTS_FALSE : CTS_ABSENT;
    }
    default: return CTS_ABSENT;
  }
}

// MARK: - Documents and wrappings

bool Walk::document(int depth) {
  if (!next_stretch()) return false;
  const Token end = value(index_.begin(), depth);
  if (end != nullptr) at_ = end;
  return end != nullptr;
}

Token Walk::value(Token at, int depth) {
  if (depth > deepest_wrapping) {
    found.too_deep = true;
    return fail(at);
  }
  switch (token(at)) {
    case '{': return object(at, depth);
    case '[': return elements(at, [&](Token element) { return value(element, depth + 1); });
    case ',':
    case ':':
    case ']':
    case '}': return fail(at);
    default:
      malformed(place(at));
      return skip(at);
  }
}

// An object is a record where it has a record's fields, and a wrapping where it has one of those.
Token Walk::object(Token at, int depth) {
  Draft record;
  const char *start = place(at);
  bool wrapping = false;
  const Token end = members(at, [&](Key key, Token value) CTS_INLINED {
    return field(key, value, record, depth, wrapping);
  });
  if (end == nullptr) return nullptr;
  if (record.event_name != 0 && record.event_source != 0 && record.event_time_text.quote) {
    emit(record);
  } else if (wrapping) {
    found.wrapping = true;
  } else if (depth > 0) {
    malformed(start);
  }
  return end;
}

// What a wrapping holds: one record, or a wrapping of more.
Token Walk::wrapped(Token at, int depth, bool &wrapping) {
  wrapping = true;
  return value(at, depth + 1);
}

// A list of records or of wrappings; anything else in its place is none.
Token Walk::listed(Token at, int depth, bool &wrapping) {
  return token(at) == '[' ? wrapped(at, depth, wrapping) : skip(at);
}

// A record that stands as a string in another document.
Token Walk::embedded(Token at, int depth) {
  const cts_text text = string(at);
  if (text.bytes == nullptr || is_control_message({text.bytes, text.length})) return skip(at);
  std::string document(text.length + CTS_PADDING, '\0');
  const size_t length = cts_unescape(text, &document[0]);
  Index index;
  Walk inner({document.data(), length}, index, symbols_, recent_, visitor_, context_);
  const bool whole = inner.document(depth + 1) && inner.at_end();
  const bool empty = inner.found.records == 0 && !inner.found.wrapping;
  found.records += inner.found.records;
  if (!whole || empty || inner.found.malformed > 0) malformed(text.bytes);
  return skip(at);
}

void Walk::malformed(const char *at) {
  if (found.malformed++ == 0) found.first_malformed = at;
}

}  // namespace cts

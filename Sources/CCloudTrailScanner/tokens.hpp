#pragma once

#include <simdjson.h>

#include <cstring>
#include <string_view>

#include "cloudtrail_scanner.h"

// Looks at values without consuming them, and at names without looking for their end.
namespace cts {

namespace ondemand = simdjson::ondemand;

// A text that is absent.
constexpr cts_text none = {nullptr, 0};

inline std::string_view token_of(ondemand::value value) {
  std::string_view token = value.raw_json_token();
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                            token.back() == '\t')) {
    token.remove_suffix(1);
  }
  return token;
}

// The bytes between the quotes; an empty view with a null pointer where the value is no string.
inline std::string_view string_of(ondemand::value value) {
  const std::string_view token = token_of(value);
  if (token.size() < 2 || token.front() != '"' || token.back() != '"') return std::string_view();
  return token.substr(1, token.size() - 2);
}

inline cts_text text_of(ondemand::value value) {
  const std::string_view string = string_of(value);
  return {string.data(), string.size()};
}

inline char kind_of(ondemand::value value) {
  const std::string_view token = value.raw_json_token();
  return token.empty() ? '\0' : token.front();
}

inline cts_flag flag_of(ondemand::value value) {
  switch (kind_of(value)) {
    case 't': return CTS_TRUE;
    case 'f': return CTS_FALSE;
    case '"': {
      const std::string_view text = string_of(value);
      return text == "true" ? CTS_TRUE : text == "false" ? CTS_FALSE : CTS_ABSENT;
    }
    default: return CTS_ABSENT;
  }
}

// Compares a key with a name, the closing quote included, without looking for the key's end first.
template <size_t size>
bool is(const char *key, const char (&name)[size]) {
  return std::memcmp(key, name, size - 1) == 0 && key[size - 1] == '"';
}

// The same without case, for names of headers; `name` is in lower case and may be a prefix.
template <size_t size>
bool starts(const char *key, const char (&name)[size]) {
  for (size_t at = 0; at < size - 1; ++at) {
    const char letter = key[at] >= 'A' && key[at] <= 'Z' ? static_cast<char>(key[at] | 0x20) : key[at];
    if (letter != name[at]) return false;
  }
  return true;
}

template <size_t size>
bool is_header(const char *key, const char (&name)[size]) {
  return starts(key, name) && key[size - 1] == '"';
}

inline std::string_view view_of(cts_text text) { return std::string_view(text.bytes, text.length); }

}  // namespace cts

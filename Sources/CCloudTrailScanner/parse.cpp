#include "scanner.hpp"

#include <cstring>

namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;
using simdjson::SUCCESS;

// Flattens a document into values in the order of the text. On-demand, because it is the front end
// of simdjson that keeps a number's own text; every value is visited, so the whole is validated.
class Flattening {
 public:
  explicit Flattening(std::vector<cts_value> &values) : values_(values) {}

  error_code value(ondemand::value value, int depth) {
    if (depth > deepest) return simdjson::DEPTH_ERROR;
    ondemand::json_type type;
    if (auto error = value.type().get(type)) return error;
    switch (type) {
      case ondemand::json_type::object: {
        ondemand::object object;
        if (auto error = value.get_object().get(object)) return error;
        return this->object(object, depth);
      }
      case ondemand::json_type::array: {
        ondemand::array array;
        if (auto error = value.get_array().get(array)) return error;
        return this->array(array, depth);
      }
      case ondemand::json_type::string: {
        std::string_view text;
        if (auto error = value.get_string().get(text)) return error;
        return put('"', text);
      }
      case ondemand::json_type::number: {
        std::string_view text = value.raw_json_token();
        while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') {
          text.remove_suffix(1);
        }
        double number;
        if (auto error = value.get_double().get(number)) return error;
        return put('0', text);
      }
      case ondemand::json_type::boolean: {
        bool truth;
        if (auto error = value.get_bool().get(truth)) return error;
        return put(truth ? 't' : 'f', {});
      }
      default: {
        bool nothing;
        if (auto error = value.is_null().get(nothing)) return error;
        return nothing ? put('n', {}) : simdjson::N_ATOM_ERROR;
      }
    }
  }

  error_code object(ondemand::object object, int depth) {
    const size_t place = open('{');
    for (auto item : object) {
      ondemand::field field;
      if (auto error = std::move(item).get(field)) return error;
      std::string_view name;
      if (auto error = field.unescaped_key().get(name)) return error;
      if (auto error = put('"', name)) return error;
      if (auto error = value(field.value(), depth + 1)) return error;
      values_[place].count += 1;
    }
    return SUCCESS;
  }

  error_code array(ondemand::array array, int depth) {
    const size_t place = open('[');
    for (auto element : array) {
      ondemand::value child;
      if (auto error = std::move(element).get(child)) return error;
      if (auto error = value(child, depth + 1)) return error;
      values_[place].count += 1;
    }
    return SUCCESS;
  }

 private:
  static constexpr int deepest = 128;

  size_t open(char kind) {
    values_.push_back({kind, 0, {nullptr, 0}});
    return values_.size() - 1;
  }

  error_code put(char kind, std::string_view text) {
    values_.push_back({kind, 0, {text.data(), text.size()}});
    return SUCCESS;
  }

  std::vector<cts_value> &values_;
};

error_code flatten(cts_scanner &scanner, const char *text, size_t length) {
  scanner.document.assign(text, length);
  scanner.document.append(CTS_PADDING, '\0');
  scanner.values.clear();
  const simdjson::padded_string_view view(scanner.document.data(), length,
                                          scanner.document.size());
  ondemand::document document;
  if (auto error = scanner.parser.iterate(view).get(document)) return error;
  Flattening flattening(scanner.values);
  ondemand::json_type type;
  if (auto error = document.type().get(type)) return error;
  error_code error = simdjson::INCORRECT_TYPE;
  if (type == ondemand::json_type::object) {
    ondemand::object object;
    if ((error = document.get_object().get(object)) == SUCCESS) {
      error = flattening.object(object, 0);
    }
  } else if (type == ondemand::json_type::array) {
    ondemand::array array;
    if ((error = document.get_array().get(array)) == SUCCESS) error = flattening.array(array, 0);
  }
  if (error) return error;
  const char *behind = nullptr;
  const bool at_end = document.current_location().get(behind) == simdjson::OUT_OF_BOUNDS;
  return at_end ? SUCCESS : simdjson::TRAILING_CONTENT;
}

// The four hex digits at `at`; false where there are not four.
bool hex(const char *at, const char *end, uint32_t &value) {
  if (end - at < 4) return false;
  value = 0;
  for (int place = 0; place < 4; ++place) {
    const char letter = at[place];
    const char lower = static_cast<char>(letter | 0x20);
    if (letter >= '0' && letter <= '9') {
      value = value << 4 | static_cast<uint32_t>(letter - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      value = value << 4 | static_cast<uint32_t>(lower - 'a' + 10);
    } else {
      return false;
    }
  }
  return true;
}

// The character of an escape `\uXXXX` whose digits begin at `at`, with the second half of a
// surrogate pair; moves `at` behind what it read.
uint32_t unicode_escape(const char *&at, const char *end) {
  constexpr uint32_t replacement = 0xFFFD;
  uint32_t first, second;
  if (!hex(at, end, first)) return replacement;
  at += 4;
  if (first < 0xD800 || first > 0xDFFF) return first;
  if (first > 0xDBFF || end - at < 6 || at[0] != '\\' || at[1] != 'u') return replacement;
  if (!hex(at + 2, end, second) || second < 0xDC00 || second > 0xDFFF) return replacement;
  at += 6;
  return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

// Writes a character in UTF-8: never more bytes than its escape took.
char *put_utf8(uint32_t scalar, char *out) {
  if (scalar < 0x80) {
    *out++ = static_cast<char>(scalar);
    return out;
  }
  const int more = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
  const uint32_t lead[] = {0, 0xC0, 0xE0, 0xF0};
  *out++ = static_cast<char>(lead[more] | scalar >> (6 * more));
  for (int left = more - 1; left >= 0; --left) {
    *out++ = static_cast<char>(0x80 | (scalar >> (6 * left) & 0x3F));
  }
  return out;
}

}  // namespace

size_t cts_unescape(cts_text text, char *out) {
  const char *at = text.bytes;
  const char *end = at + text.length;
  char *start = out;
  for (;;) {
    const void *found = at < end ? std::memchr(at, '\\', static_cast<size_t>(end - at)) : nullptr;
    const char *escape = found ? static_cast<const char *>(found) : end;
    const size_t plain = static_cast<size_t>(escape - at);
    if (plain > 0) std::memcpy(out, at, plain);
    out += plain;
    at = escape;
    if (at == end) break;
    if (end - at < 2) {
      *out++ = *at;
      break;
    }
    const char letter = at[1];
    at += 2;
    switch (letter) {
      case 'n': *out++ = '\n'; break;
      case 't': *out++ = '\t'; break;
      case 'r': *out++ = '\r'; break;
      case 'b': *out++ = '\b'; break;
      case 'f': *out++ = '\f'; break;
      case 'u': {
        // A broken escape may be shorter than U+FFFD is in UTF-8: then keep a question mark.
        const char *digits = at;
        const uint32_t scalar = unicode_escape(at, end);
        if (at == digits) {
          *out++ = '?';
        } else {
          out = put_utf8(scalar, out);
        }
        break;
      }
      default: *out++ = letter; break;
    }
  }
  return static_cast<size_t>(out - start);
}

const cts_value *cts_parse(cts_scanner *scanner, const char *text, size_t length, size_t *count) {
  *count = 0;
  try {
    if (flatten(*scanner, text, length) != SUCCESS) return nullptr;
  } catch (const std::bad_alloc &) {
    return nullptr;
  }
  *count = scanner->values.size();
  return scanner->values.data();
}

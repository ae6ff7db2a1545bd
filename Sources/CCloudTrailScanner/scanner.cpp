#include "scanner.hpp"

#include <cstring>
#include <new>

#include "walk.hpp"

namespace {

bool is_space(char letter) {
  return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
}

constexpr size_t nowhere = SIZE_MAX;

// Where the document ends that begins at `start`, by its brackets and strings; `nowhere` where it
// does not end before `length`. Slower than simdjson's index, and used only where several
// documents follow each other, so that each is indexed once.
size_t document_end(const char *text, size_t start, size_t length) {
  int64_t depth = 0;
  bool quoted = false;
  for (size_t at = start; at < length; ++at) {
    const char letter = text[at];
    if (quoted) {
      if (letter == '\\') {
        ++at;
      } else if (letter == '"') {
        quoted = false;
      }
    } else if (letter == '"') {
      quoted = true;
    } else if (letter == '{' || letter == '[') {
      ++depth;
    } else if (letter == '}' || letter == ']') {
      if (--depth <= 0) return at + 1;
    }
  }
  return nowhere;
}

// A record holds 256 kB at most; looking further would cost a pass over every large file.
constexpr size_t longest_first_line = 1 << 20;

// Whether the first line is a document and more follow, as in a file with a record a line.
bool begins_with_a_line_of_its_own(const char *text, size_t start, size_t length) {
  const size_t searched = length - start < longest_first_line ? length - start : longest_first_line;
  const void *found = std::memchr(text + start, '\n', searched);
  if (found == nullptr) return false;
  const size_t line_end = static_cast<size_t>(static_cast<const char *>(found) - text);
  size_t next = line_end;
  while (next < length && is_space(text[next])) ++next;
  return next < length && document_end(text, start, line_end) != nowhere;
}

const char *reason_for(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR: return "the text is not valid UTF-8";
    case simdjson::UNCLOSED_STRING: return "the JSON is cut off within a string";
    case simdjson::UNESCAPED_CHARS: return "a string holds an unescaped control character";
    case simdjson::MEMALLOC: return "there is not enough memory";
    default: return "the JSON is broken";
  }
}

// The first byte that is not part of a character; `length` where all are.
size_t first_invalid_utf8(const char *text, size_t start, size_t length) {
  size_t at = start;
  while (at < length) {
    const unsigned char lead = static_cast<unsigned char>(text[at]);
    const size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size > length - at || (size > 1 && !simdjson::validate_utf8(text + at, size))) return at;
    at += size;
  }
  return at;
}

// The most text whose index is kept in memory for the next file.
constexpr size_t kept_index = 4 << 20;

void note(const cts::Walk &walk, const char *text, cts_result &result) {
  if (result.malformed == 0 && walk.found.first_malformed != nullptr) {
    result.first_malformed = static_cast<size_t>(walk.found.first_malformed - text);
  }
  result.malformed += walk.found.malformed;
  result.records += walk.found.records;
}

void fail(cts_result &result, size_t offset, const char *reason) {
  result.status = CTS_BROKEN;
  result.offset = offset;
  result.reason = reason;
}

size_t behind_space(const char *text, size_t at, size_t length) {
  while (at < length && is_space(text[at])) ++at;
  return at;
}

// Scans one document after the other. Where several follow each other, each is cut out before it is
// indexed, so that no part is indexed twice: the first only where its line says so.
cts_result scan(cts_scanner &scanner, const char *text, size_t length, cts_visitor visitor,
                void *context) {
  cts_result result{};
  const bool marked = length >= 3 && std::memcmp(text, "\xEF\xBB\xBF", 3) == 0;
  size_t at = behind_space(text, marked ? 3 : 0, length);
  if (at == length) {
    fail(result, 0, "the text is empty");
    return result;
  }
  bool cut = begins_with_a_line_of_its_own(text, at, length);
  bool cloudtrail = false;
  bool other = false;
  while (at < length) {
    if (text[at] != '{' && text[at] != '[') {
      fail(result, at,
           cloudtrail ? "text follows that belongs to no record" : "it is not JSON");
      return result;
    }
    const size_t found_end = cut ? document_end(text, at, length) : nowhere;
    const size_t end = found_end == nowhere ? length : found_end;
    cts::Walk walk({text + at, end - at}, scanner.index, scanner.symbols, scanner.last,
                   visitor, context);
    const bool whole = walk.document();
    note(walk, text, result);
    if (auto error = walk.error()) {
      const size_t from = static_cast<size_t>(walk.rest() - text);
      fail(result, error == simdjson::UTF8_ERROR ? first_invalid_utf8(text, from, end) : end,
           reason_for(error));
      if (error == simdjson::MEMALLOC) result.status = CTS_NO_MEMORY;
      return result;
    }
    const size_t place = walk.at_end() ? end : static_cast<size_t>(walk.place() - text);
    if (!whole) {
      fail(result, place, walk.at_end() ? "the JSON is cut off" : "the JSON is broken");
      return result;
    }
    cloudtrail = cloudtrail || walk.found.records > 0 || walk.found.wrapping;
    other = other || walk.found.other_cloudtrail;
    at = behind_space(text, place, length);
    cut = true;
  }
  scanner.index.shrink(kept_index);
  if (!cloudtrail) result.status = other ? CTS_OTHER_CLOUDTRAIL : CTS_NOT_CLOUDTRAIL;
  return result;
}

}  // namespace

cts_scanner *cts_scanner_new(void) { return new (std::nothrow) cts_scanner(); }

void cts_scanner_free(cts_scanner *scanner) { delete scanner; }

cts_result cts_scan(cts_scanner *scanner, const char *text, size_t length, cts_visitor visitor,
                    void *context) {
  try {
    return scan(*scanner, text, length, visitor, context);
  } catch (const std::bad_alloc &) {
    cts_result result{};
    result.status = CTS_NO_MEMORY;
    result.reason = "there is not enough memory";
    return result;
  }
}

cts_symbol cts_intern(cts_scanner *scanner, cts_text text) {
  if (text.bytes == nullptr) return 0;
  return scanner->symbols.intern(std::string_view(text.bytes, text.length));
}

cts_text cts_symbol_text(const cts_scanner *scanner, cts_symbol symbol) {
  const std::string_view text = scanner->symbols.text(symbol);
  return {text.data(), text.size()};
}

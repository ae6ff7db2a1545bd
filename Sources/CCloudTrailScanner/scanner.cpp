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

// Whether the first line is a document and more follow, as in a file with a record a line.
bool begins_with_a_line_of_its_own(const char *text, size_t start, size_t length) {
  const void *found = std::memchr(text + start, '\n', length - start);
  if (found == nullptr) return false;
  const size_t line_end = static_cast<size_t>(static_cast<const char *>(found) - text);
  size_t next = line_end;
  while (next < length && is_space(text[next])) ++next;
  return next < length && document_end(text, start, line_end) != nowhere;
}

const char *reason_for(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR: return "the text is not valid UTF-8";
    case simdjson::UNCLOSED_STRING: return "a string is not closed";
    case simdjson::EMPTY: return "the text is empty";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "the JSON is cut off";
    case simdjson::DEPTH_ERROR: return "the JSON is nested too deeply";
    case simdjson::UNESCAPED_CHARS: return "a string holds an unescaped control character";
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

// Scans the document that is `text[start..<end]`; `whole` is the length of the whole text.
simdjson::error_code scan_one(cts_scanner &scanner, const char *text, size_t start, size_t end,
                              size_t whole, cts::Walk &walk, size_t &next) {
  const simdjson::padded_string_view view(text + start, end - start,
                                          whole - start + CTS_PADDING);
  simdjson::ondemand::document document;
  if (auto error = scanner.walker.iterate(view).get(document)) {
    next = error == simdjson::UTF8_ERROR ? first_invalid_utf8(text, start, end) : end;
    return error;
  }
  const simdjson::error_code error = walk.document(document);
  const char *location = nullptr;
  next = end;
  if (document.current_location().get(location) == simdjson::SUCCESS && location != nullptr &&
      location >= text + start && location < text + end) {
    next = static_cast<size_t>(location - text);
  }
  return error;
}

void note(const cts::Walk &walk, const char *text, cts_result &result) {
  if (result.malformed == 0 && walk.found.first_malformed != nullptr) {
    result.first_malformed = static_cast<size_t>(walk.found.first_malformed - text);
  }
  result.malformed += walk.found.malformed;
  result.records += walk.found.records;
}

cts_result scan(cts_scanner &scanner, const char *text, size_t length, cts_visitor visitor,
                void *context) {
  cts_result result{};
  size_t at = 0;
  if (length >= 3 && std::memcmp(text, "\xEF\xBB\xBF", 3) == 0) at = 3;
  while (at < length && is_space(text[at])) ++at;
  if (at == length) {
    result.status = CTS_BROKEN;
    result.offset = 0;
    result.reason = "the text is empty";
    return result;
  }
  bool sliced = begins_with_a_line_of_its_own(text, at, length);
  bool cloudtrail = false;
  bool other = false;
  while (at < length) {
    if (text[at] != '{' && text[at] != '[') {
      result.status = CTS_BROKEN;
      result.offset = at;
      result.reason = result.records > 0 || cloudtrail
                          ? "text follows that belongs to no record"
                          : "it is not JSON";
      return result;
    }
    cts::Walk walk(scanner.symbols, visitor, context);
    const size_t document = sliced ? document_end(text, at, length) : nowhere;
    const size_t end = document == nowhere ? length : document;
    size_t next = end;
    const simdjson::error_code error = scan_one(scanner, text, at, end, length, walk, next);
    if (error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT && !sliced && walk.found.records == 0) {
      // Perhaps a whole document with something behind it: look where it ends, and once more.
      sliced = true;
      if (document_end(text, at, length) != nowhere) continue;
    }
    note(walk, text, result);
    if (error) {
      result.status = error == simdjson::MEMALLOC ? CTS_NO_MEMORY : CTS_BROKEN;
      result.offset = next;
      result.reason = reason_for(error);
      return result;
    }
    cloudtrail = cloudtrail || walk.found.records > 0 || walk.found.wrapping;
    other = other || walk.found.other_cloudtrail;
    at = sliced ? end : next;
    while (at < length && is_space(text[at])) ++at;
    sliced = true;
  }
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

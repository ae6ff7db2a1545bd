#include "scanner.hpp"

#include <cstring>
#include <new>

#include "tokens.hpp"

namespace {

using cts::is_space;

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
    case simdjson::UNCLOSED_STRING: return "a string is not closed";
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

// Where a string holds a control character that it must not hold, or where the string begins that is
// not closed; `length` where neither is found.
size_t first_broken_string(const char *text, size_t start, size_t length) {
  size_t opened = nowhere;
  for (size_t at = start; at < length; ++at) {
    if (text[at] == '"') {
      opened = opened == nowhere ? at : nowhere;
    } else if (opened != nowhere && text[at] == '\\') {
      ++at;
    } else if (opened != nowhere && static_cast<unsigned char>(text[at]) < ' ') {
      return at;
    }
  }
  return opened == nowhere ? length : opened;
}

// The most text whose index is kept in memory for the next file.
constexpr size_t kept_index = 4 << 20;

// One scan of a text: document after document.
class Scan {
 public:
  Scan(cts_scanner &scanner, const char *text, size_t length, cts_visitor visitor, void *context)
      : scanner_(scanner), text_(text), length_(length), visitor_(visitor), context_(context) {}

  cts_result run() {
    if (length_ >= 3 && std::memcmp(text_, "\xEF\xBB\xBF", 3) == 0) at_ = 3;
    skip_space();
    if (at_ == length_) {
      fail(0, "the text is empty");
      return result_;
    }
    sliced_ = begins_with_a_line_of_its_own(text_, at_, length_);
    while (at_ < length_ && document()) skip_space();
    scanner_.index.shrink(kept_index);
    if (cloudtrail_ || result_.records > 0) {
      add_strays();
    } else if (result_.status == CTS_OK) {
      result_.status = other_ ? CTS_OTHER_CLOUDTRAIL : CTS_NOT_CLOUDTRAIL;
    }
    return result_;
  }

 private:
  // Scans the document that begins at `at_`; false where the text is broken.
  bool document() {
    if (text_[at_] != '{' && text_[at_] != '[') {
      const bool follows = result_.records > 0 || cloudtrail_;
      fail(at_, follows ? "text follows that belongs to no record" : "it is not JSON");
      return false;
    }
    const size_t found_end = sliced_ ? document_end(text_, at_, length_) : nowhere;
    const size_t end = found_end == nowhere ? length_ : found_end;
    cts::Walk walk({text_ + at_, end - at_}, scanner_.index, scanner_.symbols, scanner_.recent,
                   visitor_, context_);
    const bool whole = walk.document();
    note(walk.found, whole);
    if (auto error = walk.error()) {
      fail(place_of(error, static_cast<size_t>(walk.rest() - text_), end), reason_for(error));
      if (error == simdjson::MEMALLOC) result_.status = CTS_NO_MEMORY;
      return false;
    }
    const size_t place = walk.at_end() ? end : static_cast<size_t>(walk.place() - text_);
    if (!whole) {
      fail(place, walk.found.too_deep ? "the JSON is nested too deeply"
                  : walk.at_end()     ? "the JSON is cut off"
                                      : "the JSON is broken");
      return false;
    }
    at_ = place;
    // What follows is cut out before it is indexed, so that no part is indexed twice.
    sliced_ = true;
    return true;
  }

  // Where a text is broken that no index could be made of.
  size_t place_of(simdjson::error_code error, size_t start, size_t end) const {
    switch (error) {
      case simdjson::UTF8_ERROR: return first_invalid_utf8(text_, start, end);
      case simdjson::UNESCAPED_CHARS:
      case simdjson::UNCLOSED_STRING: return first_broken_string(text_, start, end);
      default: return end;
    }
  }

  void note(const cts::Found &found, bool whole) {
    if (result_.malformed == 0 && found.first_malformed != nullptr) {
      result_.first_malformed = static_cast<size_t>(found.first_malformed - text_);
    }
    result_.malformed += found.malformed;
    result_.records += found.records;
    cloudtrail_ = cloudtrail_ || found.records > 0 || (found.wrapping && whole);
    other_ = other_ || found.other_cloudtrail;
    const bool known =
        found.records > 0 || found.wrapping || found.other_cloudtrail || found.malformed > 0;
    if (!known && whole && strays_++ == 0) first_stray_ = at_;
  }

  // Documents of which nothing is known stand, in a file that has records, where records should.
  void add_strays() {
    if (strays_ == 0) return;
    if (result_.malformed == 0 || first_stray_ < result_.first_malformed) {
      result_.first_malformed = first_stray_;
    }
    result_.malformed += strays_;
  }

  void fail(size_t offset, const char *reason) {
    result_.status = CTS_BROKEN;
    result_.offset = offset;
    result_.reason = reason;
  }

  void skip_space() {
    while (at_ < length_ && is_space(text_[at_])) ++at_;
  }

  cts_scanner &scanner_;
  const char *text_;
  size_t length_;
  cts_visitor visitor_;
  void *context_;

  cts_result result_{};
  size_t at_ = 0;
  // Whether documents are cut out before they are indexed.
  bool sliced_ = false;
  bool cloudtrail_ = false;
  bool other_ = false;
  uint64_t strays_ = 0;
  size_t first_stray_ = 0;
};

}  // namespace

cts_scanner *cts_scanner_new(void) { return new (std::nothrow) cts_scanner(); }

void cts_scanner_free(cts_scanner *scanner) { delete scanner; }

cts_result cts_scan(cts_scanner *scanner, const char *text, size_t length, cts_visitor visitor,
                    void *context) {
  try {
    return Scan(*scanner, text, length, visitor, context).run();
  } catch (const std::bad_alloc &) {
    cts_result result{};
    result.status = CTS_NO_MEMORY;
    result.reason = "there is not enough memory";
    return result;
  }
}

cts_text cts_string_text(cts_string value) {
  if (value.quote == nullptr) return {nullptr, 0};
  const char *start = value.quote + 1;
  const char *end = start;
  for (;; ++end) {
    // No length is needed: the index of the text shows that the string is closed.
    const size_t unbounded = SIZE_MAX - reinterpret_cast<uintptr_t>(end);
    end = static_cast<const char *>(std::memchr(end, '"', unbounded));
    const char *escapes = end;
    while (escapes[-1] == '\\') --escapes;
    // An odd number of backslashes makes the quote a part of the text.
    if ((end - escapes) % 2 == 0) return {start, static_cast<size_t>(end - start)};
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

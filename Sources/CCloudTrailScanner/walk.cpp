#include "walk.hpp"

#include <cstring>

namespace cts {

namespace {

// Whether a key is a name. The length is compared first, which tells most names apart.
template <size_t size>
bool is(Key key, const char (&name)[size]) {
  return key.size() == size - 1 && std::memcmp(key.data(), name, size - 1) == 0;
}

// Whether a key begins with a name, letter case aside; `name` is in lower case.
template <size_t size>
bool starts(Key key, const char (&name)[size]) {
  if (key.size() < size - 1) return false;
  for (size_t at = 0; at < size - 1; ++at) {
    const char letter = key[at] >= 'A' && key[at] <= 'Z' ? static_cast<char>(key[at] | 0x20) : key[at];
    if (letter != name[at]) return false;
  }
  return true;
}

template <size_t size>
bool is_header(Key key, const char (&name)[size]) {
  return key.size() == size - 1 && starts(key, name);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool digits(const char *at, int count, int64_t &value) {
  value = 0;
  for (int place = 0; place < count; ++place) {
    if (at[place] < '0' || at[place] > '9') return false;
    value = value * 10 + (at[place] - '0');
  }
  return true;
}

int64_t days_in(int64_t month, int64_t year) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Reads `2020-02-03T15:34:11Z`, the one form that CloudTrail writes; INT64_MIN for any other, which
// is left to the reader of `event_time_text`.
int64_t seconds_since_1970(cts_text text) {
  int64_t year, month, day, hour, minute, second;
  const char *at = text.bytes;
  if (text.length != 20 || !digits(at, 4, year) || at[4] != '-' || !digits(at + 5, 2, month) ||
      at[7] != '-' || !digits(at + 8, 2, day) || at[10] != 'T' || !digits(at + 11, 2, hour) ||
      at[13] != ':' || !digits(at + 14, 2, minute) || at[16] != ':' ||
      !digits(at + 17, 2, second) || at[19] != 'Z') {
    return INT64_MIN;
  }
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in(month, year) || hour > 23 ||
      minute > 59 || second > 59) {
    return INT64_MIN;
  }
  const int64_t shifted_year = month <= 2 ? year - 1 : year;
  const int64_t era = shifted_year / 400;
  const int64_t year_of_era = shifted_year % 400;
  const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return (era * 146097 + day_of_era - 719468) * 86400 + hour * 3600 + minute * 60 + second;
}

bool is_space(char letter) {
  return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
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

bool opens(char token) { return token == '{' || token == '['; }
bool closes(char token) { return token == '}' || token == ']'; }

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

// Moves behind a value.
inline Token Walk::skip(Token at) {
  const char first = token(at);
  if (opens(first)) return skip_nested(at);
  return closes(first) ? fail(at) : at + 1;
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

// The bytes between the quotes of a string; absent where the token is none.
inline cts_text Walk::string(Token at) const {
  const char *start = place(at);
  if (*start != '"') return {nullptr, 0};
  // A string is one token, so it ends before the next one, but for white space between.
  const char *end = place(at + 1) - 1;
  while (end > start && *end != '"') --end;
  return end > start ? cts_text{start + 1, static_cast<size_t>(end - start - 1)}
                     : cts_text{nullptr, 0};
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

cts_symbol Walk::symbol(Token at, LastSymbol &last) const {
  const cts_text text = string(at);
  return text.bytes ? last.of(std::string_view(text.bytes, text.length), symbols_) : 0;
}

cts_symbol Walk::symbol(Token at) const {
  const cts_text text = string(at);
  return text.bytes ? symbols_.intern(std::string_view(text.bytes, text.length)) : 0;
}

// Calls `field` for each member of an object, with its name and the place of its value; `field` moves
// behind the value.
template <typename Field>
inline Token Walk::members(Token at, Field field) {
  ++at;
  if (at < end_ && token(at) == '}') return at + 1;
  while (at + 2 < end_) {
    if (token(at) != '"') return fail(at);
    if (token(at + 1) != ':') return fail(at + 1);
    at = field(view(at), at + 2);
    if (at == nullptr) return nullptr;
    if (at >= end_) return fail(at);
    const char next = token(at);
    if (next == '}') return at + 1;
    if (next != ',') return fail(at);
    ++at;
  }
  return fail(at);
}

// Calls `element` for each element of an array, with its place; `element` moves behind it.
template <typename Element>
inline Token Walk::elements(Token at, Element element) {
  ++at;
  if (at < end_ && token(at) == ']') return at + 1;
  for (;;) {
    at = next(at);
    if (at == nullptr) return nullptr;
    at = element(at);
    if (at == nullptr) return nullptr;
    if (at >= end_) return fail(at);
    const char next = token(at);
    if (next == ']') return at + 1;
    if (next != ',') return fail(at);
    ++at;
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
  if (depth > deepest_wrapping) return fail(at);
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
  cts_record record{};
  const char *start = place(at);
  bool wrapping = false;
  const Token end = members(
      at, [&](Key key, Token value) { return field(key, value, record, depth, wrapping); });
  if (end == nullptr) return nullptr;
  if (record.event_name != 0 && record.event_source != 0 && record.event_time_text.bytes) {
    emit(record);
  } else if (wrapping) {
    found.wrapping = true;
  } else if (depth > 0) {
    malformed(start);
  }
  return end;
}

// What a wrapping holds: a list of records or of wrappings, or one record.
Token Walk::wrapped(Token at, int depth, bool &wrapping) {
  const char kind = token(at);
  if (kind != '[' && kind != '{') return skip(at);
  wrapping = true;
  return value(at, depth + 1);
}

// A record that stands as a string in another document.
Token Walk::embedded(Token at, int depth) {
  const cts_text text = string(at);
  if (text.bytes == nullptr) return skip(at);
  std::string document(text.length + CTS_PADDING, '\0');
  const size_t length = cts_unescape(text, &document[0]);
  Index index;
  Walk inner({document.data(), length}, index, symbols_, last_, visitor_, context_);
  const bool whole = inner.document(depth + 1) && inner.at_end();
  const uint64_t records = whole ? inner.found.records : 0;
  found.records += inner.found.records;
  if (records == 0) malformed(text.bytes);
  return skip(at);
}

void Walk::malformed(const char *at) {
  if (found.malformed++ == 0) found.first_malformed = at;
}

void Walk::emit(cts_record &record) {
  found.records += 1;
  record.event_time = seconds_since_1970(record.event_time_text);
  visitor_(context_, &record);
}

// MARK: - Fields of a record

Token Walk::field(Key key, Token at, cts_record &record, int depth, bool &wrapping) {
  // By length, which leaves a name or two to compare with, and none for most that do not matter.
  switch (key.size()) {
    case 6:
      if (is(key, "events") || is(key, "Events")) return wrapped(at, depth, wrapping);
      if (is(key, "detail") && token(at) == '{') return wrapped(at, depth, wrapping);
      break;
    case 7:
      if (is(key, "eventID")) {
        record.event_id = string(at);
      } else if (is(key, "Records")) {
        return wrapped(at, depth, wrapping);
      } else if (is(key, "message") && token(at) == '"') {
        wrapping = true;
        return embedded(at, depth);
      }
      break;
    case 8:
      if (is(key, "readOnly")) record.read_only = flag(at);
      break;
    case 9: return field_of_nine(key, at, record, depth, wrapping);
    case 11:
      if (is(key, "eventSource")) record.event_source = symbol(at, last_.event_source);
      break;
    case 12:
      if (is(key, "userIdentity")) return identity(at, record);
      break;
    case 13:
      if (is(key, "eventCategory")) {
        record.event_category = symbol(at, last_.event_category);
      } else if (is(key, "sharedEventID")) {
        record.shared_event_id = string(at);
      }
      break;
    case 14:
      if (is(key, "digestS3Object")) found.other_cloudtrail = true;
      break;
    case 15:
      if (is(key, "sourceIPAddress")) {
        record.source_address = string(at);
      } else if (is(key, "managementEvent")) {
        record.management_event = flag(at);
      } else if (is(key, "CloudTrailEvent")) {
        wrapping = true;
        return embedded(at, depth);
      } else if (is(key, "digestStartTime")) {
        found.other_cloudtrail = true;
      }
      break;
    case 17:
      if (is(key, "requestParameters")) return parameters(at, record);
      break;
    case 18:
      if (is(key, "recipientAccountId")) record.recipient_account = symbol(at, last_.recipient_account);
      break;
    case 19:
      if (is(key, "additionalEventData")) return additional(at, record);
      break;
    default:
      break;
  }
  return skip(at);
}

// The names of nine letters, of which there are many.
Token Walk::field_of_nine(Key key, Token at, cts_record &record, int depth, bool &wrapping) {
  if (is(key, "eventName")) {
    record.event_name = symbol(at);
  } else if (is(key, "eventTime")) {
    record.event_time_text = string(at);
  } else if (is(key, "awsRegion")) {
    record.aws_region = symbol(at, last_.aws_region);
  } else if (is(key, "userAgent")) {
    record.user_agent = string(at);
  } else if (is(key, "requestID")) {
    record.request_id = string(at);
  } else if (is(key, "resources")) {
    return resources(at, record);
  } else if (is(key, "errorCode")) {
    const std::string_view code = view(at);
    if (!code.empty()) record.error_code = symbols_.intern(code);
  } else if (is(key, "logEvents")) {
    return wrapped(at, depth, wrapping);
  }
  return skip(at);
}

Token Walk::identity(Token at, cts_record &record) {
  if (token(at) != '{') return skip(at);
  return members(at, [&](Key key, Token at) {
    if (is(key, "type")) {
      record.identity_type = symbol(at, last_.identity_type);
    } else if (is(key, "principalId")) {
      record.principal_id = string(at);
    } else if (is(key, "arn")) {
      record.identity_arn = string(at);
    } else if (is(key, "accountId")) {
      record.identity_account = symbol(at, last_.identity_account);
    } else if (is(key, "sessionContext")) {
      return session(at, record);
    } else if (is(key, "invokedBy")) {
      record.invoked_by = string(at);
    }
    return skip(at);
  });
}

Token Walk::session(Token at, cts_record &record) {
  if (token(at) != '{') return skip(at);
  return members(at, [&](Key key, Token at) {
    if (!is(key, "sessionIssuer") || token(at) != '{') return skip(at);
    return members(at, [&](Key part, Token at) {
      if (is(part, "arn")) record.issuer_arn = string(at);
      return skip(at);
    });
  });
}

Token Walk::parameters(Token at, cts_record &record) {
  const char kind = token(at);
  record.parameters_form = kind == '{'   ? CTS_PARAMETERS_OBJECT
                           : kind == 'n' ? CTS_PARAMETERS_MISSING
                                         : CTS_PARAMETERS_OTHER;
  if (kind != '{') return skip(at);
  const char *start = place(at);
  const Token end =
      members(at, [&](Key key, Token value) { return parameter(key, value, record); });
  if (end == nullptr) return nullptr;
  // The closing bracket is the token before.
  record.parameters = {start, static_cast<size_t>(place(end - 1) + 1 - start)};
  return end;
}

Token Walk::parameter(Key key, Token at, cts_record &record) {
  switch (key.empty() ? 0 : key[0]) {
    case 'b':
      if (is(key, "bucketName") && record.bucket == 0 && place(at)[1] != '"') {
        record.bucket = symbol(at);
      }
      break;
    case 'k':
      if (is(key, "key")) record.key = string(at);
      break;
    case 'x':
    case 'X':
    case 'a':
    case 'A':
    // A name that hides behind escapes is not compared here; whoever reads the whole will see.
    case '\\':
      header(key, at, record);
      break;
    default:
      break;
  }
  return skip(at);
}

// The parameters that can hold an ACL. Their names come as the caller wrote them.
void Walk::header(Key key, Token at, cts_record &record) {
  if (is_header(key, "x-amz-acl") && record.acl_form == CTS_ACL_NONE && token(at) == '"') {
    record.acl_form = CTS_ACL_CANNED;
    record.canned_acl = symbols_.intern(view(at));
  } else if (is_header(key, "x-amz-acl") || starts(key, "x-amz-grant-") ||
             starts(key, "accesscontrol") || key[0] == '\\') {
    record.acl_form = CTS_ACL_OTHER;
  } else if (is_header(key, "acl") && !view(at).empty()) {
    record.acl_form = CTS_ACL_OTHER;
  }
}

Token Walk::additional(Token at, cts_record &record) {
  if (token(at) != '{') return skip(at);
  return members(at, [&](Key key, Token at) {
    if (is(key, "aclRequired") && is(view(at), "Yes")) record.acl_required = CTS_TRUE;
    return skip(at);
  });
}

Token Walk::resources(Token at, cts_record &record) {
  if (token(at) != '[') return skip(at);
  return elements(
      at, [&](Token entry) { return token(entry) == '{' ? resource(entry, record) : skip(entry); });
}

Token Walk::resource(Token at, cts_record &record) {
  std::string_view type, account;
  cts_text arn = {nullptr, 0};
  const Token end = members(at, [&](Key key, Token at) {
    if (is(key, "type")) {
      type = view(at);
    } else if (is(key, "accountId")) {
      account = view(at);
    } else if (is(key, "ARN")) {
      arn = string(at);
    }
    return skip(at);
  });
  if (end == nullptr) return nullptr;
  if (!is(type, "AWS::S3::Bucket")) {
    if (record.resource_arn.bytes == nullptr) record.resource_arn = arn;
    return end;
  }
  // A copy may name two buckets, the source's too: the one of the request is the one that counts.
  const std::string_view name(arn.bytes, arn.length);
  if (record.resource_bucket_arn.bytes && !ends_with(name, symbols_.text(record.bucket))) {
    return end;
  }
  record.resource_account = account.empty() ? 0 : last_.resource_account.of(account, symbols_);
  record.resource_bucket_arn = arn;
  return end;
}

}  // namespace cts

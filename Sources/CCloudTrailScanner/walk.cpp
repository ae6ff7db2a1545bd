#include "walk.hpp"

#include <cstring>
#include <utility>

namespace cts {

using simdjson::error_code;
using simdjson::SUCCESS;

namespace {

// A text that is absent.
constexpr cts_text none = {nullptr, 0};

std::string_view token_of(ondemand::value value) {
  std::string_view token = value.raw_json_token();
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                            token.back() == '\t')) {
    token.remove_suffix(1);
  }
  return token;
}

// The bytes between the quotes; an empty view with a null pointer where the value is no string.
std::string_view string_of(ondemand::value value) {
  const std::string_view token = token_of(value);
  if (token.size() < 2 || token.front() != '"' || token.back() != '"') return std::string_view();
  return token.substr(1, token.size() - 2);
}

cts_text text_of(ondemand::value value) {
  const std::string_view string = string_of(value);
  return {string.data(), string.size()};
}

char kind_of(ondemand::value value) {
  const std::string_view token = value.raw_json_token();
  return token.empty() ? '\0' : token.front();
}

cts_flag flag_of(ondemand::value value) {
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

// Whether an ARN such as `arn:aws:s3:::name` is of the bucket of that name.
bool is_arn_of(std::string_view arn, std::string_view bucket) {
  return arn.size() > bucket.size() && arn[arn.size() - bucket.size() - 1] == ':' &&
         arn.substr(arn.size() - bucket.size()) == bucket;
}

bool digits(const char *at, int count, int64_t &value) {
  value = 0;
  for (int place = 0; place < count; ++place) {
    if (at[place] < '0' || at[place] > '9') return false;
    value = value * 10 + (at[place] - '0');
  }
  return true;
}

// What CloudWatch Logs writes where it tries out a subscription's destination.
bool is_control_message(std::string_view text) {
  constexpr std::string_view start = "CWL CONTROL MESSAGE";
  return text.substr(0, start.size()) == start;
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

}  // namespace

error_code Walk::document(ondemand::document &document) {
  ondemand::json_type type;
  if (auto error = document.type().get(type)) return error;
  if (type == ondemand::json_type::object) {
    ondemand::object object;
    if (auto error = document.get_object().get(object)) return error;
    return this->object(object, 0, nullptr);
  }
  if (type == ondemand::json_type::array) {
    ondemand::array array;
    if (auto error = document.get_array().get(array)) return error;
    return this->array(array, 0);
  }
  return SUCCESS;
}

error_code Walk::value(ondemand::value value, int depth) {
  const char *start = value.raw_json_token().data();
  switch (kind_of(value)) {
    case '{': {
      ondemand::object object;
      if (auto error = value.get_object().get(object)) return error;
      return this->object(object, depth, start);
    }
    case '[': {
      ondemand::array array;
      if (auto error = value.get_array().get(array)) return error;
      return this->array(array, depth);
    }
    default:
      malformed(start);
      return SUCCESS;
  }
}

error_code Walk::array(ondemand::array array, int depth) {
  if (depth > deepest_wrapping) return simdjson::DEPTH_ERROR;
  for (auto element : array) {
    ondemand::value value;
    if (auto error = std::move(element).get(value)) return error;
    if (auto error = this->value(value, depth + 1)) return error;
  }
  return SUCCESS;
}

error_code Walk::object(ondemand::object object, int depth, const char *start) {
  Draft record;
  bool wrapping = false;
  for (auto item : object) {
    ondemand::field field;
    if (auto error = std::move(item).get(field)) return error;
    const char *name = field.key().raw();
    if (start == nullptr) start = name;
    bool was = false;
    if (auto error = wrapped(name, field.value(), depth, was)) return error;
    if (was) {
      wrapping = true;
    } else if (auto error = this->field(name, field.value(), record)) {
      return error;
    }
  }
  if (record.event_name != 0 && record.event_source != 0 && record.event_time_text.bytes) {
    emit(record);
  } else if (wrapping) {
    found.wrapping = true;
  } else if (depth > 0) {
    malformed(start);
  }
  return SUCCESS;
}

// The wrappings: a log file, `lookup-events` output, an EventBridge event, CloudWatch Logs exports
// and subscriptions.
error_code Walk::wrapped(const char *key, ondemand::value value, int depth, bool &was) {
  const char kind = kind_of(value);
  switch (key[0]) {
    case 'R':
      was = is(key, "Records") && kind == '[';
      break;
    case 'E':
      was = is(key, "Events") && kind == '[';
      break;
    case 'e':
      was = is(key, "events") && kind == '[';
      break;
    case 'l':
      was = is(key, "logEvents") && kind == '[';
      break;
    case 'd':
      was = is(key, "detail") && kind == '{';
      if (is(key, "digestS3Object") || is(key, "digestStartTime")) found.other_cloudtrail = true;
      break;
    case 'C':
      if (is(key, "CloudTrailEvent") && kind == '"') {
        was = true;
        return embedded(value, depth);
      }
      break;
    case 'm':
      if (is(key, "message") && kind == '"') {
        was = true;
        return embedded(value, depth);
      }
      break;
    default:
      break;
  }
  if (!was) return SUCCESS;
  if (depth > deepest_wrapping) return simdjson::DEPTH_ERROR;
  return this->value(value, depth + 1);
}

// A record that stands as a string in another document.
error_code Walk::embedded(ondemand::value value, int depth) {
  const cts_text text = text_of(value);
  if (depth > deepest_wrapping || text.bytes == nullptr) {
    malformed(text.bytes);
    return SUCCESS;
  }
  if (is_control_message(std::string_view(text.bytes, text.length))) return SUCCESS;
  std::string document(text.length + CTS_PADDING, '\0');
  const size_t length = cts_unescape(text, &document[0]);
  ondemand::parser parser;
  ondemand::document parsed;
  Walk inner(symbols_, visitor_, context_);
  error_code error =
      parser.iterate(simdjson::padded_string_view(document.data(), length, document.size()))
          .get(parsed);
  if (error == SUCCESS) {
    ondemand::object object;
    error = parsed.get_object().get(object);
    if (error == SUCCESS) error = inner.object(object, depth + 1, nullptr);
  }
  const char *behind = nullptr;
  if (error == SUCCESS && parsed.current_location().get(behind) != simdjson::OUT_OF_BOUNDS) {
    error = simdjson::TRAILING_CONTENT;
  }
  found.records += inner.found.records;
  const bool empty = inner.found.records == 0 && !inner.found.wrapping;
  if (error != SUCCESS || empty || inner.found.malformed > 0) malformed(text.bytes);
  return SUCCESS;
}

void Walk::malformed(const char *at) {
  if (found.malformed++ == 0) found.first_malformed = at;
}

void Walk::emit(Draft &record) {
  found.records += 1;
  record.event_time = seconds_since_1970(record.event_time_text);
  choose_bucket(record);
  visitor_(context_, &record);
}

// A copy may name two buckets, the source's too: the one of the request counts. Members come in any
// order, so this is decided when all have been seen.
void Walk::choose_bucket(Draft &record) {
  if (record.bucket_count == 0) return;
  const std::string_view name = symbols_.text(record.bucket);
  const BucketResource *chosen = &record.buckets[0];
  bool is_named = record.bucket == 0;
  for (size_t at = 0; at < record.bucket_count && !is_named; ++at) {
    if (!is_arn_of(record.buckets[at].arn, name)) continue;
    chosen = &record.buckets[at];
    is_named = true;
  }
  record.resource_is_named = is_named ? CTS_TRUE : CTS_FALSE;
  if (!chosen->account.empty()) {
    record.resource_account = resource_account_.of(chosen->account, symbols_);
  }
  if (!chosen->arn.empty()) {
    record.resource_bucket_arn = resource_bucket_arn_.of(chosen->arn, symbols_);
  }
}

error_code Walk::field(const char *key, ondemand::value value, Draft &record) {
  switch (key[0]) {
    case 'e':
      if (is(key, "eventTime")) {
        record.event_time_text = text_of(value);
      } else if (is(key, "eventSource")) {
        const auto text = string_of(value);
        if (text.data()) record.event_source = event_source_.of(text, symbols_);
      } else if (is(key, "eventName")) {
        const auto text = string_of(value);
        if (text.data()) record.event_name = event_name_.of(text, symbols_);
      } else if (is(key, "errorCode")) {
        const auto text = string_of(value);
        if (text.data() && !text.empty()) record.error_code = symbols_.intern(text);
      } else if (is(key, "eventID")) {
        record.event_id = text_of(value);
      } else if (is(key, "eventCategory")) {
        const auto text = string_of(value);
        if (text.data()) record.event_category = event_category_.of(text, symbols_);
      }
      return SUCCESS;
    case 'u':
      if (is(key, "userIdentity")) return identity(value, record);
      if (is(key, "userAgent")) record.user_agent = text_of(value);
      return SUCCESS;
    case 'a':
      if (is(key, "awsRegion")) {
        const auto text = string_of(value);
        if (text.data()) record.aws_region = aws_region_.of(text, symbols_);
      } else if (is(key, "additionalEventData")) {
        return additional(value, record);
      }
      return SUCCESS;
    case 's':
      if (is(key, "sourceIPAddress")) {
        record.source_address = text_of(value);
      } else if (is(key, "sharedEventID")) {
        record.shared_event_id = text_of(value);
      }
      return SUCCESS;
    case 'r':
      if (is(key, "requestParameters")) return parameters(value, record);
      if (is(key, "resources")) return resources(value, record);
      if (is(key, "requestID")) {
        record.request_id = text_of(value);
      } else if (is(key, "readOnly")) {
        record.read_only = flag_of(value);
      } else if (is(key, "recipientAccountId")) {
        const auto text = string_of(value);
        if (text.data()) record.recipient_account = recipient_account_.of(text, symbols_);
      }
      return SUCCESS;
    case 'm':
      if (is(key, "managementEvent")) record.management_event = flag_of(value);
      return SUCCESS;
    default:
      return SUCCESS;
  }
}

error_code Walk::identity(ondemand::value value, cts_record &record) {
  if (kind_of(value) != '{') return SUCCESS;
  ondemand::object object;
  if (auto error = value.get_object().get(object)) return error;
  for (auto item : object) {
    ondemand::field field;
    if (auto error = std::move(item).get(field)) return error;
    const char *key = field.key().raw();
    if (is(key, "type")) {
      const auto text = string_of(field.value());
      if (text.data()) record.identity_type = identity_type_.of(text, symbols_);
    } else if (is(key, "accountId")) {
      const auto text = string_of(field.value());
      if (text.data()) record.identity_account = identity_account_.of(text, symbols_);
    } else if (is(key, "arn")) {
      record.identity_arn = text_of(field.value());
    } else if (is(key, "principalId")) {
      record.principal_id = text_of(field.value());
    } else if (is(key, "invokedBy")) {
      record.invoked_by = text_of(field.value());
    } else if (is(key, "sessionContext")) {
      if (auto error = session(field.value(), record)) return error;
    }
  }
  return SUCCESS;
}

error_code Walk::session(ondemand::value value, cts_record &record) {
  if (kind_of(value) != '{') return SUCCESS;
  ondemand::object object;
  if (auto error = value.get_object().get(object)) return error;
  for (auto item : object) {
    ondemand::field field;
    if (auto error = std::move(item).get(field)) return error;
    if (!is(field.key().raw(), "sessionIssuer") || kind_of(field.value()) != '{') continue;
    ondemand::object issuer;
    if (auto error = field.value().get_object().get(issuer)) return error;
    for (auto part : issuer) {
      ondemand::field member;
      if (auto error = std::move(part).get(member)) return error;
      if (is(member.key().raw(), "arn")) record.issuer_arn = text_of(member.value());
    }
  }
  return SUCCESS;
}

error_code Walk::parameters(ondemand::value value, cts_record &record) {
  const char kind = kind_of(value);
  record.parameters_form = kind == '{'   ? CTS_PARAMETERS_OBJECT
                           : kind == 'n' ? CTS_PARAMETERS_MISSING
                                         : CTS_PARAMETERS_OTHER;
  if (kind != '{') return SUCCESS;
  ondemand::object object;
  if (auto error = value.get_object().get(object)) return error;
  for (auto item : object) {
    ondemand::field field;
    if (auto error = std::move(item).get(field)) return error;
    if (auto error = parameter(field.key().raw(), field.value(), record)) return error;
  }
  // The object is behind us: this asks only where it began and ended.
  std::string_view whole;
  if (auto error = object.raw_json().get(whole)) return error;
  record.parameters = {whole.data(), whole.size()};
  return SUCCESS;
}

error_code Walk::parameter(const char *key, ondemand::value value, cts_record &record) {
  switch (key[0]) {
    case 'b':
      if (is(key, "bucketName") && record.bucket == 0) {
        const auto text = string_of(value);
        if (text.data() && !text.empty()) record.bucket = bucket_.of(text, symbols_);
      }
      return SUCCESS;
    case 'k':
      if (is(key, "key")) record.key = text_of(value);
      return SUCCESS;
    case 'x':
    case 'X':
      if (is_header(key, "x-amz-acl")) {
        const auto text = string_of(value);
        // A header without a value asks for nothing.
        if (text.data() && text.empty()) return SUCCESS;
        if (text.data() && record.acl_form == CTS_ACL_NONE) {
          record.acl_form = CTS_ACL_CANNED;
          record.canned_acl = symbols_.intern(text);
        } else {
          record.acl_form = CTS_ACL_OTHER;
        }
      } else if (starts(key, "x-amz-grant-")) {
        record.acl_form = CTS_ACL_OTHER;
      }
      return SUCCESS;
    case 'a':
    case 'A':
      if (starts(key, "accesscontrol")) {
        record.acl_form = CTS_ACL_OTHER;
      } else if (is_header(key, "acl") && !(kind_of(value) == '"' && string_of(value).empty())) {
        // The field of a form upload; what only marks the sub-resource is told from it by whoever
        // reads the whole.
        record.acl_form = CTS_ACL_OTHER;
      }
      return SUCCESS;
    case '\\':
      // A name that hides behind escapes is not compared here; whoever reads the whole will see.
      record.acl_form = CTS_ACL_OTHER;
      return SUCCESS;
    default:
      return SUCCESS;
  }
}

error_code Walk::additional(ondemand::value value, cts_record &record) {
  if (kind_of(value) != '{') return SUCCESS;
  ondemand::object object;
  if (auto error = value.get_object().get(object)) return error;
  for (auto item : object) {
    ondemand::field field;
    if (auto error = std::move(item).get(field)) return error;
    if (is(field.key().raw(), "aclRequired") && string_of(field.value()) == "Yes") {
      record.acl_required = CTS_TRUE;
    }
  }
  return SUCCESS;
}

error_code Walk::resources(ondemand::value value, Draft &record) {
  if (kind_of(value) != '[') return SUCCESS;
  ondemand::array array;
  if (auto error = value.get_array().get(array)) return error;
  for (auto element : array) {
    ondemand::value entry;
    if (auto error = std::move(element).get(entry)) return error;
    if (kind_of(entry) != '{') continue;
    ondemand::object object;
    if (auto error = entry.get_object().get(object)) return error;
    if (auto error = resource(object, record)) return error;
  }
  return SUCCESS;
}

error_code Walk::resource(ondemand::object object, Draft &record) {
  std::string_view type, account, arn;
  for (auto item : object) {
    ondemand::field field;
    if (auto error = std::move(item).get(field)) return error;
    const char *key = field.key().raw();
    if (is(key, "type")) {
      type = string_of(field.value());
    } else if (is(key, "accountId")) {
      account = string_of(field.value());
    } else if (is(key, "ARN") || is(key, "ARNPrefix")) {
      arn = string_of(field.value());
    }
  }
  if (type == "AWS::S3::Bucket") {
    if (record.bucket_count < Draft::most_buckets) {
      record.buckets[record.bucket_count++] = {account, arn};
    }
  } else if (record.resource_arn.bytes == nullptr) {
    record.resource_arn = {arn.data(), arn.size()};
  }
  return SUCCESS;
}

}  // namespace cts

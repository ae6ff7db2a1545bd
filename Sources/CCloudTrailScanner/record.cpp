#include <utility>

#include "event_time.hpp"
#include "tokens.hpp"
#include "walk.hpp"

// The members of one record.
namespace cts {

using simdjson::error_code;
using simdjson::SUCCESS;

namespace {

// Whether an ARN such as `arn:aws:s3:::name` is of the bucket of that name.
bool is_arn_of(std::string_view arn, std::string_view bucket) {
  return arn.size() > bucket.size() && arn[arn.size() - bucket.size() - 1] == ':' &&
         arn.substr(arn.size() - bucket.size()) == bucket;
}

}  // namespace

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
    if (!is_arn_of(view_of(record.buckets[at].arn), name)) continue;
    chosen = &record.buckets[at];
    is_named = true;
  }
  record.resource_is_named = is_named ? CTS_TRUE : CTS_FALSE;
  if (chosen->account.length > 0) {
    record.resource_account = resource_account_.of(view_of(chosen->account), symbols_);
  }
  if (chosen->arn.length > 0) {
    record.resource_bucket_arn = resource_bucket_arn_.of(view_of(chosen->arn), symbols_);
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
  std::string_view type;
  cts_text account = none;
  cts_text arn = none;
  for (auto item : object) {
    ondemand::field field;
    if (auto error = std::move(item).get(field)) return error;
    const char *key = field.key().raw();
    if (is(key, "type")) {
      type = string_of(field.value());
    } else if (is(key, "accountId")) {
      account = text_of(field.value());
    } else if (is(key, "ARN") || is(key, "ARNPrefix")) {
      arn = text_of(field.value());
    }
  }
  if (type == "AWS::S3::Bucket") {
    if (record.bucket_count < Draft::most_buckets) {
      record.buckets[record.bucket_count++] = {account, arn};
    }
  } else if (record.resource_arn.bytes == nullptr) {
    record.resource_arn = arn;
  }
  return SUCCESS;
}

}  // namespace cts

#pragma once

#include "event_time.hpp"
#include "tokens.hpp"

// The members of one record. In a header, so that the compiler sees the walk as a whole: most of its
// functions are called from one place and a few hundred times a record.
namespace cts {

// Whether an ARN such as `arn:aws:s3:::name` is of the bucket of that name.
inline bool is_arn_of(cts_text arn, std::string_view bucket) {
  if (arn.length <= bucket.size()) return false;
  const char *name = arn.bytes + arn.length - bucket.size();
  return name[-1] == ':' && Symbols::same({name, bucket.size()}, bucket);
}

inline void Walk::emit(Draft &record) {
  found.records += 1;
  record.event_time = seconds_since_1970(record.event_time_text);
  choose_bucket(record);
  visitor_(context_, &record);
}

// A copy may name two buckets, the source's too: the one of the request counts. Members come in any
// order, so this is decided when all have been seen.
inline void Walk::choose_bucket(Draft &record) {
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
  record.resource_bucket_arn = chosen->arn;
  if (chosen->account.length > 0) {
    record.resource_account =
        last_.resource_account.of({chosen->account.bytes, chosen->account.length}, symbols_);
  }
}

inline Token Walk::field(Key key, Token at, Draft &record, int depth, bool &wrapping) {
  // By length, which leaves a name or two to compare with, and none for most that do not matter.
  switch (key.size()) {
    case 6:
      if (is(key, "events") || is(key, "Events")) return listed(at, depth, wrapping);
      if (is(key, "detail") && token(at) == '{') return wrapped(at, depth, wrapping);
      break;
    case 7:
      if (is(key, "eventID")) {
        record.event_id = string(at);
      } else if (is(key, "Records")) {
        return listed(at, depth, wrapping);
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
inline Token Walk::field_of_nine(Key key, Token at, Draft &record, int depth, bool &wrapping) {
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
    return listed(at, depth, wrapping);
  }
  return skip(at);
}

inline Token Walk::identity(Token at, cts_record &record) {
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

inline Token Walk::session(Token at, cts_record &record) {
  if (token(at) != '{') return skip(at);
  return members(at, [&](Key key, Token at) {
    if (!is(key, "sessionIssuer") || token(at) != '{') return skip(at);
    return members(at, [&](Key part, Token at) {
      if (is(part, "arn")) record.issuer_arn = string(at);
      return skip(at);
    });
  });
}

inline Token Walk::parameters(Token at, cts_record &record) {
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

inline Token Walk::parameter(Key key, Token at, cts_record &record) {
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
inline void Walk::header(Key key, Token at, cts_record &record) {
  // One without a value asks for nothing, or only marks the sub-resource of the URL.
  const bool is_text = token(at) == '"';
  const bool is_empty = is_text && view(at).empty();
  if (is_header(key, "x-amz-acl")) {
    if (is_empty) return;
    if (is_text && record.acl_form == CTS_ACL_NONE) {
      record.acl_form = CTS_ACL_CANNED;
      record.canned_acl = symbols_.intern(view(at));
    } else {
      record.acl_form = CTS_ACL_OTHER;
    }
  } else if (starts(key, "x-amz-grant-") || starts(key, "accesscontrol") ||
             key.find('\\') != Key::npos ||
             (is_header(key, "acl") && !is_empty)) {
    // Of `acl` whoever reads the whole will tell the field of a form upload from the sub-resource.
    record.acl_form = CTS_ACL_OTHER;
  }
}

inline Token Walk::additional(Token at, cts_record &record) {
  if (token(at) != '{') return skip(at);
  return members(at, [&](Key key, Token at) {
    if (is(key, "aclRequired") && is(view(at), "Yes")) record.acl_required = CTS_TRUE;
    return skip(at);
  });
}

inline Token Walk::resources(Token at, Draft &record) {
  if (token(at) != '[') return skip(at);
  return elements(
      at, [&](Token entry) { return token(entry) == '{' ? resource(entry, record) : skip(entry); });
}

inline Token Walk::resource(Token at, Draft &record) {
  std::string_view type;
  BucketResource entry = {{nullptr, 0}, {nullptr, 0}};
  const Token end = members(at, [&](Key key, Token at) {
    if (is(key, "type")) {
      type = view(at);
    } else if (is(key, "accountId")) {
      entry.account = string(at);
    } else if (is(key, "ARN") || is(key, "ARNPrefix")) {
      entry.arn = string(at);
    }
    return skip(at);
  });
  if (end == nullptr) return nullptr;
  if (!is(type, "AWS::S3::Bucket")) {
    if (record.resource_arn.bytes == nullptr) record.resource_arn = entry.arn;
  } else if (record.bucket_count < Draft::most_buckets) {
    record.buckets[record.bucket_count++] = entry;
  }
  return end;
}

}  // namespace cts

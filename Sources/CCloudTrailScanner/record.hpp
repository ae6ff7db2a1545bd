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
  record.event_time = recent_.times.seconds_since_1970(record.event_time_text.quote + 1);
  choose_bucket(record);
  visitor_(context_, &record);
}

// The symbol of the account that a bucket is of; 0 where it is empty.
inline cts_symbol Walk::account_of(const BucketResource &bucket) const {
  LastSymbol &last = recent_.resource_account;
  if (last.is_again(bucket.account.quote, limit_)) return last.symbol();
  const cts_text text = cts_string_text(bucket.account);
  return text.length > 0 ? last.become({text.bytes, text.length}, symbols_) : 0;
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
  if (chosen->account.quote != nullptr) record.resource_account = account_of(*chosen);
}

CTS_INLINED inline Token Walk::field(Key key, Token at, Draft &record, int depth,
                                     bool &wrapping) {
  // By length, which leaves a name or two to compare with, and none for most that do not matter.
  switch (key.size()) {
    case 6:
      if (is(key, "events") || is(key, "Events")) return listed(at, depth, wrapping);
      if (is(key, "detail") && token(at) == '{') return wrapped(at, depth, wrapping);
      break;
    case 7:
      if (is(key, "eventID")) {
        record.event_id = string_at(at);
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
      if (is(key, "eventSource")) record.event_source = symbol(at, recent_.event_source);
      break;
    case 12:
      if (is(key, "userIdentity")) return identity(at, record);
      break;
    case 13:
      if (is(key, "eventCategory")) {
        record.event_category = symbol(at, recent_.event_category);
      } else if (is(key, "sharedEventID")) {
        record.shared_event_id = string_at(at);
      }
      break;
    case 14:
      if (is(key, "digestS3Object")) found.other_cloudtrail = true;
      break;
    case 15:
      if (is(key, "sourceIPAddress")) {
        record.source_address = string_at(at);
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
      if (is(key, "recipientAccountId")) {
        record.recipient_account = symbol(at, recent_.recipient_account);
      }
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
CTS_INLINED inline Token Walk::field_of_nine(Key key, Token at, Draft &record, int depth,
                                             bool &wrapping) {
  if (is(key, "eventName")) {
    record.event_name = symbol(at, recent_.event_name);
  } else if (is(key, "eventTime")) {
    record.event_time_text = string_at(at);
  } else if (is(key, "awsRegion")) {
    record.aws_region = symbol(at, recent_.aws_region);
  } else if (is(key, "userAgent")) {
    record.user_agent = string_at(at);
  } else if (is(key, "requestID")) {
    record.request_id = string_at(at);
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

CTS_INLINED inline Token Walk::identity(Token at, cts_record &record) {
  if (token(at) != '{') return skip(at);
  return members(at, [&](Key key, Token at) CTS_INLINED {
    if (is(key, "type")) {
      record.identity_type = symbol(at, recent_.identity_type);
    } else if (is(key, "principalId")) {
      record.principal_id = string_at(at);
    } else if (is(key, "arn")) {
      record.identity_arn = string_at(at);
    } else if (is(key, "accountId")) {
      record.identity_account = symbol(at, recent_.identity_account);
    } else if (is(key, "sessionContext")) {
      return session(at, record);
    } else if (is(key, "invokedBy")) {
      record.invoked_by = string_at(at);
    }
    return skip(at);
  });
}

CTS_INLINED inline Token Walk::session(Token at, cts_record &record) {
  if (token(at) != '{') return skip(at);
  return members(at, [&](Key key, Token at) CTS_INLINED {
    if (!is(key, "sessionIssuer") || token(at) != '{') return skip(at);
    return members(at, [&](Key part, Token at) CTS_INLINED {
      if (is(part, "arn")) record.issuer_arn = string_at(at);
      return skip(at);
    });
  });
}

CTS_INLINED inline Token Walk::parameters(Token at, cts_record &record) {
  const char kind = token(at);
  record.parameters_form = kind == '{'   ? CTS_PARAMETERS_OBJECT
                           : kind == 'n' ? CTS_PARAMETERS_MISSING
                                         : CTS_PARAMETERS_OTHER;
  if (kind != '{') return skip(at);
  const char *start = place(at);
  const Token end =
      members(at, [&](Key key, Token value) CTS_INLINED { return parameter(key, value, record); });
  if (end == nullptr) return nullptr;
  // The closing bracket is the token before.
  record.parameters = {start, static_cast<size_t>(place(end - 1) + 1 - start)};
  return end;
}

CTS_INLINED inline Token Walk::parameter(Key key, Token at, cts_record &record) {
  switch (key.empty() ? 0 : key[0]) {
    case 'b':
      if (is(key, "bucketName") && record.bucket == 0 && place(at)[1] != '"') {
        record.bucket = symbol(at, recent_.bucket);
      }
      break;
    case 'k':
      if (is(key, "key")) record.key = string_at(at);
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

CTS_INLINED inline Token Walk::additional(Token at, cts_record &record) {
  if (token(at) != '{') return skip(at);
  return members(at, [&](Key key, Token at) CTS_INLINED {
    if (is(key, "aclRequired") && is(view(at), "Yes")) record.acl_required = CTS_TRUE;
    return skip(at);
  });
}

CTS_INLINED inline Token Walk::resources(Token at, Draft &record) {
  if (token(at) != '[') return skip(at);
  return elements(at, [&](Token entry) CTS_INLINED {
    return token(entry) == '{' ? resource(entry, record) : skip(entry);
  });
}

CTS_INLINED inline Token Walk::resource(Token at, Draft &record) {
  bool is_bucket = false;
  BucketResource entry = {{nullptr}, {nullptr, 0}};
  const Token end = members(at, [&](Key key, Token at) CTS_INLINED {
    if (is(key, "type")) {
      is_bucket = begins(at, "\"AWS::S3::Bucket\"");
    } else if (is(key, "accountId")) {
      entry.account = string_at(at);
    } else if (is(key, "ARN") || is(key, "ARNPrefix")) {
      entry.arn = string(at);
    }
    return skip(at);
  });
  if (end == nullptr) return nullptr;
  if (!is_bucket) {
    if (record.resource_arn.bytes == nullptr) record.resource_arn = entry.arn;
  } else if (record.bucket_count < Draft::most_buckets) {
    record.buckets[record.bucket_count++] = entry;
  }
  return end;
}

}  // namespace cts

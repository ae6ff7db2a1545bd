// Walks CloudTrail JSON with simdjson and hands out each record as views into the text.
//
// The walk copies nothing. Values that repeat from record to record (event names, buckets,
// accounts) are given as symbols: small numbers that stand for the same bytes for the life of the
// scanner. Values that differ in each record (keys, event ids) are given by where they begin, for of
// most records nobody asks for them: `cts_string_text` gives the bytes between the quotes, escapes
// unresolved, to be read before the callback returns.

#ifndef CLOUDTRAIL_SCANNER_H
#define CLOUDTRAIL_SCANNER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The number of readable bytes that must follow a text handed to the scanner.
enum { CTS_PADDING = 64 };

typedef struct cts_scanner cts_scanner;

// A stretch of the scanned text; owned by whoever owns that text. `bytes` is null where the record
// has no such value.
typedef struct {
  const char *bytes;
  size_t length;
} cts_text;

// A value that begins at `quote`; null where the record has none. Owned as a text is.
typedef struct {
  const char *quote;
} cts_string;

// A number that stands for a value; 0 where the record has none. Valid for one scanner.
typedef uint32_t cts_symbol;

typedef enum { CTS_ABSENT = 0, CTS_FALSE = 1, CTS_TRUE = 2 } cts_flag;

// How the request parameters carry an ACL.
typedef enum {
  CTS_ACL_NONE = 0,
  // One `x-amz-acl` that is a string: `canned_acl` holds it.
  CTS_ACL_CANNED = 1,
  // Anything else: read `parameters`.
  CTS_ACL_OTHER = 2
} cts_acl_form;

typedef enum { CTS_PARAMETERS_MISSING = 0, CTS_PARAMETERS_OBJECT = 1, CTS_PARAMETERS_OTHER = 2 } cts_parameters_form;

// One CloudTrail record.
typedef struct {
  // Seconds since 1970, or INT64_MIN where `event_time_text` is of no form that is known here.
  int64_t event_time;
  cts_string event_time_text;

  cts_symbol event_source;
  cts_symbol event_name;
  cts_symbol event_category;
  cts_symbol aws_region;
  cts_symbol recipient_account;
  cts_symbol error_code;
  cts_symbol identity_type;
  cts_symbol identity_account;
  cts_symbol bucket;
  // Of the entry of `resources` that is the bucket of `bucket`, else the first that is a bucket.
  cts_symbol resource_account;
  cts_symbol canned_acl;

  cts_string event_id;
  cts_string shared_event_id;
  cts_string request_id;
  cts_string user_agent;
  cts_string source_address;
  cts_string key;
  cts_string principal_id;
  cts_string identity_arn;
  cts_string issuer_arn;
  cts_string invoked_by;
  // The ARN of the entry of `resources` that is a bucket.
  cts_text resource_bucket_arn;
  // The ARN of the first entry of `resources` that is not a bucket.
  cts_text resource_arn;
  // The whole of `requestParameters`, as JSON.
  cts_text parameters;

  uint8_t read_only;         // cts_flag
  uint8_t management_event;  // cts_flag
  uint8_t acl_required;      // CTS_TRUE where it is "Yes"
  uint8_t acl_form;          // cts_acl_form
  uint8_t parameters_form;   // cts_parameters_form
  // CTS_FALSE where there is a bucket among `resources` and it is another than `bucket`.
  uint8_t resource_is_named;  // cts_flag
} cts_record;

// Called for each record, in the order of the text. The record and its texts are the scanner's and
// end with the call.
typedef void (*cts_visitor)(void *context, const cts_record *record);

typedef enum {
  CTS_OK = 0,
  // Not JSON from `offset` on; what came before was visited.
  CTS_BROKEN = 1,
  // JSON, but neither a record nor a known wrapping of records.
  CTS_NOT_CLOUDTRAIL = 2,
  // A CloudTrail digest or Insights file, which holds no records of calls.
  CTS_OTHER_CLOUDTRAIL = 3,
  CTS_NO_MEMORY = 4
} cts_status;

typedef struct {
  cts_status status;
  // Where in the text the trouble begins; the text's length where it ends too early.
  size_t offset;
  // What the trouble is, in English; static, or empty.
  const char *reason;
  // Records visited.
  uint64_t records;
  // Elements that stand where a record should and are none, and where the first of them is.
  uint64_t malformed;
  size_t first_malformed;
} cts_result;

// Makes a scanner for one thread at a time; null where there is no memory. Free it with
// `cts_scanner_free`.
cts_scanner *cts_scanner_new(void);
void cts_scanner_free(cts_scanner *scanner);

// Visits every record of a text: one JSON document or several. CTS_PADDING readable bytes must
// follow the text. Never throws, never keeps the text.
cts_result cts_scan(cts_scanner *scanner, const char *text, size_t length, cts_visitor visitor,
                    void *context);

// The bytes between the quotes of a value; absent where it is no string. Not for a value that was kept
// beyond the callback.
cts_text cts_string_text(cts_string value);

// The symbol for these bytes, new or known.
cts_symbol cts_intern(cts_scanner *scanner, cts_text text);

// The bytes that a symbol stands for, escapes unresolved; owned by the scanner.
cts_text cts_symbol_text(const cts_scanner *scanner, cts_symbol symbol);

// Resolves JSON escapes: writes at most `text.length` bytes to `out`, returns how many. Escapes
// that stand for no character become U+FFFD. `out` is no part of the text.
size_t cts_unescape(cts_text text, char *out);

// One value of a parsed JSON document. Values follow each other in the order of the text, the
// members of an object as name and value.
typedef struct {
  // One of { [ " n t f 0: object, array, string, null, true, false, number.
  char kind;
  // The number of members or elements that follow, of an object or array.
  uint32_t count;
  // A string with its escapes resolved, or a number's text; owned by the scanner, until the next
  // call of `cts_parse`.
  cts_text text;
} cts_value;

// Parses a JSON document whole, with full validation. Sets `count` to the number of values and
// returns them, owned by the scanner until the next call; null where it is not JSON or nests more
// than 128 levels.
const cts_value *cts_parse(cts_scanner *scanner, const char *text, size_t length, size_t *count);

#ifdef __cplusplus
}
#endif

#endif

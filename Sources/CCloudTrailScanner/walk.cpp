#include "walk.hpp"

#include <string>
#include <utility>

#include "tokens.hpp"

// The way down to the records, through whatever they are wrapped in.
namespace cts {

using simdjson::error_code;
using simdjson::SUCCESS;

namespace {

// What CloudWatch Logs writes where it tries out a subscription's destination.
bool is_control_message(std::string_view text) {
  constexpr std::string_view start = "CWL CONTROL MESSAGE";
  return text.substr(0, start.size()) == start;
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

}  // namespace cts

#pragma once

#include <cstdint>
#include <cstring>

#include "cloudtrail_scanner.h"

namespace cts {

inline bool digits(const char *at, int count, int64_t &value) {
  value = 0;
  for (int place = 0; place < count; ++place) {
    if (at[place] < '0' || at[place] > '9') return false;
    value = value * 10 + (at[place] - '0');
  }
  return true;
}

inline int64_t days_in(int64_t month, int64_t year) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// The seconds within its hour of a time whose minutes begin at `at`, as in `34:11Z"`; -1 for another
// form.
inline int64_t seconds_of_hour(const char *at) {
  int64_t minute, second;
  if (!digits(at, 2, minute) || at[2] != ':' || !digits(at + 3, 2, second)) return -1;
  if (at[5] != 'Z' || at[6] != '"') return -1;
  return minute > 59 || second > 59 ? -1 : minute * 60 + second;
}

// Reads `2020-02-03T15:34:11Z"`, the one form that CloudTrail writes; INT64_MIN for any other, which
// is left to the reader of `event_time_text`. Looks at as many bytes as that form has, at most.
inline int64_t seconds_since_1970(const char *at) {
  int64_t year, month, day, hour;
  if (!digits(at, 4, year) || at[4] != '-' || !digits(at + 5, 2, month) ||
      at[7] != '-' || !digits(at + 8, 2, day) || at[10] != 'T' || !digits(at + 11, 2, hour) ||
      at[13] != ':') {
    return INT64_MIN;
  }
  const int64_t seconds = seconds_of_hour(at + 14);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in(month, year) || hour > 23 ||
      seconds < 0) {
    return INT64_MIN;
  }
  const int64_t shifted_year = month <= 2 ? year - 1 : year;
  const int64_t era = shifted_year / 400;
  const int64_t year_of_era = shifted_year % 400;
  const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return (era * 146097 + day_of_era - 719468) * 86400 + hour * 3600 + seconds;
}

// Reads times of which most lie in the hour of the one before.
class EventTimes {
 public:
  int64_t seconds_since_1970(const char *at) {
    if (std::memcmp(at, hour_, sizeof hour_) == 0) {
      const int64_t seconds = seconds_of_hour(at + sizeof hour_);
      return seconds < 0 ? INT64_MIN : start_ + seconds;
    }
    const int64_t seconds = cts::seconds_since_1970(at);
    if (seconds != INT64_MIN) {
      std::memcpy(hour_, at, sizeof hour_);
      start_ = seconds - seconds_of_hour(at + sizeof hour_);
    }
    return seconds;
  }

 private:
  // The hour as it is written, `2020-02-03T15:`, and when it begins. At first what is in no text, for it
  // begins with a quote.
  char hour_[14] = {'"'};
  int64_t start_ = 0;
};

}  // namespace cts

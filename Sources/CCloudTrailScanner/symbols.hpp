#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "cloudtrail_scanner.h"

namespace cts {

// Numbers for strings, from 1 on. Open addressing, since each record asks about ten times.
class Symbols {
 public:
  Symbols() : slots_(1024) {}

  cts_symbol intern(std::string_view text) {
    const uint64_t hash = hash_of(text);
    size_t place = hash & (slots_.size() - 1);
    while (slots_[place].symbol != 0) {
      if (slots_[place].hash == hash && texts_[slots_[place].symbol - 1] == text) {
        return slots_[place].symbol;
      }
      place = (place + 1) & (slots_.size() - 1);
    }
    texts_.emplace_back(text);
    slots_[place] = {hash, static_cast<cts_symbol>(texts_.size())};
    if (texts_.size() * 2 > slots_.size()) grow();
    return static_cast<cts_symbol>(texts_.size());
  }

  std::string_view text(cts_symbol symbol) const {
    return symbol == 0 || symbol > texts_.size() ? std::string_view() : texts_[symbol - 1];
  }

 private:
  struct Slot {
    uint64_t hash = 0;
    cts_symbol symbol = 0;
  };

  static uint64_t hash_of(std::string_view text) {
    uint64_t hash = 0x9E3779B97F4A7C15u ^ text.size();
    const char *at = text.data();
    size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8) {
      uint64_t word;
      std::memcpy(&word, at, 8);
      hash = mix(hash ^ word);
    }
    uint64_t last = 0;
    if (left > 0) std::memcpy(&last, at, left);
    return mix(hash ^ last);
  }

  static uint64_t mix(uint64_t value) {
    value *= 0xFF51AFD7ED558CCDu;
    return value ^ (value >> 32);
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot &slot : old) {
      if (slot.symbol == 0) continue;
      size_t place = slot.hash & (slots_.size() - 1);
      while (slots_[place].symbol != 0) place = (place + 1) & (slots_.size() - 1);
      slots_[place] = slot;
    }
  }

  std::vector<Slot> slots_;
  // A deque, so that the texts stay where they are as it grows.
  std::deque<std::string> texts_;
};

// The symbol of a field that mostly has the value that it had in the record before.
class LastSymbol {
 public:
  cts_symbol of(std::string_view text, Symbols &symbols) {
    if (symbol_ == 0 || text != text_) {
      symbol_ = symbols.intern(text);
      text_ = symbols.text(symbol_);
    }
    return symbol_;
  }

 private:
  cts_symbol symbol_ = 0;
  // Owned by the symbols.
  std::string_view text_;
};

}  // namespace cts

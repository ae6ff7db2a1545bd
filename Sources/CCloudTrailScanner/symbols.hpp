#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "cloudtrail_scanner.h"

namespace cts {

// Numbers for strings, from 1 on. Each record asks about ten times, so the table is flat, and texts
// are hashed and compared eight bytes at a time.
class Symbols {
 public:
  Symbols() : slots_(1024) {}

  cts_symbol intern(std::string_view text) {
    const uint64_t hash = hash_of(text);
    size_t place = hash & (slots_.size() - 1);
    while (slots_[place].symbol != 0) {
      const Slot &slot = slots_[place];
      if (slot.hash == hash && same(slot.text, text)) return slot.symbol;
      place = (place + 1) & (slots_.size() - 1);
    }
    return add(text, hash, place);
  }

  std::string_view text(cts_symbol symbol) const {
    return symbol == 0 || symbol > texts_.size() ? std::string_view() : texts_[symbol - 1];
  }

  // Whether two texts are the same; quicker than the library's for texts as short as these.
  static bool same(std::string_view a, std::string_view b) {
    const size_t size = a.size();
    if (size != b.size()) return false;
    if (size < 8) return short_word(a) == short_word(b);
    for (size_t at = 0; at + 8 < size; at += 8) {
      if (word<uint64_t>(a.data() + at) != word<uint64_t>(b.data() + at)) return false;
    }
    return word<uint64_t>(a.data() + size - 8) == word<uint64_t>(b.data() + size - 8);
  }

 private:
  struct Slot {
    uint64_t hash = 0;
    // Owned by `texts_`.
    std::string_view text;
    cts_symbol symbol = 0;
  };

  friend class RecentSymbols;

  template <typename Word>
  static uint64_t word(const char *at) {
    Word word;
    std::memcpy(&word, at, sizeof(Word));
    return word;
  }

  // All bytes of a text of less than eight, in one number; different for different texts of one
  // length.
  static uint64_t short_word(std::string_view text) {
    const char *at = text.data();
    const size_t size = text.size();
    if (size >= 4) return word<uint32_t>(at) | word<uint32_t>(at + size - 4) << 32;
    if (size == 0) return 0;
    return word<uint8_t>(at) | word<uint8_t>(at + size / 2) << 8 | word<uint8_t>(at + size - 1) << 16;
  }

  static uint64_t hash_of(std::string_view text) {
    const size_t size = text.size();
    uint64_t hash = mix(0x9E3779B97F4A7C15u ^ size);
    if (size < 8) return mix(hash ^ short_word(text));
    for (size_t at = 0; at + 8 < size; at += 8) hash = mix(hash ^ word<uint64_t>(text.data() + at));
    // The last eight may overlap with those before.
    return mix(hash ^ word<uint64_t>(text.data() + size - 8));
  }

  static uint64_t mix(uint64_t value) {
    value *= 0xFF51AFD7ED558CCDu;
    return value ^ (value >> 32);
  }

  cts_symbol add(std::string_view text, uint64_t hash, size_t place) {
    const std::string &kept = texts_.emplace_back(text);
    const cts_symbol symbol = static_cast<cts_symbol>(texts_.size());
    slots_[place] = {hash, kept, symbol};
    if (texts_.size() * 2 > slots_.size()) grow();
    return symbol;
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

// The symbol of a field that mostly has the value that it had in the record before: comparing with
// that one waits for no hash, and needs not know where the value ends.
class LastSymbol {
 public:
  // Whether the value that begins at `quote` is the last one again; nothing is read from `limit` on.
  bool is_again(const char *quote, const char *limit) const {
    const size_t size = text_.size();
    return symbol_ != 0 && static_cast<size_t>(limit - quote) > size + 1 && quote[0] == '"' &&
           quote[size + 1] == '"' && Symbols::same({quote + 1, size}, text_);
  }

  cts_symbol symbol() const { return symbol_; }

  // The symbol of another value, which is the last one from here on.
  cts_symbol become(std::string_view text, Symbols &symbols) {
    symbol_ = symbols.intern(text);
    text_ = symbols.text(symbol_);
    return symbol_;
  }

 private:
  cts_symbol symbol_ = 0;
  // Owned by the symbols.
  std::string_view text_;
};

// The symbols of a field that has one of few values in most records. Each value has the one slot that its
// ends and its length choose, so that a known one is found in the processor's nearest cache.
class RecentSymbols {
 public:
  cts_symbol of(std::string_view text, Symbols &symbols) {
    Slot &slot = slots_[place_of(text)];
    if (slot.symbol == 0 || !Symbols::same(text, slot.text)) {
      slot.symbol = symbols.intern(text);
      slot.text = symbols.text(slot.symbol);
    }
    return slot.symbol;
  }

 private:
  static constexpr int bits = 6;

  struct Slot {
    // Owned by the symbols.
    std::string_view text;
    cts_symbol symbol = 0;
  };

  static size_t place_of(std::string_view text) {
    const size_t size = text.size();
    const uint64_t ends =
        size < 8 ? Symbols::short_word(text)
                 : Symbols::word<uint64_t>(text.data()) +
                       31 * Symbols::word<uint64_t>(text.data() + size - 8);
    return (ends + size) * 0x9E3779B97F4A7C15u >> (64 - bits);
  }

  Slot slots_[1 << bits];
};

}  // namespace cts

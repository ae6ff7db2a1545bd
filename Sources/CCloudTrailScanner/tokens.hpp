#pragma once

#include <cstring>

#include "walk.hpp"

// Of functions and lambdas that the walk over a record is made of. Left to itself the compiler calls most
// of them, and saves and restores six registers at each of some two hundred calls a record: a tenth of
// the time that a check takes.
#define CTS_INLINED __attribute__((always_inline))

// What every part of the walk does with names and tokens. In a header, for these are the few lines
// that most of the time goes into.
namespace cts {

// Whether a key is a name. The length is compared first, which tells most names apart.
template <size_t size>
inline bool is(Key key, const char (&name)[size]) {
  return key.size() == size - 1 && std::memcmp(key.data(), name, size - 1) == 0;
}

// Whether a key begins with a name, letter case aside; `name` is in lower case.
template <size_t size>
inline bool starts(Key key, const char (&name)[size]) {
  if (key.size() < size - 1) return false;
  for (size_t at = 0; at < size - 1; ++at) {
    const char letter = key[at] >= 'A' && key[at] <= 'Z' ? static_cast<char>(key[at] | 0x20) : key[at];
    if (letter != name[at]) return false;
  }
  return true;
}

template <size_t size>
inline bool is_header(Key key, const char (&name)[size]) {
  return key.size() == size - 1 && starts(key, name);
}

inline bool is_space(char letter) {
  return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
}

inline bool opens(char token) { return token == '{' || token == '['; }
inline bool closes(char token) { return token == '}' || token == ']'; }

// Moves behind a value.
CTS_INLINED inline Token Walk::skip(Token at) {
  const char first = token(at);
  if (opens(first)) return skip_nested(at);
  return closes(first) ? fail(at) : at + 1;
}

// The bytes between the quotes of a string; absent where the token is none.
CTS_INLINED inline cts_text Walk::string(Token at) const {
  const char *start = place(at);
  if (*start != '"') return {nullptr, 0};
  // A string is one token, so it ends before the next one, but for white space between.
  const char *end = place(at + 1) - 1;
  while (end > start && *end != '"') --end;
  return end > start ? cts_text{start + 1, static_cast<size_t>(end - start - 1)}
                     : cts_text{nullptr, 0};
}

CTS_INLINED inline cts_symbol Walk::symbol(Token at, LastSymbol &last) const {
  if (last.is_again(place(at), limit_)) return last.symbol();
  const cts_text text = string(at);
  return text.bytes ? last.become({text.bytes, text.length}, symbols_) : 0;
}

CTS_INLINED inline cts_symbol Walk::symbol(Token at, RecentSymbols &known) const {
  const cts_text text = string(at);
  return text.bytes ? known.of({text.bytes, text.length}, symbols_) : 0;
}

// The name whose token is `at`, which is followed by a colon.
CTS_INLINED inline Key Walk::name(Token at) const {
  const char *start = place(at) + 1;
  // Mostly without white space between.
  const char *end = place(at + 1) - 1;
  return *end == '"' ? Key(start, static_cast<size_t>(end - start)) : view(at);
}

// Calls `field` for each member of an object, with its name and the place of its value; `field` moves
// behind the value.
template <typename Field>
CTS_INLINED inline Token Walk::members(Token at, Field field) {
  ++at;
  if (at < end_ && token(at) == '}') return at + 1;
  while (at + 2 < end_) {
    if (token(at) != '"') return fail(at);
    if (token(at + 1) != ':') return fail(at + 1);
    at = field(name(at), at + 2);
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
CTS_INLINED inline Token Walk::elements(Token at, Element element) {
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

}  // namespace cts

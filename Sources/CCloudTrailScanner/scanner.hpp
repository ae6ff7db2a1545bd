#pragma once

#include <simdjson.h>

#include <string>
#include <vector>

#include "cloudtrail_scanner.h"
#include "symbols.hpp"

// What one scanner keeps from file to file: its memory, and the symbols.
struct cts_scanner {
  // Walks log files.
  simdjson::ondemand::parser walker;
  // Parses single documents while a walk stands still; the document's own text with its padding,
  // and the values that were made of it.
  simdjson::ondemand::parser parser;
  std::string document;
  std::vector<cts_value> values;
  cts::Symbols symbols;
};

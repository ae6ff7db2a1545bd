#pragma once

#include <simdjson.h>

#include <string>
#include <vector>

#include "cloudtrail_scanner.h"
#include "symbols.hpp"
#include "walk.hpp"

// What one scanner keeps from file to file: its memory, and the symbols.
struct cts_scanner {
  // The index of the log file that is being walked.
  cts::Index index;
  cts::Recent recent;
  // Parses single documents while a walk stands still; the document's own text with its padding,
  // and the values that were made of it.
  simdjson::ondemand::parser parser;
  std::string document;
  std::vector<cts_value> values;
  cts::Symbols symbols;
};

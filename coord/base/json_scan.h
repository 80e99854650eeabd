// json_scan.h - finds the end of one JSON string or number, and checks it on the way.
// Shape:  pure functions over bytes; for json_view.cpp.
// Units:  pointers into the caller's bytes.
// Errors: `why` is set and `end` stands at the bad byte.
// Source: RFC 8259 sections 6 and 7 but for raw line breaks and tabs (ADR-0004); RFC 3629.
#pragma once

namespace base {

struct JsonScan {
  const char* end = nullptr;
  const char* why = nullptr;  // static text; null when all is well
  bool escaped = false;       // a string with at least one backslash
};

// From the first byte after the opening quote to the closing quote.
JsonScan scan_json_string(const char* at, const char* end);

// From the first byte of a number to one past its last.
JsonScan scan_json_number(const char* at, const char* end);

}  // namespace base

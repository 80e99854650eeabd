// chars.h - what a byte may mean to the shell.
// Shape:  one constexpr table; a byte has one class.
// Errors: none.
// Source: bash 5.2 manual, chapter 2 (blank, metacharacter) and 3.1.2 (quoting).
#pragma once

#include <array>
#include <cstdint>

namespace guards::shell {

using CharSet = std::uint16_t;

inline constexpr CharSet kPlainChar = 0;
inline constexpr CharSet kBlankChar = 1 << 0;  // space, tab
inline constexpr CharSet kNewlineChar = 1 << 1;
inline constexpr CharSet kListChar = 1 << 2;   // ; &
inline constexpr CharSet kPipeChar = 1 << 3;   // |
inline constexpr CharSet kAngleChar = 1 << 4;  // < >
inline constexpr CharSet kParenChar = 1 << 5;  // ( )
inline constexpr CharSet kBackslashChar = 1 << 6;
inline constexpr CharSet kSingleChar = 1 << 7;      // '
inline constexpr CharSet kDoubleChar = 1 << 8;      // "
inline constexpr CharSet kDollarChar = 1 << 9;      // $ `
inline constexpr CharSet kGlobChar = 1 << 10;       // * ? [
inline constexpr CharSet kExtGlobChar = 1 << 11;    // @ + ! and, with a parenthesis, * ?
inline constexpr CharSet kWordStartChar = 1 << 12;  // ~ {

inline constexpr std::array<CharSet, 256> kCharClass = [] {
  std::array<CharSet, 256> table{};
  const auto put = [&table](const char* bytes, CharSet kind) {
    for (; *bytes != '\0'; ++bytes) table[static_cast<unsigned char>(*bytes)] = kind;
  };
  put(" \t", kBlankChar);
  put("\n", kNewlineChar);
  put(";&", kListChar);
  put("|", kPipeChar);
  put("<>", kAngleChar);
  put("()", kParenChar);
  put("\\", kBackslashChar);
  put("'", kSingleChar);
  put("\"", kDoubleChar);
  put("$`", kDollarChar);
  put("*?[", kGlobChar);
  put("@+!", kExtGlobChar);
  put("~{", kWordStartChar);
  return table;
}();

constexpr CharSet class_of(char byte) {
  return kCharClass[static_cast<unsigned char>(byte)];
}

constexpr bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

constexpr bool is_name_start(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

constexpr bool is_name_char(char byte) {
  return is_name_start(byte) || is_digit(byte);
}

// Parameters of one sign: $@ $* $# $? $- $$ $!
constexpr bool is_special_parameter(char byte) {
  return byte == '@' || byte == '*' || byte == '#' || byte == '?' || byte == '-' || byte == '$' ||
         byte == '!';
}

}  // namespace guards::shell

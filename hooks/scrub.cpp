#include "hooks/scrub.h"

#include <algorithm>
#include <array>

namespace hooks {

namespace {

constexpr std::string_view kMark = "[secret]";

// A token that is told by how it begins; `least` characters must follow.
struct TokenShape {
  std::string_view prefix;
  std::size_t least;
};

// The vendors' published formats; lengths are lower bounds, so that no ordinary word fits.
constexpr std::array kTokens = {
    TokenShape{"AKIA",        16},
    TokenShape{"ASIA",        16},
    TokenShape{"AIza",        30},
    TokenShape{"ghp_",        30},
    TokenShape{"gho_",        30},
    TokenShape{"ghu_",        30},
    TokenShape{"ghs_",        30},
    TokenShape{"ghr_",        30},
    TokenShape{"github_pat_", 20},
    TokenShape{"glpat-",      16},
    TokenShape{"sk-",         20},
    TokenShape{"sk_live_",    16},
    TokenShape{"rk_live_",    16},
    TokenShape{"xoxb-",       10},
    TokenShape{"xoxp-",       10},
    TokenShape{"xoxa-",       10},
    TokenShape{"xoxs-",       10},
    TokenShape{"xapp-",       10},
    TokenShape{"npm_",        30},
    TokenShape{"pypi-",       30},
    TokenShape{"hf_",         30},
    TokenShape{"ya29.",       20},
    TokenShape{"dop_v1_",     30},
    TokenShape{"SG.",         30},
    TokenShape{"eyJ",         30}, // a JSON web token: {" in base64
};

// Names whose value is a secret, told by how they end: API_TOKEN=x, --password x.
constexpr std::array<std::string_view, 12> kSecretNames = {
    "TOKEN",   "SECRET",     "PASSWORD",    "PASSWD",     "PASSPHRASE", "APIKEY",
    "API_KEY", "ACCESS_KEY", "PRIVATE_KEY", "SECRET_KEY", "CREDENTIAL", "AUTH"};

constexpr std::array<std::string_view, 3> kSchemes = {"bearer ", "basic ", "token "};

constexpr std::string_view kKeyBegin = "-----BEGIN ";
constexpr std::string_view kKeyEnd = "-----END ";

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_token(char c) {
  return is_word(c) || c == '-' || c == '.';
}

bool ends_value(char c) {
  constexpr std::string_view kEnds = " \t\r\n\"'`;&|<>(){}$,";
  return kEnds.find(c) != std::string_view::npos;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::size_t span_until(std::string_view text, std::size_t from, bool (*stop)(char)) {
  while (from < text.size() && !stop(text[from])) ++from;
  return from;
}

// How many bytes from here on are a secret, and how many before it stay.
struct Hit {
  std::size_t keep = 0;
  std::size_t hide = 0;
};

Hit token_here(std::string_view text) {
  for (const TokenShape& shape : kTokens) {
    if (!text.starts_with(shape.prefix)) continue;
    const std::size_t end =
        span_until(text, shape.prefix.size(), [](char c) { return !is_token(c); });
    if (end - shape.prefix.size() >= shape.least) return {0, end};
  }
  return {};
}

Hit private_key_here(std::string_view text) {
  if (!text.starts_with(kKeyBegin)) return {};
  const std::size_t line_end = std::min(text.find("-----", kKeyBegin.size()), text.size());
  if (text.substr(0, line_end).find("PRIVATE KEY") == std::string_view::npos) return {};
  const std::size_t end = text.find(kKeyEnd, line_end);
  if (end == std::string_view::npos) return {0, text.size()};
  return {0, std::min(text.find('\n', end), text.size())};
}

// "Authorization: Bearer x", "bearer x"
Hit scheme_here(std::string_view text) {
  for (const std::string_view scheme : kSchemes) {
    if (!begins_with(text, scheme)) continue;
    const std::size_t end = span_until(text, scheme.size(), ends_value);
    if (end - scheme.size() >= 8) return {scheme.size(), end - scheme.size()};
  }
  return {};
}

bool is_secret_name(std::string_view name) {
  return std::ranges::any_of(kSecretNames, [&](std::string_view end) {
    return name.size() >= end.size() && begins_with(name.substr(name.size() - end.size()), end);
  });
}

// NAME=value, NAME: value, --name value; the name is the word that begins here.
Hit named_here(std::string_view text) {
  const std::size_t name_end = span_until(text, 0, [](char c) { return !is_word(c) && c != '-'; });
  if (!is_secret_name(text.substr(0, name_end)) || name_end == text.size()) return {};
  std::size_t value = name_end;
  const bool option = text.starts_with("--");
  if (text[value] != '=' && text[value] != ':' && !(option && text[value] == ' ')) return {};
  value = std::min(text.find_first_not_of(" \"'", value + 1), text.size());
  const std::size_t end = span_until(text, value, ends_value);
  return {value, end - value};
}

// scheme://user:password@host
Hit login_here(std::string_view text) {
  if (!text.starts_with("://")) return {};
  const std::size_t end = span_until(text, 3, [](char c) { return ends_value(c) || c == '/'; });
  const std::string_view login = text.substr(3, end - 3);
  const std::size_t at = login.rfind('@');
  const std::size_t colon = login.find(':');
  if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) return {};
  return {3 + colon + 1, at - colon - 1};
}

Hit secret_here(std::string_view text, bool at_word) {
  if (const Hit login = login_here(text); login.hide > 0) return login;
  if (!at_word) return {};
  for (const auto shape : {token_here, private_key_here, scheme_here, named_here}) {
    if (const Hit hit = shape(text); hit.hide > 0) return hit;
  }
  return {};
}

}  // namespace

std::string scrub(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const bool at_word = at == 0 || !is_word(text[at - 1]);
    const Hit hit = secret_here(text.substr(at), at_word);
    if (hit.hide == 0) {
      out += text[at++];
      continue;
    }
    out += text.substr(at, hit.keep);
    out += kMark;
    at += hit.keep + hit.hide;
  }
  return out;
}

}  // namespace hooks

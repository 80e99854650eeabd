#include "hooks/cli/text_form.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "coord/base/text.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;
using Attributes = std::map<std::string, std::string, std::less<>>;

bool is_given(const Attributes& of, std::string_view name) {
  const auto found = of.find(name);
  return found != of.end() && found->second != "unspecified" && found->second != "unset";
}

std::string_view value(const Attributes& of, std::string_view name) {
  const auto found = of.find(name);
  return found == of.end() ? "unspecified" : std::string_view(found->second);
}

// "PATH NAME VALUE", each with a zero byte behind it.
Result<std::map<std::string, Attributes>> attributes_of(const coord::GitSpot& at,
                                                        const std::vector<TextFile>& files) {
  std::string paths;
  for (const TextFile& file : files) paths += file.path + '\0';
  const coord::GitSaid said =
      TRY(coord::run_git(at.world, {
                                       .folder = at.root,
                                       .words = {"check-attr", "-z", "--stdin", "filter", "ident",
                                                 "working-tree-encoding", "text", "eol", "crlf"},
                                       .input = coord::once(std::move(paths))
  }));
  if (said.exit_code != 0) return base::fail(Code::corrupt, "git tells no attributes", at.root);
  std::map<std::string, Attributes> out;
  const auto parts = base::split(said.out, '\0');
  for (std::size_t i = 0; i + 2 < parts.size(); i += 3)
    out[std::string(parts[i])][std::string(parts[i + 1])] = parts[i + 2];
  return out;
}

// Does git make LF of CR LF where no attribute says anything?
Result<bool> converts_by_config(const coord::GitSpot& at) {
  const coord::GitSaid said = TRY(coord::run_git(
      at.world, {
                    .folder = at.root, .words = {"config", "--get", "core.autocrlf"}
  }));
  const std::string_view text = base::trim(said.out);
  return said.exit_code == 0 && !text.empty() && text != "false" && text != "no" && text != "0";
}

TextForm form_of(const TextFile& file, const Attributes& of, bool by_config) {
  for (const char* name : {"filter", "ident", "working-tree-encoding"})
    if (is_given(of, name)) return TextForm::filtered;
  if (!file.has_crlf && !file.head_has_crlf) return TextForm::as_is;
  const std::string_view text = value(of, "text");
  const std::string_view old = value(of, "crlf");  // what `text` was called before 1.7.2
  const bool unsaid = text == "unspecified" && old == "unspecified";
  if (text == "unset" || (text == "unspecified" && old == "unset")) return TextForm::as_is;
  // Where git decides by itself, a file that was committed with CR LF stays so.
  const bool decides = text == "auto" || (unsaid && !is_given(of, "eol"));
  if (unsaid && decides && !by_config) return TextForm::as_is;
  return decides && file.head_has_crlf ? TextForm::as_is : TextForm::line_ends;
}

}  // namespace

Result<std::vector<TextForm>> text_forms(const coord::GitSpot& at,
                                         const std::vector<TextFile>& files) {
  std::vector<TextForm> out;
  if (files.empty()) return out;
  const auto attributes = TRY(attributes_of(at, files));
  const bool by_config =
      std::ranges::any_of(files, &TextFile::has_crlf) && TRY(converts_by_config(at));
  for (const TextFile& file : files) {
    const auto found = attributes.find(file.path);
    out.push_back(
        form_of(file, found == attributes.end() ? Attributes{} : found->second, by_config));
  }
  return out;
}

bool has_crlf(std::string_view text) {
  return text.find("\r\n") != std::string_view::npos;
}

std::string without_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
  }
  return out;
}

}  // namespace hooks::cli

#include "hooks/cli/line_scan.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace hooks::cli {

namespace {

constexpr std::size_t kBlock = 1U << 20U;
constexpr std::size_t kLongest = 8U << 20U;  // a longer line is none of ours

using Searcher = std::boyer_moore_horspool_searcher<std::string::const_iterator>;

class Scan {
 public:
  Scan(std::span<const std::string> texts, const std::function<bool(std::string_view)>& visit)
      : others_(texts.empty() ? texts : texts.subspan(1)), visit_(visit) {
    if (!texts.empty()) first_.emplace(texts[0].begin(), texts[0].end());
  }

  // False when the visitor has seen enough.
  bool lines(std::string_view block) {
    while (!block.empty()) {
      std::size_t begin = 0;
      if (first_) {
        const auto hit = std::search(block.begin(), block.end(), *first_);
        if (hit == block.end()) return true;
        const auto at = static_cast<std::size_t>(hit - block.begin());
        begin = block.substr(0, at).rfind('\n') + 1;  // npos + 1 is 0
        block.remove_prefix(begin);
      }
      const std::size_t end = block.find('\n');
      if (!line(block.substr(0, end))) return false;
      block.remove_prefix(end + 1);
    }
    return true;
  }

 private:
  bool line(std::string_view text) const {
    const auto missing = [text](const std::string& other) {
      return text.find(other) == std::string_view::npos;
    };
    return std::ranges::any_of(others_, missing) || visit_(text);
  }

  std::optional<Searcher> first_;
  std::span<const std::string> others_;
  const std::function<bool(std::string_view)>& visit_;
};

}  // namespace

base::Result<std::uint64_t> scan_lines(base::Disk& disk, const std::string& path,
                                       std::span<const std::string> texts,
                                       const std::function<bool(std::string_view line)>& visit) {
  const base::FileHandle file = TRY(disk.open(path, base::Open::read));
  Scan scan(texts, visit);
  std::string buffer(kBlock, '\0');
  std::size_t held = 0;        // begin of a line whose end is not read yet
  std::uint64_t consumed = 0;  // bytes of whole lines
  for (;;) {
    const std::size_t got =
        TRY(disk.read_at(file, buffer.data() + held, buffer.size() - held, consumed + held));
    if (got == 0) return consumed;
    const std::string_view bytes(buffer.data(), held + got);
    const std::size_t whole = bytes.rfind('\n') + 1;
    if (whole > 0 && !scan.lines(bytes.substr(0, whole))) return consumed + whole;
    consumed += whole;
    held = bytes.size() - whole;
    std::copy(bytes.begin() + static_cast<std::ptrdiff_t>(whole), bytes.end(), buffer.begin());
    if (held > kLongest) {
      return base::fail(base::Code::corrupt, "a line is longer than 8 MiB", path);
    }
    if (2 * held > buffer.size()) buffer.resize(2 * held);
  }
}

}  // namespace hooks::cli

#include <utility>

#include "guards/shell/ansi_c.h"
#include "guards/shell/readers.h"

namespace guards::shell {
namespace {

constexpr Rules kBody{.active = kBackslashChar | kDollarChar, .quoted = true, .here = true};
constexpr Rules kTabbedBody{.active = kBackslashChar | kDollarChar | kNewlineChar,
                            .quoted = true,
                            .here = true,
                            .strip_tabs = true};

bool strips_tabs(const PendingHere& here) {
  return here.redirect->op == RedirectOp::here_doc_tabs;
}

std::string_view without_tabs(std::string_view line) {
  const std::size_t first = line.find_first_not_of('\t');
  return first == std::string_view::npos ? std::string_view() : line.substr(first);
}

bool ends_in_backslash(std::string_view line) {
  const std::size_t last = line.find_last_not_of('\\');
  const std::size_t count = line.size() - (last == std::string_view::npos ? 0 : last + 1);
  return count % 2 == 1;
}

// Where a body ends and where reading goes on behind its closing line.
struct Extent {
  std::uint32_t end = 0;
  std::uint32_t after = 0;
  bool closed = false;
};

class ExtentFinder {
 public:
  ExtentFinder(Scan& scan, const PendingHere& here) : scan_(scan), here_(here) {}

  Extent find() {
    std::uint32_t at = scan_.pos();
    while (at < scan_.end()) {
      const std::uint32_t next = end_of_logical_line(at);
      std::string_view line = scan_.slice(at, next);
      const std::string_view whole = trimmed(line);
      if (whole == here_.delimiter) return {at, next < scan_.end() ? next + 1 : next, true};
      if (closes_in_parens(whole)) {
        const auto tabs = static_cast<std::uint32_t>(line.size() - without_tabs(line).size());
        const auto size = static_cast<std::uint32_t>(here_.delimiter.size());
        return {at, at + (strips_tabs(here_) ? tabs : 0) + size, true};
      }
      at = next < scan_.end() ? next + 1 : next;
    }
    return {scan_.end(), scan_.end(), false};
  }

 private:
  std::uint32_t end_of_line(std::uint32_t at) const {
    const std::size_t size = scan_.slice(at, scan_.end()).find('\n');
    return size == std::string_view::npos ? scan_.end() : at + static_cast<std::uint32_t>(size);
  }

  // An unquoted body joins lines before the delimiter is looked for.
  std::uint32_t end_of_logical_line(std::uint32_t at) const {
    std::uint32_t end = end_of_line(at);
    if (here_.quoted) return end;
    std::uint32_t begin = at;
    while (end < scan_.end() && ends_in_backslash(scan_.slice(begin, end))) {
      begin = end + 1;
      end = end_of_line(begin);
    }
    return end;
  }

  std::string_view trimmed(std::string_view line) const {
    if (!here_.quoted) line = scan_.without_joins(line);
    return strips_tabs(here_) ? without_tabs(line) : line;
  }

  // bash 5.2, make_here_document(): inside $(...) a line `EOF)` ends the body too.
  bool closes_in_parens(std::string_view line) const {
    return scan_.in_parens && line.starts_with(here_.delimiter) &&
           line.find(')', here_.delimiter.size()) != std::string_view::npos;
  }

  Scan& scan_;
  const PendingHere& here_;
};

// A quoted body as it is, but for the tabs of <<-.
std::string_view literal_body(Scan& scan, std::string_view body, bool strip) {
  if (!strip) return body;
  char* const out = scan.tree.arena.bytes(body.size());
  std::size_t size = 0;
  bool at_line_start = true;
  for (const char byte : body) {
    if (at_line_start && byte == '\t') continue;
    out[size++] = byte;
    at_line_start = byte == '\n';
  }
  return {out, size};
}

void read_quoted_body(Scan& scan, HereDoc& doc, std::uint32_t begin, std::uint32_t end,
                      bool strip) {
  auto* literal = scan.tree.arena.make<Literal>();
  literal->kind = PartKind::literal;
  literal->quote = Quote::single;
  literal->span = scan.span(begin, end);
  literal->text = literal_body(scan, scan.slice(begin, end), strip);
  if (begin < end) doc.parts = List<Part>(literal);
}

void read_body(Scan& scan, const PendingHere& here) {
  const std::uint32_t begin = scan.pos();
  const Extent extent = ExtentFinder(scan, here).find();
  // Bodies inside bodies are looked through once for each level.
  scan.charge(extent.end - begin);
  if (scan.stopped()) return;
  auto* doc = scan.tree.arena.make<HereDoc>();
  doc->span = scan.span(begin, extent.end);
  doc->quoted = here.quoted;
  doc->closed = extent.closed;
  here.redirect->here = doc;
  if (here.quoted) {
    read_quoted_body(scan, *doc, begin, extent.end, strips_tabs(here));
    scan.go_to(extent.after);
    return;
  }
  Window window(scan, begin, extent.end, extent.after);
  if (strips_tabs(here)) {
    while (scan.raw() == '\t') scan.advance();
  }
  doc->parts = read_parts(scan, strips_tabs(here) ? kTabbedBody : kBody);
  doc->broken = window.failed();
}

// The delimiter after quote removal; nothing in it is expanded.
class Delimiter {
 public:
  explicit Delimiter(std::string_view raw) : raw_(raw) {}

  PendingHere read() {
    PendingHere here;
    while (at_ < raw_.size()) {
      const char byte = raw_[at_];
      const char next = at_ + 1 < raw_.size() ? raw_[at_ + 1] : '\0';
      if (byte == '$' && (next == '\'' || next == '"')) {
        ++at_;
        quoted(here.delimiter, next == '\'');
        here.quoted = true;
      } else if (byte == '\'' || byte == '"') {
        quoted(here.delimiter, false);
        here.quoted = true;
      } else if (byte == '\\' && next != '\0') {
        if (next != '\n') here.delimiter += next, here.quoted = true;
        at_ += 2;
      } else {
        here.delimiter += byte;
        ++at_;
      }
    }
    return here;
  }

 private:
  // At a quote: takes up to the closing one.
  void quoted(std::string& out, bool ansi_c) {
    const char quote = raw_[at_++];
    std::string inside;
    while (at_ < raw_.size() && raw_[at_] != quote) {
      const bool escapes = raw_[at_] == '\\' && at_ + 1 < raw_.size() && (quote == '"' || ansi_c);
      if (escapes && ansi_c) inside += raw_[at_++];
      if (escapes && quote == '"') ++at_;
      inside += raw_[at_++];
    }
    ++at_;
    if (ansi_c) inside.resize(decode_ansi_c(std::string(inside), inside.data()));
    out += inside;
  }

  std::string_view raw_;
  std::size_t at_ = 0;
};

}  // namespace

PendingHere pending_here(Redirect* redirect, std::string_view raw_delimiter) {
  PendingHere here = Delimiter(raw_delimiter).read();
  here.redirect = redirect;
  return here;
}

void read_here_docs(Scan& scan) {
  const std::vector<PendingHere> all = std::exchange(scan.pending, {});
  for (const PendingHere& here : all) read_body(scan, here);
}

}  // namespace guards::shell

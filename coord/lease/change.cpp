// The text of lease entries; what they do is in apply.cpp.
#include "coord/lease/change.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "coord/base/json_view.h"
#include "coord/base/text.h"

namespace coord::lease {

namespace {

constexpr std::string_view kPrefix = "lease.";
constexpr std::array<std::string_view, 11> kWhats = {"boot",       "join",      "leave",  "grant",
                                                     "renew",      "end",       "ticket", "seen",
                                                     "end_ticket", "hand_over", "job"};
constexpr std::array<std::string_view, 5> kScopeKinds = {"path", "directory", "glob", "resource",
                                                         "tree"};

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view word) {
  const auto* found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

class Members {
 public:
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) raw(key, base::json_string(value));
  }
  void number(std::string_view key, std::uint64_t value) {
    if (value != 0) raw(key, std::to_string(value));
  }
  void raw(std::string_view key, std::string_view value) {
    if (!out_.empty()) out_ += ',';
    out_ += '"';
    out_ += key;
    out_ += "\":";
    out_ += value;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string claims_text(const std::vector<Claim>& claims) {
  std::string out = "[";
  for (const Claim& claim : claims) {
    if (out.size() > 1) out += ',';
    out += "[\"";
    out += name_of(claim.mode);
    out += "\",\"";
    out += kScopeKinds[static_cast<std::size_t>(claim.scope.kind)];
    out += "\",";
    out += base::json_string(claim.scope.text);
    out += ']';
  }
  return out + "]";
}

std::string owner_text(const Owner& owner) {
  std::string out = "[";
  for (const std::uint64_t part :
       {static_cast<std::uint64_t>(owner.pid), owner.start_ticks, owner.boot, owner.namespace_id}) {
    out += std::to_string(part);
    out += ',';
  }
  return out + (owner.proven != 0 ? "1]" : "0]");
}

// JSON integers above 2^63 (hashes) do not fit JsonRef::integer.
std::uint64_t unsigned_of(const base::JsonRef& value) {
  if (!value.is(base::JsonKind::number)) return 0;
  const std::string_view raw = value.raw();
  std::uint64_t number = 0;
  std::from_chars(raw.data(), raw.data() + raw.size(), number);
  return number;
}

Owner owner_from(const base::JsonRef& value) {
  std::array<std::uint64_t, 5> parts{};
  std::size_t count = 0;
  value.each([&](std::string_view, const base::JsonRef& part) {
    parts[count++] = unsigned_of(part);
    return count < parts.size();
  });
  return {static_cast<std::int64_t>(parts[0]),  parts[1], parts[2], parts[3],
          static_cast<std::uint32_t>(parts[4]), 0};
}

base::Result<Claim> claim_from(const base::JsonRef& value) {
  std::array<std::string, 3> parts;
  std::size_t count = 0;
  value.each([&](std::string_view, const base::JsonRef& part) {
    parts[count++] = part.text().value_or("");
    return count < parts.size();
  });
  const auto mode = mode_named(parts[0]);
  const auto kind = named<ScopeKind>(kScopeKinds, parts[1]);
  if (!mode || !kind) return base::fail(base::Code::corrupt, "a claim that is none", parts[0]);
  return Claim{
      {*kind, parts[2]},
      *mode
  };
}

base::Result<std::vector<Claim>> claims_from(const base::JsonRef& value) {
  std::vector<Claim> claims;
  std::optional<base::Error> error;
  value.each([&](std::string_view, const base::JsonRef& item) {
    auto claim = claim_from(item);
    if (claim) {
      claims.push_back(std::move(*claim));
    } else {
      error = claim.error();
    }
    return !error.has_value();
  });
  if (error) return tl::unexpected(*error);
  return claims;
}

}  // namespace

std::string kind_of(What what) {
  return std::string(kPrefix) + std::string(kWhats[static_cast<std::size_t>(what)]);
}

std::string fields_of(const Change& change) {
  Members members;
  members.raw("at", std::to_string(change.at_ms));
  members.text("agent", change.agent);
  members.number("boot", change.boot);
  members.text("session", change.session);
  members.text("parent", change.parent);
  members.text("task", change.task);
  if (change.owner.pid != 0) members.raw("owner", owner_text(change.owner));
  if (!change.claims.empty()) {
    members.text("for", name_of(change.kind));
    members.text("priority", name_of(change.priority));
    members.raw("claims", claims_text(change.claims));
  }
  members.number("ttl", static_cast<std::uint64_t>(change.ttl_ms));
  members.text("call", change.call);
  members.number("number", change.number);
  members.text("why", change.why);
  return members.take();
}

base::Result<Change> read_change(std::string_view kind, std::string_view fields) {
  const auto what =
      kind.starts_with(kPrefix) ? named<What>(kWhats, kind.substr(kPrefix.size())) : std::nullopt;
  if (!what) return base::fail(base::Code::not_found, "no lease entry", std::string(kind));
  const std::string object = "{" + std::string(fields) + "}";
  const base::JsonView view = TRY(base::JsonView::parse(object));
  const base::JsonRef root = view.root();
  Change change;
  change.what = *what;
  change.at_ms = root.get("at").integer().value_or(0);
  change.agent = root.text("agent").value_or("");
  change.boot = unsigned_of(root.get("boot"));
  change.session = root.text("session").value_or("");
  change.parent = root.text("parent").value_or("");
  change.task = root.text("task").value_or("");
  change.owner = owner_from(root.get("owner"));
  change.kind = kind_named(root.text("for").value_or("asked")).value_or(Kind::asked);
  change.priority = priority_named(root.text("priority").value_or("")).value_or(Priority::normal);
  change.ttl_ms = root.get("ttl").integer().value_or(0);
  change.claims = TRY(claims_from(root.get("claims")));
  change.call = root.text("call").value_or("");
  change.number = unsigned_of(root.get("number"));
  change.why = root.text("why").value_or("");
  return change;
}

}  // namespace coord::lease

#include "coord/journal/epoch.h"

#include <algorithm>

#include "coord/base/json_view.h"

namespace coord {

namespace {

constexpr std::string_view kSchema = "epoch/1";
constexpr std::size_t kMaxSize = 1024;

}  // namespace

base::Result<Epoch> read_epoch(base::Disk& disk, const std::string& path) {
  const std::string text = TRY(base::read_file(disk, path, kMaxSize));
  const auto not_ours = base::fail(base::Code::corrupt, "not an epoch file", path);
  const auto view = base::JsonView::parse(text);
  if (!view || view->root().text("schema") != kSchema) return not_ours;
  const base::JsonRef root = view->root();
  const auto epoch = root.get("epoch").integer();
  const auto reserved = root.get("reserved").integer();
  const auto seq = root.get("seq").integer();
  const auto sum = root.text("sum");
  if (!epoch || !reserved || !seq || !sum) return not_ours;
  if (*reserved <= 0 || *seq < 0 || sum->size() != Digest().hex.size()) return not_ours;
  Epoch found{*epoch, static_cast<std::uint64_t>(*reserved), {}};
  found.anchor.seq = static_cast<std::uint64_t>(*seq);
  std::copy(sum->begin(), sum->end(), found.anchor.sum.hex.begin());
  return found;
}

base::Result<void> write_epoch(base::Disk& disk, const std::string& path, const Epoch& epoch) {
  std::string text = R"({"schema":")";
  text.append(kSchema).append(R"(","epoch":)").append(std::to_string(epoch.epoch));
  text.append(R"(,"reserved":)").append(std::to_string(epoch.reserved));
  text.append(R"(,"seq":)").append(std::to_string(epoch.anchor.seq));
  text.append(R"(,"sum":")").append(epoch.anchor.sum.text()).append("\"}\n");
  return base::replace_file(disk, path, text);
}

}  // namespace coord

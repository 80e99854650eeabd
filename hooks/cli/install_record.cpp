#include "hooks/cli/install_record.h"

#include <algorithm>
#include <array>

#include "coord/base/json_view.h"
#include "coord/base/path.h"
#include "coord/base/text.h"
#include "coord/git/layout.h"

namespace hooks::cli {

namespace {

constexpr std::string_view kSchema = "installed/1";
constexpr std::size_t kMaxRecord = 1U << 20U;

struct Member {
  std::string_view key;
  std::string Installed::*text;
};
constexpr std::array kMembers = {
    Member{"platform", &Installed::platform},
    Member{"file",     &Installed::file    },
    Member{"program",  &Installed::program },
    Member{"backup",   &Installed::backup  },
    Member{"before",   &Installed::before  },
    Member{"after",    &Installed::after   },
};

std::string path_of(const std::string& state_dir) {
  return base::join_path(state_dir, "installed.json");
}

Installed read_row(base::JsonRef row) {
  Installed installed;
  for (const Member& member : kMembers) {
    installed.*member.text = row.text(member.key).value_or(std::string());
  }
  installed.fail_closed = row.is_true("fail_closed");
  return installed;
}

std::string write_row(const Installed& row) {
  std::string json = "{";
  for (const Member& member : kMembers) {
    json += base::json_string(member.key) + ":" + base::json_string(row.*member.text) + ",";
  }
  return json + "\"fail_closed\":" + (row.fail_closed ? "true" : "false") + "}";
}

}  // namespace

base::Result<std::vector<Installed>> read_record(base::Disk& disk, const std::string& state_dir) {
  const std::string path = path_of(state_dir);
  const base::Result<std::string> text = base::read_file(disk, path, kMaxRecord);
  if (!text && text.error().code == base::Code::not_found) return std::vector<Installed>();
  if (!text) return tl::unexpected(text.error());
  const base::Result<base::JsonView> view = base::JsonView::parse(*text);
  if (!view || view->root().text("schema") != kSchema) {
    return base::fail(base::Code::corrupt, "this is no record of an installation", path,
                      "move it away and run flockgate init again");
  }
  std::vector<Installed> rows;
  view->root().get("sites").each([&rows](std::string_view, base::JsonRef row) {
    rows.push_back(read_row(row));
    return true;
  });
  return rows;
}

base::Result<void> write_record(base::World& world, const std::string& state_dir,
                                const std::vector<Installed>& rows) {
  TRY_VOID(coord::open_state_dir(world, state_dir));
  std::string json = "{\"schema\":" + base::json_string(kSchema) + ",\"sites\":[";
  for (std::size_t i = 0; i < rows.size(); ++i) json += (i > 0 ? "," : "") + write_row(rows[i]);
  return base::replace_file(world.disk, path_of(state_dir), json + "]}\n");
}

const Installed* find_row(const std::vector<Installed>& rows, std::string_view file) {
  const auto found = std::ranges::find(rows, file, &Installed::file);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace hooks::cli

#include "hooks/cli/conflict_text.h"

#include "coord/base/text.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

void show_conflicts(const std::vector<Conflict>& conflicts) {
  for (const Conflict& one : conflicts) {
    const std::string edit = one.edit.empty() ? "" : ", edit " + one.edit;
    print("conflict in " + base::one_line(one.name) + edit + ":\n" + one.text);
  }
}

std::string json_of(const std::vector<Conflict>& conflicts) {
  std::string all;
  for (const Conflict& one : conflicts) {
    all += (all.empty() ? "" : ",") + ("{\"file\":" + base::json_string(one.name)) +
           ",\"edit\":" + base::json_string(one.edit) + ",\"text\":" + base::json_string(one.text) +
           "}";
  }
  return "[" + all + "]";
}

}  // namespace hooks::cli

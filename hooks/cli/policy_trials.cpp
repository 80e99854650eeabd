#include "hooks/cli/policy_trials.h"

#include <algorithm>
#include <array>

#include "coord/base/path.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"
#include "hooks/cli/policy_place.h"
#include "hooks/cli/policy_words.h"
#include "hooks/policy/cache.h"

namespace hooks::cli {

using base::Code;
using base::Result;

namespace {

struct Format {
  std::string_view name;
  std::string (*words)(const std::vector<Trial>& trials);
};

constexpr std::array<Format, 3> kFormats = {
    {{"text", trials_text}, {"json", trials_json}, {"junit", trials_junit}}
};

}  // namespace

Result<int> run_policy_trials(const Invocation& call, base::World& world) {
  const std::string_view wanted = call.json() ? "json" : call.value("--format").value_or("text");
  const auto* format = std::find_if(kFormats.begin(), kFormats.end(),
                                    [&](const Format& one) { return one.name == wanted; });
  if (format == kFormats.end())
    return base::fail(Code::invalid_input, "unknown format", std::string(wanted),
                      "text, json or junit");
  const PolicyPlace at = TRY(find_policy_place(world));
  const LoadedPolicy loaded = load_policy(world, at.place);
  const Policy policy = TRY(whole_policy(at, world));
  std::vector<Trial> trials = try_examples(policy.rules, *loaded.rules);
  for (std::size_t i = 1; i < call.words.size(); ++i) {
    const std::string text =
        TRY(base::read_file(world.disk, base::join_path(world.env.cwd, call.words[i])));
    const std::vector<Case> cases = TRY(read_cases(text));
    for (const Case& one : cases) trials.push_back(try_case(one, *loaded.rules));
  }
  print(format->words(trials));
  const bool good =
      std::all_of(trials.begin(), trials.end(), [](const Trial& t) { return t.good(); });
  return good ? kOk : kNo;
}

}  // namespace hooks::cli

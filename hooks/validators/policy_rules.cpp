#include "hooks/validators/registry.h"

namespace hooks {

namespace {

base::Result<Findings> check(const Judgement& on) {
  return guards::judge(on.call.action, on.effects, on.place, on.rules, on.world);
}

}  // namespace

// Its findings carry the category of their own rule; floors are among them.
constinit const Validator kPolicyRules{"policy.rules", guards::Category::compliance, check};

}  // namespace hooks

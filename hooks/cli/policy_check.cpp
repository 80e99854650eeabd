#include "hooks/cli/policy_check.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "coord/base/json.h"
#include "hooks/policy/embedded.h"
#include "hooks/policy/layers.h"
#include "hooks/policy/locate.h"
#include "hooks/policy/merge.h"
#include "hooks/policy/source.h"

namespace hooks::cli {

namespace {

using base::Code;
using base::Result;
using valijson::adapters::NlohmannJsonAdapter;

// valijson says "<root>[rules][0][tier]"; people say "/rules/0/tier".
std::string pointer_of(const std::string& context) {
  std::string pointer;
  for (std::size_t at = context.find('['); at != std::string::npos;
       at = context.find('[', at + 1)) {
    const std::size_t end = std::min(context.find(']', at), context.size());
    pointer += "/" + context.substr(at + 1, end - at - 1);
  }
  return pointer;
}

Result<void> merged_over_embedded(std::string_view text) {
  const Source source = TRY(read_source(text, SourceKind::layer));
  Policy policy = embedded_policy();
  auto laid = merge(policy, source, {"checked", true});
  if (laid) return {};
  const std::string pointer = laid.error().where;
  laid.error().where = to_text(locate(text, pointer), pointer);
  return laid;
}

}  // namespace

std::string_view policy_schema() {
  for (const EmbeddedFile& file : embedded_files())
    if (file.name == "schema.json") return file.text;
  return {};
}

Result<void> check_against_schema(std::string_view text) {
  const base::JsonLimits limits{.comments = true};
  const nlohmann::json document = TRY(base::parse_json(text, limits));
  const nlohmann::json rules = TRY(base::parse_json(policy_schema(), limits));
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(NlohmannJsonAdapter(rules), schema);
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(schema, NlohmannJsonAdapter(document), &results)) return {};
  std::string pointer;
  std::string what = "the schema refuses it";
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    std::string context;
    for (const std::string& part : error.context) context += part;
    if (const std::string deeper = pointer_of(context); deeper.size() >= pointer.size()) {
      pointer = deeper;
      what = error.description;
    }
  }
  return base::fail(Code::invalid_input, what, to_text(locate(text, pointer), pointer));
}

Result<void> check_policy_text(std::string_view text) {
  TRY_VOID(merged_over_embedded(text));
  return check_against_schema(text);
}

}  // namespace hooks::cli

#include <string>

#include "hooks/cli/commands.h"
#include "hooks/cli/exit_code.h"
#include "hooks/cli/output.h"

namespace hooks::cli {

namespace {

std::string flags_of(const Verb& verb) {
  std::string words = "--json --help";
  for (const Flag& flag : verb.flags) words.append(" ").append(flag.name);
  return words;
}

std::string bash_script() {
  std::string names;
  std::string cases;
  for (const Verb& verb : verbs()) {
    names.append(names.empty() ? "" : " ").append(verb.name);
    cases.append("    ").append(verb.name).append(") words='").append(flags_of(verb));
    cases.append("' ;;\n");
  }
  return "_flockgate() {\n"
         "  local words=''\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases +
         "  esac\n"
         "  [ \"$COMP_CWORD\" -eq 1 ] && words='" +
         names +
         "'\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\")\n"
         "}\n"
         "complete -o default -F _flockgate flockgate\n";
}

}  // namespace

int command_completion(const Invocation& call, base::World&) {
  if (call.word(0) != "bash") {
    return complain({base::Code::invalid_input, "only bash is known", std::string(call.word(0)),
                     "flockgate completion bash"},
                    call.json());
  }
  print(bash_script());
  return kOk;
}

}  // namespace hooks::cli

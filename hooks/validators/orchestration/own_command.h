// own_command.h - a sweeping git command as one that takes its agent's own files only.
// Shape:  pure but for understanding the text again.
// Units:  shell text, paths relative to where the command stands.
// Errors: none: empty where no text is surely the same command but for its files.
// Source: git-add(1), git-commit(1) of 2.39; ADR-0085 (rewriting).
#pragma once

#include <string>
#include <vector>

#include "hooks/validators/orchestration/company.h"

namespace hooks {

// `effect`: the git verb as it stands in the call's command.
std::string own_command(const Company& company, const guards::Effect& effect,
                        const std::vector<std::string>& own);

}  // namespace hooks

// registry.h - every platform's row, one declaration each; platforms() is their list.
// Shape:  constants, defined in the platform's one file.
// Errors: none.
// Source: ADR-0007 (one file a platform); docs/CONTRIBUTING.md ("add a platform").
#pragma once

#include "hooks/platforms/platform.h"

namespace hooks {

extern const Platform kClaudeCode;
extern const Platform kGeminiCli;

}  // namespace hooks

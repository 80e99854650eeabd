// exit_code.h - how our verbs end (hook uses its platform's codes instead).
// Shape:  constants.
// Source: docs/man/flockgate.1, after sysexits(3).
#pragma once

namespace hooks::cli {

inline constexpr int kOk = 0;
inline constexpr int kNo = 1;  // denied, findings
inline constexpr int kUsage = 64;
inline constexpr int kBadData = 65;
inline constexpr int kUnavailable = 69;
inline constexpr int kInternal = 70;
inline constexpr int kCannotCreate = 73;
inline constexpr int kIo = 74;
inline constexpr int kBusy = 75;  // busy or timed out
inline constexpr int kNotPermitted = 77;
inline constexpr int kBadPolicy = 78;

}  // namespace hooks::cli

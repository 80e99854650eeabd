// private_commit.h - a commit of named contents, past what others have in the index.
// Shape:  resource: the real index is locked, as git locks it, while the object lives.
// Units:  paths relative to the work tree's root.
// Errors: busy (another git has the index), denied when git, or a hook of the repository, says no.
// Source: git-commit(1) --only, which does the same for whole files; ADR-0077.
#pragma once

#include <string>
#include <vector>

#include "coord/lease/slots.h"
#include "hooks/cli/own_work.h"

namespace hooks::cli {

class PrivateCommit {
 public:
  // Waits for another git until `wait` is over; denied in the middle of a merge.
  [[nodiscard]] static base::Result<PrivateCommit> begin(base::World& world,
                                                         const guards::Place& place,
                                                         base::Millis wait);
  PrivateCommit(PrivateCommit&& other) noexcept;
  PrivateCommit& operator=(PrivateCommit&&) = delete;
  PrivateCommit(const PrivateCommit&) = delete;
  PrivateCommit& operator=(const PrivateCommit&) = delete;
  ~PrivateCommit();

  // Puts this work into a private index; false when a file is not any more what was judged.
  [[nodiscard]] base::Result<bool> take(const OwnWork& work);
  // `git WORDS` with that index.
  [[nodiscard]] base::Result<void> commit(const std::vector<std::string>& words);
  // The real index holds what was committed, and what others staged; it is free again.
  [[nodiscard]] base::Result<void> finish();

 private:
  PrivateCommit(base::World& world, const guards::Place& place, const coord::lease::Owner& own);
  [[nodiscard]] base::Result<void> lock(const std::string& line, base::Millis wait);
  std::string lock_path() const;
  [[nodiscard]] base::Result<void> git(std::vector<std::string> words, const std::string& input,
                                       const char* failed, std::string* said = nullptr);
  [[nodiscard]] base::Result<void> start_index(bool staged);
  [[nodiscard]] base::Result<void> add_parts(const std::vector<OwnPart>& parts);

  base::World* world_;
  const guards::Place* place_;
  std::string index_;    // the private one
  std::string note_;     // whose the lock is
  bool locked_ = false;  // by us
  bool staged_ = false;  // the real index holds more than the private one
};

}  // namespace hooks::cli

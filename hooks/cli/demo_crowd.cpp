#include "hooks/cli/demo_crowd.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "hooks/cli/child.h"
#include "hooks/cli/exit_code.h"

namespace hooks::cli {

namespace {

constexpr int kGlance = 100;  // ms between two looks at the progress

struct Member {
  pid_t process = 0;
  base::FileHandle reports;
  std::string unread;
};

base::Result<Member> start(const AgentJob& job, base::World& world) {
  std::array<int, 2> ends = {-1, -1};
  if (::pipe(ends.data()) != 0) return base::fail(base::Code::io, std::strerror(errno), "pipe");
  for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  base::FileHandle read(ends[0]);
  const base::FileHandle write(ends[1]);
  const pid_t process = ::fork();
  if (process < 0) return base::fail(base::Code::io, std::strerror(errno), "fork");
  if (process == 0) {
    work(job, world, write);
    ::_exit(kOk);
  }
  return Member{process, std::move(read), ""};
}

void take_lines(Member& member, Tally& tally) {
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = member.unread.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    const auto line = std::string_view(member.unread).substr(begin, end - begin);
    if (const auto report = report_of(line)) tally.add(*report);
  }
  member.unread.erase(0, begin);
}

void listen(Member& member, Tally& tally) {
  std::array<char, 4096> buffer = {};
  const ssize_t got = ::read(member.reports.fd(), buffer.data(), buffer.size());
  if (got > 0) {
    member.unread.append(buffer.data(), static_cast<std::size_t>(got));
    take_lines(member, tally);
  } else if (got == 0 || errno != EINTR) {
    member.reports = base::FileHandle();
  }
}

bool anybody_talks(const std::vector<Member>& members) {
  return std::ranges::any_of(members, [](const Member& m) { return m.reports.is_open(); });
}

}  // namespace

base::Result<Tally> run_crowd(const std::vector<AgentJob>& jobs, base::World& world,
                              const std::function<void(const Tally&)>& progress) {
  std::vector<Member> members;
  members.reserve(jobs.size());
  for (const AgentJob& job : jobs) members.push_back(TRY(start(job, world)));
  Tally tally;
  while (anybody_talks(members)) {
    std::vector<pollfd> ready;
    ready.reserve(members.size());
    for (const Member& member : members) ready.push_back({member.reports.fd(), POLLIN, 0});
    ::poll(ready.data(), ready.size(), kGlance);
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (ready[i].revents != 0) listen(members[i], tally);
    }
    progress(tally);
  }
  bool well = true;
  for (const Member& member : members) well = wait_for(member.process) == kOk && well;
  if (!well) return base::fail(base::Code::internal, "an agent of the demo did not end well");
  return tally;
}

}  // namespace hooks::cli

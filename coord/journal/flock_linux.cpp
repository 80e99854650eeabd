#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <ctime>
#include <string_view>
#include <vector>

#include "coord/base/text.h"
#include "coord/journal/flock.h"

namespace coord {

namespace {

constexpr long kAgainNs = 2'000'000;
constexpr std::size_t kMaxProcFile = 1U << 20U;

// Ours alone, so that an alarm the program has set for itself stays untouched.
int wake_signal() {
  return SIGRTMIN + 4;
}

void wake(int /*signal*/) {}

itimerspec from_now(base::Millis first_ms) {
  itimerspec spec = {};
  spec.it_value.tv_sec = static_cast<time_t>(first_ms / 1000);
  spec.it_value.tv_nsec = static_cast<long>(first_ms % 1000) * 1'000'000;
  if (first_ms <= 0) spec.it_value.tv_nsec = 1;  // zero would disarm it
  spec.it_interval.tv_nsec = kAgainNs;
  return spec;
}

// Files under /proc say size 0, so they are read until they end.
std::string read_proc(base::Disk& disk, const std::string& path) {
  const auto file = disk.open(path, base::Open::read);
  std::string text;
  std::array<char, 4096> part;
  while (file && text.size() < kMaxProcFile) {
    const auto got = disk.read_at(*file, part.data(), part.size(), text.size());
    if (!got || *got == 0) break;
    text.append(part.data(), *got);
  }
  return text;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words = base::split(line, ' ');
  std::erase(words, std::string_view());
  return words;
}

// The pid of a line "1: FLOCK  ADVISORY  WRITE 4242 fe:00:1234 0 EOF" (proc_locks(5)) about
// `place`; empty when it is about another file, or a waiter's ("1: -> FLOCK ...").
std::string_view holder_in(std::string_view line, std::string_view place) {
  const auto words = words_of(line);
  const bool held = words.size() >= 6 && words[1] == "FLOCK" && words[5].ends_with(place);
  return held ? words[4] : std::string_view();
}

// "fe:00:1234". Some file systems show stat(2) another device than the kernel's own, so the caller
// tries with the inode alone when this is not found.
std::string place_of(base::FileId file) {
  std::array<char, 64> text;
  const int size =
      std::snprintf(text.data(), text.size(), "%02x:%02x:%llu", gnu_dev_major(file.device),
                    gnu_dev_minor(file.device), static_cast<unsigned long long>(file.inode));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string find_holder(std::string_view locks, std::string_view place) {
  for (const std::string_view line : base::split(locks, '\n')) {
    const std::string_view pid = holder_in(line, place);
    if (!pid.empty()) return std::string(pid);
  }
  return {};
}

// "pid 4242 (python3), stopped (T)" from "4242 (python3) T 1 ..." (proc_pid_stat(5)).
std::string describe(base::Disk& disk, const std::string& pid) {
  const std::string stat = read_proc(disk, "/proc/" + pid + "/stat");
  const std::size_t open = stat.find('(');
  const std::size_t close = stat.rfind(')');
  std::string text = "pid " + pid;
  if (open == std::string::npos || close == std::string::npos || close + 2 >= stat.size()) {
    return text + ", which has ended: something it started still has the file open";
  }
  text += " (" + base::one_line(std::string_view(stat).substr(open + 1, close - open - 1)) + ")";
  const char state = stat[close + 2];
  if (state == 'T' || state == 't') text += std::string(", stopped (") + state + ")";
  return text;
}

}  // namespace

struct Waker::Armed {
  timer_t timer = {};
  sigset_t before = {};
};

Waker::Waker(base::Millis first_ms) {
  // The handler stays: a wake that is still on its way must never meet the default action. No
  // SA_RESTART, for the call is to end with EINTR.
  struct sigaction action = {};
  action.sa_handler = wake;
  if (::sigaction(wake_signal(), &action, nullptr) == -1) return;
  sigevent event = {};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = wake_signal();
  event._sigev_un._tid = ::gettid();
  auto armed = std::make_unique<Armed>();
  if (::timer_create(CLOCK_MONOTONIC, &event, &armed->timer) == -1) return;
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, wake_signal());
  ::pthread_sigmask(SIG_UNBLOCK, &ours, &armed->before);
  const itimerspec spec = from_now(first_ms);
  ::timer_settime(armed->timer, 0, &spec, nullptr);
  armed_ = std::move(armed);
}

Waker::~Waker() {
  if (!armed_) return;
  ::timer_delete(armed_->timer);
  ::pthread_sigmask(SIG_SETMASK, &armed_->before, nullptr);
}

std::string lock_holder(base::Disk& disk, base::FileId file) {
  const std::string locks = read_proc(disk, "/proc/locks");
  std::string pid = find_holder(locks, place_of(file));
  if (pid.empty()) pid = find_holder(locks, ":" + std::to_string(file.inode));
  return pid.empty() ? pid : describe(disk, pid);
}

}  // namespace coord

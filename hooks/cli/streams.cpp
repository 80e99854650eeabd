#include "hooks/cli/streams.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace hooks::cli {

namespace {

constexpr std::size_t kFirst = 4U << 10U;  // an ordinary payload in one read, on two pages
constexpr std::size_t kUsual = 16U << 10U;
// From here on malloc(3) maps what it gives, and makes it longer without copying.
constexpr std::size_t kMapped = 256U << 10U;

std::size_t more_than(std::size_t room) {
  if (room == 0) return kFirst;
  return room < kUsual ? kUsual : std::max(room * 4, kMapped);
}

// Bytes read, 0 at the end.
base::Result<std::size_t> read_some(char* to, std::size_t size) {
  while (true) {
    const ssize_t got = read(STDIN_FILENO, to, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EAGAIN) {
      pollfd input{STDIN_FILENO, POLLIN, 0};
      poll(&input, 1, -1);
    } else if (errno != EINTR) {
      return base::fail(base::Code::io, std::string("stdin: ") + std::strerror(errno));
    }
  }
}

}  // namespace

void fill_standard_streams() noexcept {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    // The lowest free number is fd. Read-only, so that a write to what was closed still fails.
    if (fcntl(fd, F_GETFD) == -1) open("/dev/null", O_RDONLY);
  }
}

base::Result<Payload> Payload::read() {
  Payload payload;
  std::size_t room = 0;
  while (true) {
    if (payload.size_ == room) {
      if (room >= kMaxPayload) {
        return base::fail(base::Code::invalid_input, "the payload is longer than 64 MiB");
      }
      room = more_than(room);
      auto* grown = static_cast<char*>(std::realloc(payload.bytes_.get(), room));
      if (grown == nullptr) return base::fail(base::Code::io, "no memory for the payload");
      static_cast<void>(payload.bytes_.release());
      payload.bytes_.reset(grown);
    }
    const std::size_t got =
        TRY(read_some(payload.bytes_.get() + payload.size_, room - payload.size_));
    if (got == 0) return payload;
    payload.size_ += got;
  }
}

}  // namespace hooks::cli

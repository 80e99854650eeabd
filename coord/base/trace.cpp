#include "coord/base/trace.h"

// Header-only on purpose: Debian has no static spdlog and fmt, and only this file pays for them.
#define FMT_HEADER_ONLY
#define SPDLOG_FMT_EXTERNAL 1  // as Debian's own header says it
#include <spdlog/details/null_mutex.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>

#include "coord/base/env.h"
#include "coord/base/path.h"
#include "coord/base/text.h"

namespace base {

namespace {

constexpr std::size_t kNoteLimit = 4096;

// Writes through our own disk: spdlog's files follow links and throw.
class DiskSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  DiskSink(Disk& disk, FileHandle file) : disk_(disk), file_(std::move(file)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    // A trace that is lost must not be noticed by whoever is traced.
    static_cast<void>(disk_.write(file_, {line.data(), line.size()}));
  }
  void flush_() override {}

  Disk& disk_;
  FileHandle file_;
};

}  // namespace

struct Trace::Logger {
  explicit Logger(std::shared_ptr<DiskSink> sink) : log("trace", std::move(sink)) {
    log.set_pattern("%Y-%m-%dT%H:%M:%S.%e %P %v");
    log.set_error_handler([](const std::string&) {});  // the default one prints to stderr
  }
  spdlog::logger log;
};

Trace::Trace() = default;
Trace::Trace(Trace&&) noexcept = default;
Trace& Trace::operator=(Trace&&) noexcept = default;
Trace::~Trace() = default;

Trace::Trace(Disk& disk, const std::string& path) {
  if (!is_absolute(path)) return;
  Result<FileHandle> file = disk.open(path, Open::create_append);
  if (file) logger_ = std::make_unique<Logger>(std::make_shared<DiskSink>(disk, std::move(*file)));
}

void Trace::note(std::string_view room, std::string_view text) {
  if (logger_ != nullptr) logger_->log.info("{}: {}", one_line(room), one_line(text, kNoteLimit));
}

std::string trace_path() {
  std::string path = env_value("FLOCKGATE_TRACE");
  return is_absolute(path) ? path : std::string();
}

}  // namespace base

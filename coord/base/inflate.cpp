#include "coord/base/inflate.h"

#include <zlib.h>

#include <algorithm>

namespace base {

namespace {

constexpr int kZlib = MAX_WBITS;
constexpr int kGzip = MAX_WBITS + 16;  // zlib.h: 16 more asks for the gzip header
constexpr std::size_t kFirst = 16U << 10U;

// Frees what zlib keeps, however the reading ends.
struct Stream {
  explicit Stream(int window) : ready(::inflateInit2(&z, window) == Z_OK) {}
  ~Stream() {
    if (ready) ::inflateEnd(&z);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  z_stream z = {};
  bool ready;
};

Result<std::string> inflate(std::string_view bytes, std::size_t most, int window) {
  Stream stream(window);
  if (!stream.ready) return fail(Code::io, "no memory to inflate with");
  stream.z.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.z.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  while (out.size() < most) {
    const std::size_t have = out.size();
    out.resize(std::min(most, std::max(kFirst, 2 * have)));
    stream.z.next_out = reinterpret_cast<Bytef*>(out.data() + have);
    stream.z.avail_out = static_cast<uInt>(out.size() - have);
    const int status = ::inflate(&stream.z, Z_NO_FLUSH);
    out.resize(out.size() - stream.z.avail_out);
    if (status == Z_STREAM_END) return out;
    if (status != Z_OK || out.size() == have) return fail(Code::corrupt, "not what deflate makes");
  }
  return out;
}

}  // namespace

Result<std::string> inflate_zlib(std::string_view bytes, std::size_t most) {
  return inflate(bytes, most, kZlib);
}

// RFC 1951, section 3.2.4: blocks of "last one?", length, its complement and the bytes.
std::string stored_zlib(std::string_view bytes) {
  constexpr std::size_t kMaxBlock = 65535;
  const uLong sum = ::adler32_z(::adler32_z(0, nullptr, 0),
                                reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  std::string out = "\x78\x01";
  out.reserve(bytes.size() + 5 * (bytes.size() / kMaxBlock + 1) + 6);
  do {
    const std::string_view block = bytes.substr(0, kMaxBlock);
    bytes.remove_prefix(block.size());
    out += bytes.empty() ? '\1' : '\0';
    for (const std::size_t size : {block.size(), ~block.size()}) {
      out += static_cast<char>(size & 0xFFU);
      out += static_cast<char>(size >> 8U & 0xFFU);
    }
    out += block;
  } while (!bytes.empty());
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(sum >> shift & 0xFFU);
  return out;
}

Result<std::string> inflate_gzip(std::string_view bytes, std::size_t most) {
  return inflate(bytes, most, kGzip);
}

}  // namespace base

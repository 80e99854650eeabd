// Runs a fuzz target over files and folders given as arguments: how g++ builds and ctest replay a
// corpus without libFuzzer. Always adds the empty input.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

void collect(const fs::path& from, std::vector<fs::path>& files) {
  if (fs::is_regular_file(from)) files.push_back(from);
  if (!fs::is_directory(from)) return;
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
}

void replay(const std::string& bytes) {
  const std::vector<std::uint8_t> copy(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(copy.data(), copy.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<fs::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!fs::exists(argv[i])) {
      std::fprintf(stderr, "replay: no such corpus: %s\n", argv[i]);
      return 1;
    }
    collect(argv[i], files);
  }
  replay("");
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    replay({std::istreambuf_iterator<char>(in), {}});
  }
  std::printf("replayed %zu inputs\n", files.size() + 1);
  return 0;
}

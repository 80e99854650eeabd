// policyc - compiles policies/ at build time: policyc OUT_IMAGES OUT_TEXTS ROOT FILE...
#include <cstddef>
#include <string>
#include <vector>

#include "coord/base/disk.h"
#include "coord/base/path.h"
#include "hooks/policy/compile.h"
#include "hooks/policy/merge.h"
#include "hooks/policy/pack_files.h"

namespace {

using base::Result;

struct InputFile {
  std::string name;
  std::string text;
  operator hooks::EmbeddedFile() const { return {name, text}; }
};

std::string byte_array(const std::string& name, const std::string& bytes) {
  std::string out = "alignas(8) constexpr std::array<unsigned char, " +
                    std::to_string(bytes.size()) + "> " + name + " = {";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 24 == 0) out += "\n";
    out += std::to_string(static_cast<unsigned char>(bytes[i])) + ",";
  }
  return out + "};\n";
}

std::string view_of(const std::string& name) {
  return "{reinterpret_cast<const char*>(" + name + ".data()), " + name + ".size()}";
}

constexpr const char* kOpening =
    R"(// Made by policyc from policies/.
#include "hooks/policy/embedded.h"

#include <array>

namespace hooks {
namespace {
)";

std::string images_source(const std::string& floors, const std::string& rules) {
  return kOpening + byte_array("kFloors", floors) + byte_array("kRules", rules) +
         "}\nstd::string_view embedded_floors() { return " + view_of("kFloors") +
         "; }\nstd::string_view embedded_rules() { return " + view_of("kRules") + "; }\n}\n";
}

std::string texts_source(const std::vector<InputFile>& files) {
  std::string out = kOpening;
  std::string rows;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string name = "kText" + std::to_string(i);
    out += byte_array(name, files[i].text);
    rows += "  EmbeddedFile{\"" + files[i].name + "\", " + view_of(name) + "},\n";
  }
  return out + "const std::array kFiles = {\n" + rows +
         "};\n}\nstd::span<const EmbeddedFile> embedded_files() { return kFiles; }\n}\n";
}

Result<void> run(const std::vector<std::string>& words) {
  base::Disk& disk = base::real_disk();
  std::vector<InputFile> files;
  for (std::size_t i = 4; i < words.size(); ++i)
    files.push_back({base::relative_to(words[i], words[3]), TRY(base::read_file(disk, words[i]))});
  const std::vector<hooks::EmbeddedFile> views(files.begin(), files.end());
  const auto [floors, rules] = hooks::split_floors(TRY(hooks::read_pack_files(views)));
  TRY_VOID(base::replace_file(
      disk, words[1], images_source(hooks::compile(floors, {}), hooks::compile(rules, {})), 0644));
  return base::replace_file(disk, words[2], texts_source(files), 0644);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv, argv + argc);
  if (words.size() < 5) return 64;
  const auto done = run(words);
  if (done) return 0;
  const base::FileHandle errors(2);
  (void)base::real_disk().write(errors, "policyc: " + base::to_text(done.error()) + "\n");
  return 1;
}

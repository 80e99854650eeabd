// Source: exiftool(1p) 12.57: -TAG shows, -TAG=VALUE, -TAG<FROM and -FROM>TAG write.
#include <algorithm>
#include <array>

#include "coord/base/text.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"
#include "guards/word_list.h"

namespace guards::commands {

namespace {

// Options whose value is the next word.
constexpr std::string_view kValued =
    "-o -out -w -textOut -W -tagOut -p -printFormat -d -dateFormat -c -coordFormat -x -exclude "
    "-ext -extension -if -i -ignore -charset -sep -separator -api -userParam -password -fileOrder "
    "-listItem -echo -config -csvDelim -srcfile -use";
// ... and is a file that is read.
constexpr std::string_view kReads = "-tagsFromFile -TagsFromFile -geotag -config";
constexpr std::string_view kOriginal = "_original";

class Tags {
 public:
  Tags(const Call& call, const View& view) : call_(call), view_(view) {}

  Meaning tell() {
    read(call_.words, 0);
    for (const Word& file : files_) tell_file(file);
    return std::move(meaning_);
  }

 private:
  void read(const Words& words, int depth) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Word& word = words[i];
      const bool option = word.text.size() > 1 && word.text.front() == '-';
      const Word* next = i + 1 < words.size() ? &words[i + 1] : nullptr;
      if (!option) {
        files_.push_back(word);
      } else if (word.text == "-@" && next != nullptr) {
        read_list(words[++i], depth);
      } else if (next != nullptr && (lists(kValued, word.text) || lists(kReads, word.text))) {
        read_option(word.text, words[++i]);
      } else {
        read_tag(word);
      }
    }
  }

  // One argument a line.
  void read_list(const Word& file, int depth) {
    touch(meaning_, Role::in, file, view_);
    const auto content = view_.content(file.text);
    if (!content || depth > 2) {
      meaning_.doubts.push_back({"arguments stand in " + file.text, file.span, false});
      return;
    }
    Words words;
    for (const std::string_view line : base::split(*content, '\n')) {
      if (!line.empty() && line.front() != '#') words.push_back({std::string(line), file.span});
    }
    read(words, depth + 1);
  }

  void read_option(const std::string& option, const Word& value) {
    if (lists(kReads, option)) {
      touch(meaning_, Role::in, value, view_);
      writes_ = writes_ || option != "-config";
    }
    if (lists("-o -out", option)) out_ = value;
    if (lists("-w -textOut -W -tagOut", option)) ending_ = value;
  }

  void read_tag(const Word& word) {
    const std::string& text = word.text;
    const std::size_t sign = text.find_first_of("=<>");
    if (text.starts_with("-overwrite_original")) keeps_original_ = false;
    if (text.starts_with("-delete_original")) deletes_ = true;
    if (text == "-restore_original") restores_ = true;
    if (sign == std::string::npos) return;
    writes_ = true;
    const bool from_file =
        text.substr(sign).starts_with("=<") || text.substr(sign).starts_with("<=");
    const bool table = text.starts_with("-csv=") || text.starts_with("-j=") ||
                       text.starts_with("-json=") || text.starts_with("-geotag=");
    if (from_file) touch(meaning_, Role::in, {text.substr(sign + 2), word.span}, view_);
    if (table) touch(meaning_, Role::in, {text.substr(sign + 1), word.span}, view_);
    const std::string tag = lower(text.substr(1, sign - 1));
    if (tag != "filename" && tag != "directory") return;
    const bool known = text[sign] == '=' && text.find('%') == std::string::npos;
    (tag == "filename" ? name_ : folder_) = known ? text.substr(sign + 1) : kUnknown;
  }

  static std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(c | 0x20);
    return text;
  }

  void tell_file(const Word& file) {
    if (restores_ || deletes_) return tell_original(file);
    touch(meaning_, Role::in, file, view_);
    if (!ending_.text.empty()) write_as(without_ending(file.text), ending_);
    if (!out_.text.empty()) {
      write_as("", out_, last_part(file.text));
    } else if (!name_.empty() || !folder_.empty()) {
      rename(file);
    } else if (writes_) {
      edit(file);
    }
  }

  // -FileName= without a folder stays in the file's own, -Directory= keeps the name.
  void rename(const Word& file) {
    const std::string name = last_part(file.text);
    const std::string own = file.text.substr(0, file.text.size() - name.size());
    const bool moves = name_.find('/') != std::string::npos;
    const std::string& folder = !folder_.empty() || moves ? folder_ : own;
    touch(meaning_, Role::from, file, view_);
    const std::string to = name_.empty() ? name : name_;
    touch(meaning_, Role::out, {folder.empty() ? to : below(folder, to), file.span}, view_);
  }

  // The first original stays for ever.
  void edit(const Word& file) {
    if (view_.there(file.text) == There::folder) return touch(meaning_, Role::into, file, view_);
    const bool kept = view_.there(file.text + std::string(kOriginal)) != There::missing;
    edit_in_place(meaning_, file, keeps_original_ && !kept ? kOriginal : "", view_);
  }

  void tell_original(const Word& file) {
    if (view_.there(file.text) == There::folder) return touch(meaning_, Role::into, file, view_);
    const Word original{file.text + std::string(kOriginal), file.span};
    touch(meaning_, restores_ ? Role::from : Role::gone, original, view_);
    if (restores_) touch(meaning_, Role::out, file, view_);
  }

  // "txt" behind `stem`, or a whole name in which %d %f %e stand for parts of the file's.
  void write_as(const std::string& stem, const Word& format, const std::string& inside = {}) {
    std::string name = format.text;
    while (!stem.empty() && (name.ends_with('!') || name.ends_with('+'))) name.pop_back();
    if (const auto percent = name.find('%'); percent != std::string::npos) {
      name = name.substr(0, percent) + kHole;
    } else if (!stem.empty()) {
      name = stem + "." + name;
    } else if (is_folder(name, view_)) {
      name = below(name, inside);
    }
    touch(meaning_, Role::out, {name, format.span}, view_);
  }

  static std::string without_ending(const std::string& path) {
    const std::size_t point = path.rfind('.');
    return point == std::string::npos || path.find('/', point) != std::string::npos
               ? path
               : path.substr(0, point);
  }

  const Call& call_;
  const View& view_;
  Meaning meaning_;
  Words files_;
  Word out_;
  Word ending_;
  std::string name_;    // -FileName=
  std::string folder_;  // -Directory=
  bool writes_ = false;
  bool restores_ = false;
  bool deletes_ = false;
  bool keeps_original_ = true;
};

}  // namespace

Meaning exiftool(const Call& call, const View& view) {
  return Tags(call, view).tell();
}

}  // namespace guards::commands

// Source: curl(1) 7.88, wget(1) 1.21.
#include <optional>

#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

constexpr Command kCurl{
    "", "NETWORK...",
    "-o,--output=N -O,--remote-name --output-dir=N -d,--data,--data-ascii,--data-raw=N "
    "--data-binary=N --data-urlencode=N -F,--form=N -H,--header=N -X,--request=N -u,--user=N "
    "-A,--user-agent=N -e,--referer=N -b,--cookie=N -c,--cookie-jar=OUT -T,--upload-file=IN "
    "-K,--config=IN -D,--dump-header=OUT -w,--write-out=N -m,--max-time=N --connect-timeout=N "
    "-x,--proxy=N --retry=N --retry-delay=N --cacert=IN -E,--cert=IN --key=IN --trace=OUT "
    "--trace-ascii=OUT --stderr=OUT -r,--range=N -C,--continue-at=N --limit-rate=N -Q,--quote=N "
    "--url=N --resolve=N --interface=N --netrc-file=IN -z,--time-cond=N -y=N -Y=N -t=N -P=N "
    "--json=N --max-filesize=N --max-redirs=N --etag-save=OUT --etag-compare=IN --hsts=EDIT "
    "--libcurl=OUT --unix-socket=N --aws-sigv4=N --ciphers=N"};
constexpr Command kWget{
    "", "NETWORK...",
    "-O,--output-document=N -P,--directory-prefix=N -o,--output-file=OUT -a,--append-output=APPEND "
    "-i,--input-file=IN -U,--user-agent=N -t,--tries=N -T,--timeout=N -w,--wait=N -A,--accept=N "
    "-R,--reject=N -D,--domains=N -l,--level=N -Q,--quota=N -e,--execute=N --header=N "
    "--post-data=N --post-file=IN --body-data=N --body-file=IN --method=N --user=N --password=N "
    "--load-cookies=IN --save-cookies=OUT --limit-rate=N --referer=N --ca-certificate=IN "
    "--certificate=IN --private-key=IN -B,--base=N --cut-dirs=N -X=N -I=N --warc-file=N "
    "--waitretry=N --bind-address=N --progress=N --restrict-file-names=N --max-redirect=N"};

// Last part of a URL's path; empty when the URL ends in a folder.
std::string name_in(std::string url) {
  url.resize(std::min(url.find_first_of("?#"), url.size()));
  const auto scheme = url.find("://");
  const auto begin = scheme == std::string::npos ? 0 : scheme + 3;
  const auto slash = url.rfind('/');
  if (slash == std::string::npos || slash < begin) return {};
  return url.substr(slash + 1);
}

// RFC 8089: file:///path, or with the host named. curl takes no other host: "" then.
std::optional<std::string> local_path(std::string_view url) {
  constexpr std::string_view kScheme = "file://";
  if (!url.starts_with(kScheme)) return std::nullopt;
  url.remove_prefix(kScheme.size());
  const auto host = url.substr(0, url.find('/'));
  const bool here = host.empty() || host == "localhost" || host == "127.0.0.1" || has_hole(host);
  return here ? std::string(url.substr(host.size())) : std::string();
}

void add_file(Meaning& meaning, const std::string& path, Span span) {
  if (path == "-" || path.empty()) return;
  meaning.touches.push_back(
      {.verb = Verb::write, .how = How::overwrite, .path = path, .span = span});
}

void tell_flags(Meaning& meaning, const Arguments& arguments, const View& view) {
  for (const GivenFlag& flag : arguments.flags) {
    if (!flag.has_value || !flag.spec.takes_value) continue;
    if (flag.spec.role != Role::value) touch(meaning, flag.spec.role, flag.value, view);
    const bool sends = flag.name.starts_with("--data") || flag.name == "-d" || flag.name == "-F" ||
                       flag.name == "--form" || flag.name == "--json";
    const bool cookies = flag.name == "-b" || flag.name == "--cookie";
    if (cookies && flag.value.text.find('=') == std::string::npos)
      touch(meaning, Role::in, flag.value, view);
    const auto at = flag.value.text.find('@');
    const bool from_file = sends && flag.name != "--data-raw" && at != std::string::npos &&
                           (at == 0 || flag.value.text[at - 1] == '=');
    if (!from_file) continue;
    std::string file = flag.value.text.substr(at + 1);
    file.resize(std::min(file.find(';'), file.size()));
    touch(meaning, Role::in, {file, flag.value.span}, view);
  }
}

// False when every URL is one curl refuses before anything is opened.
bool opens_any(Meaning& meaning, const Arguments& arguments, const View& view) {
  bool any = arguments.operands.empty();  // --url
  for (const Operand& operand : arguments.operands) {
    const auto local = local_path(operand.word.text);
    if (local) touch(meaning, Role::in, {*local, operand.word.span}, view);
    any = any || !local || !local->empty();
  }
  return any;
}

Meaning curl(const Call& call, const View& view) {
  const Arguments arguments = read_arguments({call.name, &kCurl, call.words, call.span});
  Meaning meaning;
  tell_flags(meaning, arguments, view);
  if (!opens_any(meaning, arguments, view)) return meaning;
  const Word* folder = arguments.value("--output-dir");
  const auto placed = [&](const std::string& name) {
    return folder == nullptr || name == "-" ? name : below(folder->text, name);
  };
  for (const GivenFlag& flag : arguments.flags) {
    if (flag.name == "-o" || flag.name == "--output") {
      add_file(meaning, placed(flag.value.text), flag.value.span);
    }
  }
  if (!arguments.has_any("-O --remote-name --remote-name-all")) return meaning;
  const bool server_names = arguments.has_any("-J --remote-header-name");
  for (const Operand& operand : arguments.operands) {
    const std::string name = name_in(operand.word.text);
    add_file(meaning, placed(server_names || name.empty() ? kUnknown : name), operand.word.span);
  }
  return meaning;
}

Meaning wget(const Call& call, const View& view) {
  const Arguments arguments = read_arguments({call.name, &kWget, call.words, call.span});
  Meaning meaning;
  tell_flags(meaning, arguments, view);
  if (arguments.has("--spider")) return meaning;
  const Word* output = arguments.value("-O --output-document");
  const Word* folder = arguments.value("-P --directory-prefix");
  if (output != nullptr) {
    add_file(meaning, output->text, output->span);
    return meaning;
  }
  const bool recursive = arguments.has_any("-r --recursive -m --mirror -p --page-requisites -i");
  for (const Operand& operand : arguments.operands) {
    std::string name = name_in(operand.word.text);
    if (name.empty()) name = "index.html";
    if (recursive) name = kUnknown;
    add_file(meaning,
             folder == nullptr ? recursive ? "./" + name : name : below(folder->text, name),
             operand.word.span);
  }
  return meaning;
}

}  // namespace

Meaning download(const Call& call, const View& view) {
  Meaning meaning = call.name == "curl" ? curl(call, view) : wget(call, view);
  Effect effect{.verb = Verb::network};
  effect.span = call.span;
  effect.by = call.name;
  for (const Word& word : call.words) {
    if (word.text.find("://") != std::string::npos) effect.detail = word.text;
  }
  meaning.effects.push_back(std::move(effect));
  meaning.fetches = true;
  if (!view.wants_output()) meaning.output = "";
  return meaning;
}

}  // namespace guards::commands

// Source: patch(1) of GNU patch 2.7: [FILE [PATCHFILE]], -p, -d, -i, -o, -R, --dry-run.
#include "guards/commands/special/patch_names.h"

#include "coord/base/text.h"
#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

void change(Meaning& meaning, const std::string& path, Verb verb, Span span) {
  Touch touch{.verb = verb,
              .how = verb == Verb::write ? How::replace : How::none,
              .path = path,
              .span = span};
  touch.needs_target = verb == Verb::remove;
  if (verb == Verb::write) meaning.touches.push_back({.path = path, .span = span, .handed = true});
  meaning.touches.push_back(std::move(touch));
}

// As patch(1) chooses: the one of the two names that is there.
std::string target_of(const PatchedFile& file, bool reversed, const View& view) {
  const std::string& first = reversed ? file.after : file.before;
  const std::string& second = reversed ? file.before : file.after;
  if (!first.empty() && view.there(first) == There::file) return first;
  return second.empty() ? first : second;
}

struct Named {
  const Word* file = nullptr;
  const Word* patch = nullptr;
};

Named named_in(const Arguments& arguments) {
  Named named;
  named.patch = arguments.value("-i --input");
  for (const Operand& operand : arguments.operands) {
    if (operand.role == Role::edit)
      named.file = &operand.word;
    else if (named.patch == nullptr)
      named.patch = &operand.word;
  }
  return named;
}

// The files the patch itself names.
void change_named(Meaning& meaning, const Arguments& arguments, const std::string& text, Span span,
                  const View& view) {
  const Word* folder = arguments.value("-d --directory");
  const Word* strip = arguments.value("-p --strip");
  const int count = strip != nullptr ? static_cast<int>(base::to_int(strip->text).value_or(0)) : -1;
  const bool reversed = arguments.has_any("-R --reverse");
  for (const PatchedFile& one : patched_files(text, count)) {
    const bool goes = reversed ? one.before.empty() : one.after.empty();
    std::string path = target_of(one, reversed, view);
    if (folder != nullptr) path = below(folder->text, path);
    change(meaning, path, goes ? Verb::remove : Verb::write, span);
    if (arguments.has_any("-b --backup")) change(meaning, path + ".orig", Verb::write, span);
  }
}

}  // namespace

Meaning patch(const Call& call, const View& view) {
  const Arguments arguments = read_arguments(call);
  Meaning meaning;
  const auto [file, source] = named_in(arguments);
  if (source != nullptr) touch(meaning, Role::in, *source, view);
  if (arguments.has("--dry-run")) return meaning;
  if (const Word* output = arguments.value("-o --output")) {
    touch(meaning, Role::out, *output, view);
    if (file != nullptr) touch(meaning, Role::in, *file, view);
    return meaning;
  }
  if (file != nullptr) {
    const Word* folder = arguments.value("-d --directory");
    const std::string path = folder == nullptr ? file->text : below(folder->text, file->text);
    change(meaning, path, Verb::write, file->span);
    return meaning;
  }
  const auto text = source != nullptr ? view.content(source->text) : view.input();
  if (text && !has_hole(*text))
    change_named(meaning, arguments, *text, call.span, view);
  else
    meaning.doubts.push_back({"the patch is known only when it runs", call.span, false});
  return meaning;
}

}  // namespace guards::commands

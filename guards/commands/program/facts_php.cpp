// Source: the PHP 8 manual: filesystem, directory, program execution, cURL and zip functions.
#include <array>

#include "guards/commands/program/fact_index.h"

namespace guards::commands::program {

namespace {

// clang-format off
constexpr auto kRows = std::to_array<FactRow>({
    {"file_put_contents", Act::write},
    {"fopen gzopen bzopen SplFileObject", Act::open},
    {"unlink rmdir", Act::remove},
    {"rename move_uploaded_file", Act::move},
    {"copy", Act::copy},
    {"mkdir", Act::folder},
    {"touch", Act::touch},
    {"chmod chown chgrp lchown lchgrp", Act::meta},
    {"symlink", Act::symlink},
    {"link", Act::hard_link},
    {"tempnam", Act::temporary},
    {"tmpfile", Act::temporary, kNone},
    {"sys_get_temp_dir", Act::system_temp},
    {"file_get_contents file readfile parse_ini_file simplexml_load_file highlight_file show_source "
     "md5_file sha1_file hash_file gzfile readgzfile php_strip_whitespace getimagesize "
     "fpassthru", Act::text},
    {"imagepng imagejpeg imagegif imagewebp imagebmp", Act::write, 1},
    {"error_log", Act::append, 2},
    {".save .saveHTMLFile .saveXML .asXML", Act::write},
    {"exec shell_exec system passthru popen proc_open", Act::shell},
    {"pcntl_exec", Act::command, kAll},
    {"eval assert create_function", Act::evaluate},
    {"include include_once require require_once", Act::load},
    {"chdir", Act::chdir},
    {"curl_init fsockopen", Act::network},
    {"realpath strval trim rtrim ltrim escapeshellarg", Act::same},
    {"dirname", Act::dirname},
    {"basename", Act::basename},
    {"getcwd", Act::here},
    {"getenv", Act::env},
    {"glob", Act::glob},
    {"scandir", Act::entries},
    {"sprintf", Act::format},
    {"array_filter array_map array_values array_reverse array_unique", Act::elements, kAll},
    {"implode join", Act::joined},
    {"array_push", Act::push},
});
// clang-format on
constexpr auto kFacts = make_facts<count_facts(kRows)>(kRows);
static_assert(are_sorted(kFacts));

}  // namespace

Facts php_facts() {
  return kFacts;
}

}  // namespace guards::commands::program

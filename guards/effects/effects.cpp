#include "guards/effects/effects.h"

#include <array>

#include "coord/base/glob.h"
#include "coord/base/path.h"
#include "guards/effects/machine.h"
#include "guards/effects/patch_text.h"

namespace guards {

namespace {

using commands::Touch;
using effects::Recorder;

struct Row {
  ActionKind kind;
  Touch touch;
  const char* by;
};

const std::array<Row, 6>& rows() {
  static const std::array<Row, 6> kRows = {
      Row{ActionKind::write,        {.verb = Verb::write, .how = How::overwrite},       "write" },
      Row{ActionKind::edit,         {.verb = Verb::write, .how = How::modify},          "edit"  },
      Row{ActionKind::read,         {.verb = Verb::read},                               "read"  },
      Row{ActionKind::search,       {.verb = Verb::read, .named = false, .tree = true}, "search"},
      Row{ActionKind::remove,       {.verb = Verb::remove},                             "remove"},
      Row{ActionKind::opaque_write, {.verb = Verb::write, .how = How::overwrite},       "write" },
  };
  return kRows;
}

void understand_paths(const Action& action, Recorder& recorder) {
  for (const Row& row : rows()) {
    if (row.kind != action.kind) continue;
    for (const std::string& path : action.paths) {
      Touch touch = row.touch;
      touch.path = path;
      touch.pattern = action.globs && base::is_glob(path);
      if (action.kind == ActionKind::search &&
          recorder.files.there(recorder.absolute(path, action.cwd)) == effects::There::file) {
        touch.named = true;
        touch.tree = false;
      }
      recorder.touch(touch, {row.by, action.cwd, false});
    }
  }
  const bool is_opaque =
      action.kind == ActionKind::opaque || action.kind == ActionKind::opaque_write;
  if (is_opaque && !action.paths.empty()) {
    recorder.doubt({"a tool nobody here knows", {}, false, false, action.paths});
  }
}

}  // namespace

Effects understand(const Action& action, const Place& place, base::World& world) {
  Recorder recorder(world.disk, {place.root, place.home, "/tmp"});
  if (action.kind == ActionKind::command) {
    effects::Machine machine(recorder, world, place);
    machine.run(action.command, action.cwd);
  } else if (action.kind == ActionKind::patch) {
    effects::understand_patch(action, recorder);
  } else {
    understand_paths(action, recorder);
  }
  return std::move(recorder.result);
}

}  // namespace guards

#include "guards/effects/patch_text.h"

#include <array>
#include <string_view>

#include "coord/base/text.h"

namespace guards::effects {

namespace {

struct Line {
  std::string_view start;
  Verb verb;
  How how;
};

constexpr std::array kLines = {
    Line{"*** Add File: ",    Verb::write,  How::overwrite},
    Line{"*** Update File: ", Verb::write,  How::modify   },
    Line{"*** Delete File: ", Verb::remove, How::none     },
    Line{"*** Move to: ",     Verb::write,  How::replace  },
};

}  // namespace

void understand_patch(const Action& action, Recorder& recorder) {
  bool any = false;
  std::string before;
  for (const std::string_view text : base::split(action.content, '\n')) {
    for (const Line& line : kLines) {
      if (!text.starts_with(line.start)) continue;
      any = true;
      std::string path(base::trim(text.substr(line.start.size())));
      const Doing doing{"patch", action.cwd, false};
      if (line.how == How::replace) {
        recorder.touch({.verb = Verb::rename, .path = before}, doing);
      }
      recorder.touch({.verb = line.verb, .how = line.how, .path = path}, doing);
      before = std::move(path);
    }
  }
  if (!any) recorder.doubt({"a patch in a form we do not know", {}, false, false, action.paths});
}

}  // namespace guards::effects

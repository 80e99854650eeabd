#include "guards/shell/parser.h"

#include "guards/shell/readers.h"
#include "guards/shell/scan.h"

namespace guards::shell {

Tree parse(std::string_view source, const ParseOptions& options) {
  Tree tree;
  Scan scan(source, options, tree);
  tree.block = read_outermost_block(scan);
  return tree;
}

}  // namespace guards::shell

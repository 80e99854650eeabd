// Sources: man pages of GNU sed, gawk, grep, diffutils, findutils, moreutils; --help of the rest.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"awk, gawk, mawk, nawk, original-awk", "CODE IN...",
     "-f,--file*=SCRIPT -E,--exec*=SCRIPT -F,--field-separator=N -v,--assign=N -e,--source*=CODE "
     "-i,--include=IN -l,--load=N -o,--pretty-print[=OUT] -p,--profile[=OUT] "
     "-d,--dump-variables[=OUT]", "",
     Special::awk},
    {"sed, gsed", "CODE IN...",
     "-e,--expression*=CODE -f,--file*=SCRIPT -l,--line-length=N -i,--in-place[=N]", "",
     Special::sed},
    {"grep, egrep, fgrep, zgrep, bzgrep, xzgrep", "N IN...",
     "-e,--regexp*=N -f,--file*=IN -A,--after-context=N -B,--before-context=N -C,--context=N "
     "-m,--max-count=N --include=N --exclude=N --exclude-dir=N --exclude-from=IN "
     "-d,--directories=N -D,--devices=N --label=N --color[=N] --colour[=N] --binary-files=N", "",
     Special::grep},
    {"rg, ripgrep", "N TREE...",
     "-e,--regexp*=N -f,--file*=IN -A,--after-context=N -B,--before-context=N -C,--context=N "
     "-g,--glob=N --iglob=N -t,--type=N -T,--type-not=N -m,--max-count=N -M,--max-columns=N "
     "-r,--replace=N -j,--threads=N -d,--max-depth=N --sort=N --color=N --colors=N "
     "--ignore-file=IN -E,--encoding=N --engine=N --pre=SHELL", "", Special::grep},
    {"ag, ack", "N TREE...",
     "-A=N -B=N -C=N -m=N -g=N -G=N --ignore=N --ignore-dir=N --type=N --depth=N", "",
     Special::grep},
    {"diff, colordiff", "IN IN",
     "-U,--unified=N -C,--context=N -W,--width=N -x,--exclude=N -X=IN -I=N -F=N --label=N -L=N "
     "--tabsize=N --color[=N] --to-file=IN --from-file=IN --palette=N --line-format=N "
     "--old-line-format=N --new-line-format=N --unchanged-line-format=N --old-group-format=N "
     "--new-group-format=N --changed-group-format=N --unchanged-group-format=N"},
    {"diff3, sdiff", "IN...", "-L=N --label=N -o,--output=OUT -w=N"},
    {"cmp", "IN IN N...", "-i=N -n=N"},
    {"wdiff, icdiff, delta, difft, vimdiff", "IN...", "-w=N -x=N -y=N -z=N"},
    {"diffstat", "IN...", "-p=N -n=N -w=N"},
    {"patch, gpatch", "EDIT IN",
     "-i,--input=IN -o,--output=OUT -p,--strip=N -d,--directory=CWD -r,--reject-file=OUT -B=N "
     "-b,--backup -Y=N -z,--suffix=N -F=N -D=N -V=N -g=N", "", Special::patch},
    {"column", "IN...",
     "-s,--separator=N -o,--output-separator=N -c=N -N,--table-columns=N -H=N -R=N -T=N -O=N "
     "-l=N -J -n=N -C=N -E=N -W=N"},
    {"rev, colrm, col, colcrt, ul", "IN..."},
    {"hexdump, hd", "IN...", "-e=N -f=IN -n=N -s=N -L[=N]"},
    {"xxd", "IN OUT", "-c,-cols=N -g=N -l,-len=N -s,-seek=N -o=N -n=N -R=N"},
    {"strings", "IN...", "-n=N -t=N -e=N -T=N"},
    {"file", "IN...", "-f=IN -m=IN -F=N -e=N -P=N"},
    {"less, more, most, zless, zmore, pg, bat, batcat", "IN...",
     "-o=OUT -O=OUT -p=N -t=N -k=IN -x=N -P=N -l,--language=N --style=N --theme=N "
     "-r,--line-range=N -H=N --color=N --paging=N --decorations=N --map-syntax=N",
     "", Special::pager},
    {"zcat, bzcat, xzcat, zstdcat, lz4cat, gzcat, lzcat", "IN..."},
    {"zdiff, zcmp, bzdiff, xzdiff", "IN..."},
    {"iconv", "IN...", "-f,--from-code=N -t,--to-code=N -o,--output=OUT"},
    {"dos2unix, unix2dos, mac2unix, unix2mac", "EDIT...",
     "-n,--newfile -O,--to-stdout:IN -i,--info:IN -c,--convmode=N", "", Special::line_ends},
    {"recode", "N EDIT...", "-x=N"},
    {"look", "N IN", "-t=N"},
    {"spell, aspell, hunspell, ispell, codespell", "IN...",
     "-d=N -l=N -p=IN -w,--write-changes:EDIT -D=IN -I=IN -L=N -S=N -x=N"},
    {"jq, gojq, jaq", "CODE IN...",
     "-f,--from-file*=SCRIPT --arg=N=N --argjson=N=N --slurpfile=N=IN --rawfile=N=IN --indent=N -L=N "
     "--tab --args:N --jsonargs:N"},
    {"yq", "CODE IN...",
     "-i,--in-place,--inplace:EDIT -y,--yaml-output -o,--output-format=N -p,--input-format=N "
     "-I,--indent=N -e,--exit-status -w=N"},
    {"xmllint", "IN...",
     "-o,--output=OUT --xpath=N --schema=IN --relaxng=IN --dtdvalid=IN --encode=N --pattern=N "
     "--maxmem=N --path=N"},
    {"xsltproc", "IN...", "-o,--output=OUT --param=N --stringparam=N --path=N --maxdepth=N"},
    {"xmlstarlet, xml", "VERB"},
    {"xmlstarlet ed, xml ed, xmlstarlet edit", "IN...",
     "-L,--inplace:EDIT -u=N -v=N -d=N -s=N -t=N -n=N -i=N -a=N -r=N -N=N -m=N"},
    {"xmlstarlet sel, xml sel, xmlstarlet select", "IN...", "-t -m=N -v=N -o=N -c=N -N=N"},
    {"crudini, csvcut, csvgrep, csvlook, csvstat, csvsort, csvjoin, csvstack, csvjson, in2csv",
     "IN...", "-c=N -m=N -r=N -d=N -f=N -e=N -k=N -g=N -n -u=N"},
    {"mlr, miller", "N..."},
    {"datamash, tsv-filter, tsv-select, q, textql", "N..."},
    {"pandoc", "IN...",
     "-o,--output=OUT -f,--from=N -t,--to=N -r=N -w=N --template=IN -c,--css=N -V,--variable=N "
     "-M,--metadata=N -H=IN -B=IN -A=IN --bibliography=IN --csl=IN --pdf-engine=N "
     "-F,--filter=N --extract-media=INTO --metadata-file=IN --resource-path=N "
     "--highlight-style=N --lua-filter=SCRIPT -d,--defaults=IN"},
    {"fzf, sk, peco, percol, gum, dialog, whiptail, zenity", "N..."},
    {"tree, exa, eza, lsd, lf, ranger, nnn", "N...",
     "-L=N -I=N -P=N -o=OUT --charset=N --filelimit=N --sort=N -s=N --level=N"},
    {"fd, fdfind", "N...", "", "", Special::fd},
    {"find, gfind", "TREE...", "", "", Special::find},
    {"locate, mlocate, plocate, updatedb", "N..."},
    {"xargs, gxargs", "COMMAND",
     "-I=N -i[=N] -n,--max-args=N -P,--max-procs=N -L,--max-lines=N -d,--delimiter=N "
     "-a,--arg-file=IN -s,--max-chars=N -E=N -l[=N] -e[=N] -R=N -S=N -J=N --process-slot-var=N", "",
     Special::xargs},
    {"parallel", "COMMAND",
     "-j,--jobs=N -I=N -a,--arg-file=IN -n=N -N=N -L=N -d,--delimiter=N -C,--colsep=N "
     "--joblog=OUT --results=OUT --delay=N --timeout=N --retries=N --halt=N -S=N --tmpdir=N "
     "--bar --eta --progress --workdir,--wd=CWD --load=N --memfree=N --block=N --tagstring=N --nice=N --sshlogin=N", "",
     Special::xargs},
    {"cloc, scc, tokei, sloccount", "TREE...",
     "--exclude-dir=N --include-lang=N --out=OUT --report-file=OUT --by-file --match-f=N "
     "--not-match-f=N --exclude-ext=N"},
    {"sponge", "OUT", "-a:APPEND"},
    {"pee", "SHELL..."},
    {"ts, vidir, isutf8, ifne, chronic, combine, errno, mispipe, lckdo", "N..."},
    {"zrun", "COMMAND"},
    {"vis, unvis", "IN...", "-o=OUT"},
    {"uuencode", "IN N", "-o,--output-file=OUT"},
    {"rename, prename, file-rename, perl-rename", "N...", "", "", Special::rename},
    {"mmv, zmv, qmv, brename", "N...", "", "UNKNOWN"},
    {"sd", "N N EDIT...", "-p,--preview:IN -f,--flags=N -n,--max-replacements=N"},
    {"fastmod, codemod, comby, ast-grep, sg, amber, ambr, rpl, replace", "N...", "", "UNKNOWN"},
    {"nkf", "IN...", "--overwrite:EDIT --in-place:EDIT"},
    {"tidy", "IN...", "-m,-modify:EDIT -o,-output=OUT -f,-file=OUT -config=IN -w,-wrap=N"},
    {"html2text, lynx, w3m, links, elinks", "IN...", "-width=N -o=OUT -T=N"},
    {"md2html, markdown, cmark, cmark-gfm, multimarkdown", "IN...",
     "-o,--output=OUT -t,--to=N -e=N"},
    {"groff, troff, nroff, tbl, eqn, pic, grops, grotty, soelim, preconv, refer, pygmentize", "IN...",
     "-m=N -T=N -f=N -F=N -o=OUT -O=N -l=N -L=N -r=N -d=N -M=N -n=N -P=N -W=N -w=N"},
    {"man, mandoc, apropos, whatis, info, tldr, cheat, "
     "whereis", "N..."},
    {"msgfmt", "IN...", "-o,--output-file=OUT -D=N -d=N -l=N"},
    {"msgmerge", "IN IN", "-o,--output-file=OUT -U,--update:EDIT"},
    {"xgettext", "IN...", "-o,--output=OUT -d=N -p=N -L=N -k[=N] -f=IN", "OUT?=messages.po"},
    {"gettext, ngettext, envsubst", "N..."},
    {"cowsay, figlet, toilet, lolcat, fortune, banner, sl, cmatrix", "N...", "-f=N -w=N -W=N"},
    {"m4", "IN...", "-D=N -I=N -o=OUT"},
    {"cpp", "IN OUT", "-D=N -I=N -o=OUT"},
    {"ctags, exuberant-ctags, universal-ctags", "IN...",
     "-f,-o=OUT -L=IN --languages=N --exclude=N --fields=N --list-maps:N --list-languages:N -a -e",
     "OUT?=tags", Special::sources},
    {"etags", "IN...", "-o,--output=OUT -i=IN -l=N -r=N -a", "OUT?=TAGS"},
    {"cscope", "IN...", "-f=OUT -i=IN -s=N", "OUT?=cscope.out"},
    {"indent", "EDIT...", "-o,--output-file=OUT -T=N -st,--standard-output:IN", "", Special::indent},
    {"enscript, a2ps, ps2pdf, pdf2ps", "IN OUT",
     "-o,-p,--output=OUT --language=N --columns=N -f=N"},
    {"pdftotext, pdftohtml, pdftoppm, pdfimages, pdfseparate", "IN OUT",
     "-f=N -l=N -r=N -xml -layout -raw -nopgbrk -htmlmeta -png -jpeg -tiff -all -list"},
    {"pdfinfo, pdffonts, identify, ffprobe, mediainfo, soxi", "IN...", "--Logfile=OUT"},
    {"qpdf, pdftk", "IN... OUT", "--password=N --empty:OUT"},
    {"convert", "IN... OUT",
     "-resize=N -quality=N -crop=N -rotate=N -density=N -geometry=N -background=N -gravity=N "
     "-fill=N -font=N -pointsize=N -draw=N -delay=N -loop=N -size=N -format=N -depth=N -blur=N "
     "-annotate=N"},
    {"magick", "IN... OUT", "-resize=N -quality=N -crop=N -rotate=N -density=N"},
    {"mogrify", "EDIT...", "-resize=N -quality=N -crop=N -rotate=N -density=N -format=N -path=INTO"},
    {"compare, composite, montage", "IN... OUT", "-metric=N -tile=N -geometry=N"},
    {"ffmpeg", "N... OUT", "-i=IN"},
    {"sox", "IN... OUT", "-r=N -c=N -b=N -e=N -t=N"},
    {"exiftool", "IN...", "", "", Special::exiftool},
    {"dot, neato, twopi, circo, fdp, sfdp", "IN...", "-o=OUT -T=N -K=N -G=N -N=N -E=N"},
    {"gnuplot", "SCRIPT...", "-e=CODE", "UNKNOWN"},
    {"plantuml, mmdc, drawio", "IN...", "-o=OUT -i=IN -t=N", "UNKNOWN"},
    {"inkscape", "IN...",
     "-o,--export-filename=OUT --export-png=OUT --export-pdf=OUT --export-type=N -w=N -h=N"},
    {"rsvg-convert", "IN...", "-o,--output=OUT -w=N -h=N -f=N"},
    {"optipng", "EDIT...", "-o=N -out=OUT -dir=INTO"},
    {"jpegoptim", "EDIT...", "-m,--max=N -S,--size=N -d,--dest=INTO -T=N"},
    {"pngcrush", "IN OUT", "-d=INTO -e=N -m=N -rem=N -ow:EDIT"},
    {"svgo", "EDIT...", "-f,--folder=EDIT -o,--output=OUT --config=IN -p=N"},
    {"cwebp", "IN", "-o=OUT -q=N -m=N"},
    {"gifsicle", "IN...", "-o,--output=OUT -b,--batch:EDIT -O,--optimize[=N]"},
    {"latex, pdflatex, xelatex, lualatex, latexmk, bibtex, tex, pdftex, makeindex", "IN...",
     "-output-directory=INTO -jobname=N -interaction=N", "UNKNOWN"},
    {"asciidoctor, asciidoc, rst2html, rst2html5, rst2man, help2man, txt2man, ronn", "IN OUT",
     "-o,--out-file,--output=OUT -b=N -a=N -D=INTO -r=N"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index text_tools() {
  return kIndex;
}

}  // namespace guards::commands

// Source: the Python 3.11 library reference; pandas 2, numpy 1.26, PyTorch 2 and Pillow 10 manuals.
#include <array>

#include "guards/commands/program/fact_index.h"

namespace guards::commands::program {

namespace {

// clang-format off
constexpr auto kRows = std::to_array<FactRow>({
    // files
    {"open io.open builtins.open __builtins__.open codecs.open gzip.open bz2.open lzma.open tokenize.open os.fdopen aiofiles.open "
     "pandas.ExcelWriter h5py.File wave.open smart_open.open gzip.GzipFile bz2.BZ2File "
     "lzma.LZMAFile io.FileIO netCDF4.Dataset", Act::open},
    {"os.open", Act::open},
    {".open", Act::open, kReceiver, 0},
    {".read_text .read_bytes", Act::text, kReceiver, kNone, true},
    {".write_text .write_bytes", Act::write, kReceiver, kNone, true},
    {".touch", Act::touch, kReceiver, kNone, true},
    {".mkdir", Act::folder, kReceiver, kNone, true},
    {".unlink", Act::remove, kReceiver, kNone, true},
    {".rmdir", Act::remove, kReceiver, kNone, true},
    {".rename", Act::move, kReceiver, 0},
    {".symlink_to", Act::symlink, 0, kReceiver, true},
    {".hardlink_to .link_to", Act::hard_link, 0, kReceiver, true},
    {".chmod .lchmod", Act::meta, kReceiver, kNone, true},
    {"os.remove os.unlink os.rmdir os.removedirs", Act::remove},
    {"os.rename os.replace os.renames shutil.move", Act::move},
    {"os.mkdir os.makedirs distutils.dir_util.mkpath", Act::folder},
    {"os.mkfifo os.mknod", Act::folder},
    {"os.truncate", Act::edit},
    {"os.chmod os.lchmod os.chown os.lchown os.utime shutil.chown "
     "os.setxattr os.removexattr", Act::meta},
    {"shutil.copymode shutil.copystat", Act::meta, 1},
    {"os.symlink", Act::symlink},
    {"os.link", Act::hard_link},
    {"shutil.copy shutil.copy2 shutil.copyfile distutils.file_util.copy_file", Act::copy},
    {"shutil.copytree distutils.dir_util.copy_tree", Act::copy_tree},
    {"shutil.rmtree distutils.dir_util.remove_tree send2trash.send2trash", Act::prune},
    {"shutil.make_archive", Act::backup},
    {"shutil.unpack_archive", Act::unpack},
    {"zipfile.ZipFile tarfile.open tarfile.TarFile zipfile.PyZipFile", Act::pack},
    {".extractall .extract", Act::unpack, kReceiver, 0},
    {"sqlite3.connect", Act::database},
    {".execute .executescript .executemany", Act::query, kReceiver, 0},
    {"shelve.open dbm.open dbm.gnu.open dbm.dumb.open dbm.ndbm.open", Act::edit},
    {"logging.FileHandler logging.handlers.RotatingFileHandler "
     "logging.handlers.TimedRotatingFileHandler logging.handlers.WatchedFileHandler", Act::append},
    {"linecache.getline linecache.getlines configparser.read pandas.read_csv pandas.read_json "
     "pandas.read_excel pandas.read_parquet pandas.read_table pandas.read_pickle pandas.read_html "
     "numpy.load numpy.loadtxt numpy.genfromtxt numpy.fromfile PIL.Image.open torch.load joblib.load "
     "xml.etree.ElementTree.parse ElementTree.parse lxml.etree.parse cv2.imread runpy.run_path "
     "dotenv.load_dotenv dotenv.dotenv_values toml.load", Act::read},
    {".read", Act::read, 0},
    {"numpy.save numpy.savetxt numpy.savez numpy.savez_compressed cv2.imwrite cv2.VideoWriter "
     "urllib.request.URLopener pdb.Pdb imageio.imwrite matplotlib.image.imsave", Act::write},
    {".tofile .to_csv .to_json .to_excel .to_parquet .to_pickle .to_feather .to_html .to_hdf "
     ".to_stata .to_markdown .to_latex .savefig .save_pretrained .write_html .write_image .dump_stats "
     ".write_csv .write_parquet .write_json", Act::write},
    {".save", Act::write},
    {"torch.save joblib.dump scipy.io.wavfile.write plistlib.writePlist", Act::write, 1},
    {"urllib.request.urlretrieve wget.download", Act::write, 1},
    {"py_compile.compile compileall.compile_file compileall.compile_dir", Act::read},
    {"fileinput.input fileinput.FileInput", Act::open, 0, kNone},
    {"logging.basicConfig", Act::append, kNone},
    {"tempfile.NamedTemporaryFile tempfile.mkstemp tempfile.mktemp", Act::temporary},
    {"tempfile.TemporaryFile tempfile.SpooledTemporaryFile", Act::temporary},
    {"tempfile.mkdtemp tempfile.TemporaryDirectory", Act::temporary_folder},
    {"tempfile.gettempdir", Act::system_temp},
    // programs
    {"os.system os.popen subprocess.getoutput subprocess.getstatusoutput commands.getoutput "
     "asyncio.create_subprocess_shell pty.spawn pexpect.run pexpect.spawn", Act::shell},
    {"subprocess.run subprocess.call subprocess.check_call subprocess.check_output "
     "subprocess.Popen asyncio.create_subprocess_exec", Act::command},
    {"os.execv os.execvp os.execve os.execvpe", Act::command, 1},
    {"os.execl os.execlp os.execle os.execlpe", Act::command, kRest},
    {"os.spawnv os.spawnvp os.spawnve os.posix_spawn os.posix_spawnp", Act::command, 1},
    {"os.spawnl os.spawnlp", Act::command, kLater},
    {"exec eval", Act::evaluate},
    {"execfile runpy.run_module importlib.import_module __import__", Act::load},
    {"os.chdir", Act::chdir},
    {"os.ftruncate os.sendfile ctypes.CDLL ctypes.cdll.LoadLibrary", Act::hidden},
    {"urllib.request.urlopen requests.get requests.post requests.put requests.delete requests.head "
     "requests.request httpx.get httpx.post socket.create_connection http.client.HTTPConnection "
     "http.client.HTTPSConnection", Act::network},
    // values
    {"str os.fspath os.path.abspath os.path.realpath os.path.normpath os.path.expandvars "
     "os.fsdecode os.fsencode compile bytes print_function", Act::same},
    {"pathlib.Path pathlib.PurePath pathlib.PosixPath pathlib.PurePosixPath os.path.join", Act::join},
    {".resolve .absolute .as_posix .strip .rstrip .lstrip .encode .decode .expandvars .__str__ "
     ".copy .keys", Act::same, kReceiver},
    {"os.path.expanduser .expanduser", Act::home, kAll},
    {"pathlib.Path.home", Act::home, kNone},
    {"os.getcwd pathlib.Path.cwd os.getcwdb", Act::here},
    {".joinpath", Act::join, kReceiver},
    {"os.path.dirname", Act::dirname},
    {".parent", Act::dirname, kReceiver},
    {"os.path.basename", Act::basename},
    {".name", Act::basename, kReceiver},
    {".stem", Act::stem, kReceiver},
    {".with_name", Act::with_name, kReceiver, 0},
    {".with_suffix", Act::with_suffix, kReceiver, 0},
    {"os.getenv os.environ.get", Act::env},
    {"glob.glob glob.iglob", Act::glob},
    {".glob", Act::glob, kReceiver, 0},
    {".rglob", Act::tree, kReceiver, 0},
    {".iterdir", Act::entries, kReceiver},
    {"os.listdir os.scandir", Act::entries},
    {"os.walk", Act::tree},
    {"shlex.split", Act::words},
    {".format", Act::format, kReceiver},
    {".replace", Act::replace, kReceiver},
    {".split .splitlines .readlines", Act::lines, kReceiver},
    {"list sorted reversed set tuple iter filter tqdm.tqdm", Act::elements},
    {"enumerate zip .items", Act::pairs},
    {".join", Act::joined, kReceiver},
    {"getattr", Act::attribute_of},
    {".append .extend .add .insert", Act::push, kReceiver},
});
// clang-format on
constexpr auto kFacts = make_facts<count_facts(kRows)>(kRows);
static_assert(are_sorted(kFacts));

}  // namespace

Facts python_facts() {
  return kFacts;
}

}  // namespace guards::commands::program

"""Attacks on files: reading what grades, what others handed in, who runs; writing what a later submission would load."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy
import pytest

from autograder.errors import IsolationError
from tests.hostile.attacks import cell_verdicts, gains_nothing, limited, printed, within
from tests.support.grading import CHECKED, FULL

ROOT = Path(__file__).resolve().parents[2]
SECRET = "correct-horse-battery-staple"


@pytest.fixture
def world_readable():
    """A folder that file modes do not protect."""
    folder = Path(tempfile.mkdtemp(prefix="open-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def opened(grader, paths):
    """Which of `paths` student code that knows them can read or list."""
    source = f"""
import os
for path in {[str(p) for p in paths]!r}:
    try:
        print("READ", path, os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(20))
    except OSError:
        pass
"""
    graded = grader.graded([source])
    assert graded.report.total == 0
    return printed(graded)


# -- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.isolated
def test_reading_the_tests_finds_none(grader):
    source = f"""
import os
for folder in ("/", "/tmp", "/home", "/root", {str(ROOT)!r}, os.getcwd(), ".."):
    for at, below, names in os.walk(folder):
        if at.startswith(("/proc", "/usr", "/dev", "/sys")) or "site-packages" in at or "/lib/python3" in at:
            below.clear()
            continue
        for name in names:
            try:
                text = open(os.path.join(at, name), errors="replace").read(200_000)
            except OSError:
                continue
            if "test_random" in text or "def test_public" in text:
                print("FOUND", at, name)
print("looked")
"""
    with within():
        assert printed(grader.graded([source])) == "looked\n"


@pytest.mark.isolated
def test_the_bundle_is_not_readable_at_its_known_path(grader, world_readable):
    shutil.copy(Path(grader.folder.name) / "autograder.zip", world_readable)
    assert opened(grader, [grader.folder.name, *world_readable.iterdir(), ROOT / "tests" / "grading.py"]) == ""


@pytest.mark.isolated
@pytest.mark.parametrize("place", ["/usr/src", "/usr/local/src", "/usr"])
def test_a_course_below_usr_is_not_readable_at_its_known_path(grader, place):
    if not os.access(place, os.W_OK):
        pytest.skip(f"{place} is closed to this user")
    with tempfile.TemporaryDirectory(dir=place) as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "answers.py").write_text("ANSWER = 42")
        assert opened(grader, [folder, f"{folder}/answers.py"]) == ""
        assert grader.judge.zygote.exposes([Path(folder)]) == []


@pytest.mark.isolated
def test_what_a_sandbox_shows_is_refused_as_the_place_of_a_course(grader):
    zygote = grader.judge.zygote
    shown = Path(numpy.__file__)
    assert opened(grader, [shown]).startswith("READ")
    assert zygote.exposes([shown, ROOT, grader.judge.home, Path("/usr/share/app")]) == [shown, Path("/usr/share/app")]
    with pytest.raises(IsolationError, match="/usr/share/app lies among the interpreter and libraries.*move it"):
        zygote.refuse_exposed([ROOT, Path("/usr/share/app")])


@pytest.mark.isolated
def test_the_reference_is_not_readable_at_its_known_path(grader):
    key = grader.judge.home / "answers.py"
    key.write_text("ANSWER = 42")
    try:
        assert opened(grader, [grader.judge.home, key, ROOT / "reference", ROOT / "reference" / "__init__.py"]) == ""
    finally:
        key.unlink()


@pytest.mark.isolated
def test_another_submission_is_not_readable_at_its_known_path(grader, world_readable):
    (world_readable / "ada.ipynb").write_text("ada's answer")
    ours = Path(grader.folder.name) / "submission.ipynb"
    assert opened(grader, [world_readable, world_readable / "ada.ipynb", ours]) == ""


@pytest.mark.isolated
def test_a_symbolic_link_reaches_nothing_that_its_path_would_not(grader, world_readable):
    (world_readable / "ada.ipynb").write_text("ada's answer")
    source = f"""
import os
os.symlink({str(world_readable)!r}, "there")
os.symlink("/proc/self/root" + {str(world_readable)!r}, "through-proc")
for path in ("there/ada.ipynb", "through-proc/ada.ipynb"):
    try: print(open(path).read())
    except OSError: print("refused")
"""
    assert printed(grader.graded([source])) == "refused\nrefused\n"


def test_the_environment_of_the_sandbox_holds_no_secret(grader, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_SECRET", SECRET)
    source = "import os\nprint('correct-horse' in repr(dict(os.environ)) + open('/proc/self/environ').read())"
    assert printed(grader.graded([source])) == "False\n"


@pytest.mark.isolated
def test_other_processes_tell_nothing(grader):
    source = """
import os
me, parent = os.getpid(), os.getppid()
for pid in (p for p in os.listdir("/proc") if p.isdigit() and int(p) != me):
    for name in ("environ", "mem", "maps", "fd", "cwd", "root", "auxv"):
        path = f"/proc/{pid}/{name}"
        try:
            text = os.listdir(path) if name == "fd" else os.readlink(path) if name in ("cwd", "root") else open(path, "rb").read(9)
            if text: print("READ", path, text)
        except OSError:
            pass
"""
    stranger = subprocess.Popen(["/bin/sleep", "30"], env={"AUTOGRADER_SECRET": SECRET})
    try:
        assert printed(grader.graded([source])) == ""
    finally:
        stranger.kill()
        stranger.wait()


def test_no_descriptor_but_the_wire_leads_out(grader):
    source = """
import asyncio, os, stat
kinds = []
loop = asyncio.get_running_loop()  # of the notebook, made in this process: its selector, and a pair that wakes it
own = {loop._selector.fileno(), loop._ssock.fileno(), loop._csock.fileno()}
for fd in set(range(256)) - own:
    try: mode, target = os.fstat(fd).st_mode, os.readlink(f"/proc/self/fd/{fd}")
    except OSError: continue
    if stat.S_ISDIR(mode): kinds.append("directory " + target)
    elif stat.S_ISSOCK(mode): kinds.append("wire")
    elif fd > 2 and not target.startswith(("/dev/null", "/dev/urandom", "/memfd")): kinds.append(f"{fd} {target}")
print(kinds)
"""
    assert printed(grader.graded([source])) == "['wire']\n"


# -- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.isolated
def test_only_scratch_is_writable(grader, world_readable):
    world_readable.chmod(0o777)
    places = (
        "/",
        "/usr",
        "/etc",
        "/home",
        "/root",
        "/dev",
        "/var/tmp",
        "/run",
        "/proc/sys/kernel",
        "/proc/self/root/etc",
    )
    source = f"""
import os, sys, tempfile, numpy
written = []
places = [*{places!r}, *{[str(world_readable), str(ROOT), str(ROOT / "tests")]!r}, sys.prefix, sys.base_prefix]
places += [os.path.dirname(numpy.__file__), os.path.dirname(os.__file__), os.path.dirname(sys.executable)]
for folder in places:
    try:
        open(os.path.join(folder, "planted.py"), "w").write("x")
        written.append(folder)
    except OSError:
        pass
for folder in (os.getcwd(), tempfile.gettempdir()):
    open(os.path.join(folder, "mine.txt"), "w").write("x")
print([w for w in written if not w.startswith(tempfile.gettempdir() + os.sep)])  # its own, whatever lies there outside
"""
    assert printed(grader.graded([source])) == "[]\n"
    assert not any((folder / "planted.py").exists() for folder in (world_readable, ROOT, ROOT / "tests"))


@pytest.mark.isolated
@pytest.mark.parametrize("change", ["unlink", "chmod", "rename", "truncate", "utime", "link"])
def test_the_files_of_the_interpreter_cannot_be_changed(grader, change):
    source = f"""
import os, numpy
file = numpy.__file__
doing = {{
    "unlink": lambda: os.unlink(file), "chmod": lambda: os.chmod(file, 0o777),
    "rename": lambda: os.rename(file, file + "x"), "truncate": lambda: os.truncate(file, 0),
    "utime": lambda: os.utime(file, (0, 0)), "link": lambda: (os.link(file, "own"), open("own", "a").write("x")),
}}
try: print("changed", doing[{change!r}]())
except OSError: print("refused")
"""
    before = Path(numpy.__file__).stat()
    said = printed(grader.graded([source]))
    assert said == "refused\n" or change == "utime"  # which does nothing, and under `uid` does not say so
    after = Path(numpy.__file__).stat()
    assert (before.st_size, before.st_mode, before.st_mtime_ns) == (after.st_size, after.st_mode, after.st_mtime_ns)


@pytest.mark.isolated
def test_what_one_submission_writes_the_next_does_not_see(grader):
    grader.graded(
        [
            "import os, tempfile\n"
            "for at in (os.getcwd(), tempfile.gettempdir(), '/tmp', '/dev/shm', '/var/tmp'):\n"
            "    try: open(at + '/left-by-ada', 'w').write('x')\n"
            "    except OSError: pass"
        ]
    )
    source = """
import os, tempfile
places = {os.getcwd(), tempfile.gettempdir(), "/tmp", "/dev/shm", "/var/tmp"}
print([p for p in places if os.path.exists(p + "/left-by-ada")])
"""
    assert printed(grader.graded([source])) == "[]\n"


PLANT = """
import os, site, sys, tempfile
import matplotlib, numpy
home, temp = os.path.expanduser("~"), tempfile.gettempdir()
packages = os.path.dirname(os.path.dirname(numpy.__file__))
ipython = os.environ.get("IPYTHONDIR") or home + "/.ipython"
TARGETS = {
    "pth": packages + "/planted.pth",
    "sitecustomize": packages + "/sitecustomize.py",
    "usercustomize": site.getusersitepackages() + "/usercustomize.py",
    "user-pth": site.getusersitepackages() + "/planted.pth",
    "module": packages + "/planted_module.py",
    "shadow": os.getcwd() + "/numpy.py",
    "shadow-temp": temp + "/otter.py",
    "bytecode": os.path.join(os.path.dirname(numpy.__file__), "__pycache__", "planted.pyc"),
    "ipython": ipython + "/profile_default/startup/00-planted.py",
    "ipython-config": home + "/.ipython/profile_default/ipython_config.py",
    "matplotlibrc": os.path.join(os.environ.get("MPLCONFIGDIR") or home + "/.config/matplotlib", "matplotlibrc"),
    "font-cache": os.path.join(os.environ.get("MPLCONFIGDIR") or home + "/.cache/matplotlib", "fontlist-v390.json"),
    "inductor": temp + "/torchinductor_student/planted.py",
    "triton": home + "/.triton/cache/planted.py",
    "torch-extensions": home + "/.cache/torch_extensions/planted.so",
    "torch-hub": home + "/.cache/torch/hub/planted.py",
    "numba": home + "/.cache/numba/planted.nbi",
    "bashrc": home + "/.bashrc",
    "jupyter": home + "/.jupyter/jupyter_config.py",
}
"""


@pytest.mark.isolated
def test_poisoned_startup_files_and_caches_do_not_reach_the_next_submission(grader):
    plant = (
        PLANT
        + """
for path in TARGETS.values():
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w").write("print('planted')")
    except OSError:
        pass
"""
    )
    look = (
        PLANT
        + """
import subprocess
def planted(path):
    try: return "planted" in open(path, errors="replace").read()
    except OSError: return False
print([name for name, path in TARGETS.items() if planted(path)])
print(subprocess.run([sys.executable, "-c", "import numpy, matplotlib"], capture_output=True, text=True).stdout)
"""
    )
    gains_nothing(grader, plant)
    with limited(grader, cell_s=30.0):
        assert printed(grader.graded([look])) == "[]\n\n"


def test_patched_modules_of_one_submission_do_not_reach_the_next(grader):
    grader.graded(
        ["import numpy as np, builtins\nnp.ones = None\nbuiltins.len = None\nimport sys; sys.modules['math'] = None"]
    )
    assert printed(grader.graded(["import numpy as np, math\nprint(len(np.ones(3)), math.pi > 3)"])) == "3 True\n"


def test_a_changed_shell_of_one_submission_does_not_reach_the_next(grader):
    gains_nothing(
        grader,
        "shell = get_ipython()\nleft = 1\nshell.user_ns['left_too'] = 2\n"
        "shell.input_transformers_cleanup.append(lambda lines: ['print(\"planted\")\\n'])\n"
        "type(shell).left_in_class = 3",
    )
    source = "print([n for n in ('left', 'left_too') if n in globals()], hasattr(type(get_ipython()), 'left_in_class'))"
    assert printed(grader.graded([source])) == "[] False\n"


@pytest.mark.isolated
@pytest.mark.parametrize("kind", ["os.S_IFCHR | 0o666, os.makedev(1, 1)", "os.S_IFBLK | 0o666, os.makedev(8, 0)"])
def test_a_device_cannot_be_made(grader, kind):
    kind = kind.replace("os.S_IF", "stat.S_IF")
    source = f"""
import os, stat
try:
    os.mknod("device", {kind})
    open("device", "rb").read(1)
    print("read")
except OSError:
    print("refused")
"""
    assert printed(grader.graded([source])) == "refused\n"


# -- what the judge does with files left behind ----------------------------------------------------------------------


def test_cleaning_up_does_not_follow_a_symbolic_link(grader, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text("x")
    gains_nothing(grader, f"import os\nos.symlink({str(tmp_path)!r}, 'link')\nos.mkdir('d')\nos.chmod('d', 0)")
    assert kept.read_text() == "x"


def test_folders_nested_beyond_any_stack_are_the_students_problem_alone(grader):
    source = "import os\nfor _ in range(3000):\n    os.mkdir('d')\n    os.chdir('d')"
    try:
        gains_nothing(grader, source)
        assert grader.scores(CHECKED) == FULL  # the next submission may be the one that waits for the cleaning up
    finally:  # pathlib and shutil recurse, rm does not
        for folder in grader.judge.zygote.home.glob("root-*"):
            subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_odd_file_names_are_cleaned_up(grader):
    source = "import os\nfor name in (b'\\xff\\xfe', b'-rf', b'a\\nb', b'*', 'é'.encode() * 120):\n    open(name, 'w').close()"
    report = gains_nothing(grader, source)
    assert cell_verdicts(report) == []
    left = set(grader.judge.zygote.home.glob("root-*"))
    grader.report(["1"])  # the last submission's folder goes before the next one starts
    assert not left & set(grader.judge.zygote.home.glob("root-*"))


def test_output_redirected_through_a_link_shows_only_the_students_own_files(grader):
    source = """
import os
spill = os.readlink("/proc/self/fd/1")
try:
    os.unlink(spill)
    os.symlink("/etc/shadow", spill)
except OSError: pass
os.write(1, b"mine")
"""
    assert "root:" not in printed(grader.graded([source]))

"""Attacks that leave a mark where the next submission, or one that runs beside it, could read it.

Each is two submissions: one leaves the mark, the other looks. What it finds must not depend on the first.
"""

import json
import tempfile
from pathlib import Path

import pytest

from tests.hostile.attacks import printed

# -- open files that all forks could share ----------------------------------------------------------------------------

OPEN = """
import fcntl, json, os, stat, struct
def shared(n):  # the selector of the notebook's event loop was made in this process
    file = f"/proc/self/fd/{n}"
    return os.path.lexists(file) and not stat.S_ISSOCK(os.fstat(n).st_mode) and "eventpoll" not in os.readlink(file)
files = [n for n in range(256) if shared(n)]
def asked(call, *args):
    try: return call(*args)
    except OSError: return "refused"
"""
LOOK = """
def state(n):
    free = os.open(os.readlink(f"/proc/self/fd/{n}"), os.O_RDONLY)
    return {
        "offset": os.lseek(n, 0, os.SEEK_CUR), "flags": fcntl.fcntl(n, fcntl.F_GETFL) & ~os.O_LARGEFILE,
        "signal": asked(fcntl.fcntl, n, fcntl.F_GETSIG), "owner": asked(fcntl.fcntl, n, fcntl.F_GETOWN),
        "lock": asked(fcntl.flock, free, fcntl.LOCK_EX | fcntl.LOCK_NB),
        "range": asked(lambda: fcntl.fcntl(free, 36, struct.pack("hhqqi4x", 1, 0, 0, 0, 0)).hex()),
    }
print(json.dumps({n: state(n) for n in files}))
"""
MARKS = {
    "offset": "os.lseek(n, 1234, os.SEEK_SET)",
    "flags": "fcntl.fcntl(n, fcntl.F_SETFL, os.O_NONBLOCK | os.O_APPEND)",
    "signal": "fcntl.fcntl(n, fcntl.F_SETSIG, 41)",
    "owner": "fcntl.fcntl(n, 15, struct.pack('ii', 1, os.getpid()))",
    "lock": "fcntl.flock(n, fcntl.LOCK_EX)",
    "range": "fcntl.fcntl(n, 37, struct.pack('hhqqi4x', 0, 0, 100, 200, 0))",
}


@pytest.mark.isolated
@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_nothing_is_left_in_an_open_file(grader, mark):
    before = json.loads(printed(grader.graded([OPEN + LOOK])))
    grader.graded([OPEN + f"for n in files: asked(lambda: {mark})"])
    assert json.loads(printed(grader.graded([OPEN + LOOK]))) == before


def test_no_memory_is_shared_with_the_next(grader):
    source = """
for line in open("/proc/self/maps"):
    if line.split()[1][1] == "w" and line.split()[1][3] == "s": print(line)
"""
    assert printed(grader.graded([source])) == ""


# -- files that all sandboxes read ------------------------------------------------------------------------------------

CALLS = """
import ctypes, fcntl, mmap, numpy, os, struct
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype, libc.syscall.restype = ctypes.c_void_p, ctypes.c_long
path = os.path.join(os.path.dirname(numpy.__file__), "__init__.pyi")
fd = os.open(path, os.O_RDONLY)
size = os.fstat(fd).st_size
def mapped(): return ctypes.c_void_p(libc.mmap(None, ctypes.c_size_t(size), 1, 1, fd, ctypes.c_long(0)))
def checked(result):
    if result < 0: raise OSError(ctypes.get_errno(), "")
    return result
def folder(): return os.open(os.path.dirname(path), os.O_RDONLY)
"""


@pytest.mark.isolated
def test_what_is_in_memory_is_no_mark(grader):
    look = CALLS + """
try: print(os.preadv(fd, [bytearray(1)], 4096, os.RWF_NOWAIT))
except BlockingIOError: print("not in memory")
except OSError: print("refused")
"""  # fmt: skip
    found = []
    for leave in ("os.pread(fd, 1, 4096)", "os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)"):
        grader.graded([CALLS + f"try: {leave}\nexcept OSError: pass"])
        found.append(printed(grader.graded([look])))
    assert found == ["refused\n"] * 2


# name: a call that does something, or tells something, when it is not refused
TELLING = {
    "fadvise": "os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)",
    "readahead": "checked(libc.readahead(fd, ctypes.c_long(0), ctypes.c_size_t(size)))",
    "sync_file_range": "checked(libc.sync_file_range(fd, ctypes.c_long(0), ctypes.c_long(size), 0))",
    "syncfs": "checked(libc.syncfs(fd))",
    "mincore": "checked(libc.mincore(mapped(), ctypes.c_size_t(size), ctypes.create_string_buffer(99)))",
    "cachestat": "checked(libc.syscall(451, os.open('own', os.O_CREAT), struct.pack('QQ', 0, 0), ctypes.create_string_buffer(40), 0))",
    "preadv2": "os.preadv(fd, [bytearray(1)], 0, os.RWF_HIPRI)",
    **{f"madvise-{n}": f"checked(libc.madvise(mapped(), ctypes.c_size_t(size), {n}))" for n in (3, 20, 21, 22)},
    "rw-hint": "fcntl.fcntl(fd, 1035, bytes(8))",
    "file-rw-hint": "fcntl.fcntl(fd, 1037, bytes(8))",
    "lease": "fcntl.fcntl(fd, fcntl.F_GETLEASE)",
    "dnotify": "fcntl.fcntl(folder(), fcntl.F_NOTIFY, fcntl.DN_ACCESS)",
    "inotify": "checked(libc.inotify_init1(0))",
    "flags": "fcntl.ioctl(fd, 0x80086601, bytes(8))",  # FS_IOC_GETFLAGS
    "extents": "fcntl.ioctl(fd, 0xC020660B, struct.pack('QQ4I', 0, size, 0, 0, 0, 0))",  # FS_IOC_FIEMAP
}  # fmt: skip


@pytest.mark.isolated
@pytest.mark.parametrize("call", TELLING.values(), ids=TELLING)
def test_a_call_that_tells_of_others_is_refused(grader, call):
    source = CALLS + f"try: print('told', {call})\nexcept OSError as e: print('refused', e.errno)"
    assert printed(grader.graded([source])) == "refused 1\n"


@pytest.fixture
def pair(grader):
    """Two sandboxes that run at the same time; each call runs a cell in one of them and gives what it printed."""
    limits = grader.judge.bundle.limits
    sandboxes = [grader.judge.zygote.fork(limits), grader.judge.zygote.fork(limits)]

    def run(which, source):
        sandboxes[which].start_clock(5)
        outputs = sandboxes[which].request("cell", plain=(source, None, None))[1]["outputs"]
        return "".join(o.get("text", o.get("evalue", "")) for o in outputs)

    yield run
    for sandbox in sandboxes:
        sandbox.close()


LOCKS = {
    "flock": ("path", "fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)"),
    "lockf": ("'/dev/null'", "fcntl.lockf(f, fcntl.LOCK_EX | fcntl.LOCK_NB)"),
    "read-lock": ("path", "fcntl.lockf(f, fcntl.LOCK_SH | fcntl.LOCK_NB)"),
    "ofd": ("'/dev/null'", "fcntl.fcntl(f, 37, struct.pack('hhqqi4x', 1, 0, 0, 0, 0))"),
}


@pytest.mark.isolated
@pytest.mark.parametrize(("file", "lock"), LOCKS.values(), ids=LOCKS)
def test_a_lock_is_not_seen_by_a_sandbox_beside_it(pair, file, lock):
    mode = "rb" if file == "path" else "rb+"
    take = (
        CALLS + f"f = open({file}, {mode!r}, buffering=0)\ntry: {lock}; print('free')\nexcept OSError: print('taken')"
    )
    ask = "\nprint([fcntl.fcntl(f, c, struct.pack('hhqqi4x', 1, 0, 0, 0, 0))[0] == fcntl.F_UNLCK for c in (fcntl.F_GETLK, 36)])"
    assert [pair(0, take), pair(1, take + ask)] == ["free\n", "free\n[True, True]\n"]


@pytest.mark.isolated
def test_a_file_that_is_read_is_not_noticed_beside_it(pair):
    watch = CALLS + """
n = libc.inotify_init1(os.O_NONBLOCK)
libc.inotify_add_watch(n, os.path.dirname(path).encode(), 0xFFF)
"""  # fmt: skip
    pair(0, watch)
    pair(1, CALLS + "print(os.read(fd, 9))")
    assert pair(0, "try: print('noticed', len(os.read(n, 9999)))\nexcept OSError: print('nothing')") == "nothing\n"


# -- devices ----------------------------------------------------------------------------------------------------------

TIMES = """
import json, os
devices = [f"/dev/{n}" for n in ("null", "zero", "full", "random", "urandom") if os.path.exists(f"/dev/{n}")]
print(json.dumps([[os.stat(d).st_atime_ns, os.stat(d).st_mtime_ns, os.stat(d).st_ctime_ns] for d in devices]))
"""
TOUCHES = {
    "now": "os.utime(d)",
    "then": "os.utime(d, (1, 1))",
    "open": "os.utime(os.open(d, os.O_RDWR))",
    "attribute": "os.setxattr(d, 'user.mark', b'x')",
}


@pytest.mark.isolated
@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
def test_a_device_keeps_no_mark(grader, touch):
    before = printed(grader.graded([TIMES]))
    grader.graded([TIMES + f"for d in devices:\n    try: {touch}\n    except OSError: pass"])
    assert printed(grader.graded([TIMES])) == before


@pytest.mark.isolated
def test_a_file_that_everybody_may_write_keeps_no_mark(grader):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "everybodys"
        file.write_text("x")
        file.chmod(0o666)
        Path(folder).chmod(0o755)
        before = file.stat()
        touches = f"os.utime({str(file)!r})", f"os.setxattr({str(file)!r}, 'user.mark', b'x')"
        grader.graded(["import os", *touches])
        assert file.stat().st_ctime_ns == before.st_ctime_ns


# -- what must go on working ------------------------------------------------------------------------------------------

HONEST = {
    "sqlite": """
import sqlite3
one, other = sqlite3.connect("grades.db"), sqlite3.connect("grades.db")
one.execute("PRAGMA journal_mode=WAL")
one.execute("create table t (x)")
one.execute("insert into t values (41)")
one.commit()
other.execute("update t set x = x + 1")
other.commit()
print(one.execute("select x from t").fetchone()[0])
""",
    "locks": "import fcntl\nf = open('mine', 'w')\nfcntl.flock(f, fcntl.LOCK_EX)\nfcntl.lockf(f, fcntl.LOCK_EX)\nprint(42)",
    "copies": "import pathlib, shutil\npathlib.Path('a').touch()\npathlib.Path('a').touch()\nshutil.copy2('a', 'b')\nprint(42)",
    "temporary": "import tempfile\nwith tempfile.NamedTemporaryFile() as f: f.write(b'x')\nprint(42)",
    "memory-map": "import numpy as np\nm = np.memmap('m', float, 'w+', shape=1000)\nm[:] = 0.042\nm.flush()\nprint(round(m.sum()))",
    "private-map": "import mmap\nm = mmap.mmap(-1, 9999, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)\nm[:2] = b'42'\nprint(m[:2].decode())",
    "devnull": "import subprocess\nsubprocess.run(['echo', 'x'], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)\nprint(42)",
    "shell": "!echo 42",
    "pipes": "import multiprocessing\na, b = multiprocessing.get_context('fork').Pipe()\na.send(42)\nprint(b.recv())",
    "asyncio": "import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    return 42\nprint(await f())",
}


@pytest.mark.parametrize("source", HONEST.values(), ids=HONEST)
def test_what_a_notebook_needs_still_works(grader, source):
    assert printed(grader.graded([source])) == "42\n"

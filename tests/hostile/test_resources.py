"""Attacks on what a machine has a limited amount of: memory, processes, files, output, time."""

import pytest

from tests.hostile.attacks import LIMITS, case_verdicts, cell_verdicts, cut_off, gains_nothing, limited, printed, within
from tests.support.grading import GOOD
from tests.support.speed import scaled

# -- memory -----------------------------------------------------------------------------------------------------------

HOGS = {
    "bytes": "hog = []\nwhile True: hog.append(bytearray(50_000_000))",
    "numpy": "import numpy as np\nhog = []\nwhile True: hog.append(np.ones((1000, 5000)))",
    "numpy-at-once": "import numpy as np\nnp.ones(10**10)",
    "list": "hog = []\nwhile True: hog.append([0] * 10**6)",
    "list-doubling": "hog = [0]\nwhile True: hog += hog",
    "small-objects": "class Small: pass\nhog = []\nwhile True: hog.extend([Small() for _ in range(10**5)])",
    "str": "hog = 'x' * 1000\nwhile True: hog += hog",
    "dict": "hog = {i: str(i) for i in range(10**9)}",
    "int": "hog = 1 << 10**10",
}


@pytest.mark.isolated
@pytest.mark.parametrize("hog", HOGS.values(), ids=HOGS)
def test_taking_all_memory_is_stopped(grader, hog):
    with limited(grader, memory_bytes=64 << 20, cell_s=8.0):
        assert cell_verdicts(gains_nothing(grader, hog)) == ["MEMORY"]


@pytest.mark.isolated
def test_taking_all_memory_in_a_function_costs_its_question_alone(grader):
    cells = ["import numpy as np\nhog = []\ndef square(x):\n    while True: hog.append(np.ones(10**6))", GOOD["q2"]]
    with within(), limited(grader, memory_bytes=64 << 20, case_s=8.0):
        verdicts = case_verdicts(grader.report(cells))
    assert set(verdicts["q1"]) <= {"MEMORY", "ERROR"}
    assert verdicts["q2"] == ["PASS", "PASS"]


@pytest.mark.isolated
def test_no_memory_left_for_an_answer_is_a_verdict(grader):
    source = (
        "hog, step = [], 1 << 24\nwhile step:\n    try: hog.append(bytearray(step))\n    except MemoryError: step //= 2"
    )
    with within():
        report = grader.report([source, "square = total = lambda x: x"])
    assert report.total == 0


HOLD = """
import os, time
got = 0
try:
{body}
except (OSError, MemoryError, ValueError):
    pass
print("held", got)
"""
# Each stops by itself at 512 MiB: four times what is allowed, and no more than a machine has.
SHARED = {
    "children": """
    for _ in range(6):
        if os.fork() == 0:
            hog = bytearray(b"x") * (80 << 20)
            time.sleep(20)
            os._exit(0)
        got += 80
    time.sleep(3)
""",
    "memfd": """
    block, held = b"x" * (1 << 20), []
    for i in range(64):
        held.append(os.memfd_create(str(i)))
        for _ in range(8):
            os.write(held[-1], block)
            got += 1
    time.sleep(1)
""",
    "children-of-a-thread": """
    import threading
    def fork():
        for _ in range(6):
            if os.fork() == 0:
                hog = bytearray(b"x") * (80 << 20)
                time.sleep(20)
                os._exit(0)
        time.sleep(20)
    threading.Thread(target=fork, daemon=True).start()
    time.sleep(4)
    got = 480
""",
    "orphans": """
    for _ in range(6):
        if os.fork() == 0:
            if os.fork() == 0:
                hog = bytearray(b"x") * (80 << 20)
                time.sleep(20)
            os._exit(0)
        os.wait()
        got += 80
    time.sleep(3)
""",
    "memfds-in-flight": """
    import socket
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    block = b"x" * (1 << 20)
    for i in range(64):
        fd = os.memfd_create(str(i))
        for _ in range(8):
            os.write(fd, block)
            got += 1
        socket.send_fds(a, [b"x"], [fd])
        os.close(fd)
    time.sleep(1)
""",
    "shared-pages-behind-one": """
    import ctypes, mmap
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    size = 32 << 20
    for _ in range(16):
        at = libc.mmap(None, ctypes.c_size_t(size), 3, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, -1, ctypes.c_long(0))
        if at in (None, 2**64 - 1): break
        ctypes.memset(at, 1, size)
        libc.munmap(ctypes.c_void_p(at + 4096), ctypes.c_size_t(size - 4096))
        got += 32
    time.sleep(1)
""",
    "zero-behind-one": """
    import ctypes
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    size, fd = 32 << 20, os.open("/dev/zero", os.O_RDONLY)
    for _ in range(16):
        at = libc.mmap(None, ctypes.c_size_t(size), 1, 1, fd, ctypes.c_long(0))
        if at in (None, 2**64 - 1): break
        sum((ctypes.c_char * size).from_address(at).raw[::4096])
        libc.munmap(ctypes.c_void_p(at + 4096), ctypes.c_size_t(size - 4096))
        got += 32
    time.sleep(1)
""",
    "large-socket-buffers": """
    import socket
    keep = []
    for _ in range(100):
        a, b = socket.socketpair()
        a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 << 20)
        a.setblocking(False)
        keep += [a, b]
        try:
            while got < 512:
                a.send(b"x" * 32768)
                got += 1 / 32
        except BlockingIOError: pass
    got = int(got)
    time.sleep(1)
""",
    "socket-buffers-of-children": """
    import socket
    for _ in range(12):
        if os.fork() == 0:
            keep = []
            for _ in range(110):
                pair = socket.socketpair()
                for s in pair:
                    s.setblocking(False)
                    try:
                        while True: s.send(b"x" * 32768)
                    except OSError: pass
                keep += pair
            time.sleep(20)
            os._exit(0)
        got += 40
    time.sleep(5)
""",
    "connections-that-wait": """
    import socket
    server = socket.socket(socket.AF_UNIX)
    server.bind("\\0waits")
    server.listen(4000)
    for _ in range(2000):
        with socket.socket(socket.AF_UNIX) as s:
            s.connect("\\0waits")
            s.setblocking(False)
            try:
                while True: got += s.send(b"x" * 32768) / (1 << 20)
            except BlockingIOError: pass
    got = int(got)
    time.sleep(1)
""",
    "sysv": """
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    libc.shmat.restype, libc.shmdt.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    keep = []
    for _ in range(8):
        number = libc.shmget(0, 64 << 20, 0o1600)
        if number < 0: break
        at = libc.shmat(number, None, 0)
        if at in (None, 2**64 - 1): break
        ctypes.memset(at, 1, 64 << 20)
        libc.shmdt(at)
        keep.append(number)
        got += 64
    time.sleep(1)
    for number in keep: libc.shmctl(number, 0, None)
""",
    "shm-files": """
    block = b"x" * (1 << 20)
    for i in range(512):
        with open(f"/dev/shm/hog-{i}", "wb") as f: f.write(block)
        got += 1
""",
    "scratch-files": """
    import tempfile
    block = b"x" * (1 << 20)
    for folder in (os.getcwd(), tempfile.gettempdir()):
        try:
            for i in range(256):
                with open(f"{folder}/hog-{i}", "wb") as f: f.write(block)
                got += 1
        except OSError:
            pass
    time.sleep(1)  # the watch looks every 0.2 s, and a disk may be faster
""",
}


@pytest.mark.isolated
@pytest.mark.parametrize("body", SHARED.values(), ids=SHARED)
def test_memory_outside_the_process_counts_too(grader, segments, body):
    with within(), limited(grader, memory_bytes=128 << 20, cell_s=8.0):
        graded = grader.graded([HOLD.format(body=body)])
    assert graded.report.total == 0
    held = [int(line.split()[1]) for line in printed(graded).splitlines() if line.startswith("held")]
    assert cell_verdicts(graded.report) in (["MEMORY"], ["FILES"], ["CRASH"]) or held[0] <= 128, f"held {held[0]} MiB"


# -- processes, threads, descriptors ----------------------------------------------------------------------------------


@pytest.mark.isolated
def test_a_fork_bomb_stays_inside(grader):
    report = gains_nothing(grader, "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass")
    assert cell_verdicts(report) in (["TIMEOUT"], ["PROTOCOL"], ["MEMORY"], ["CRASH"])


@pytest.mark.isolated
def test_the_number_of_processes_is_limited(grader):
    source = """
import subprocess, sys
held = []
try:
    while len(held) < 100: held.append(subprocess.Popen(["sleep", "20"]))
except OSError: pass
print(len(held))
"""
    graded = grader.graded([source])
    assert int(printed(graded) or 0) < LIMITS["processes"]


@pytest.mark.isolated
def test_the_number_of_threads_is_limited(grader):
    source = """
import threading, time
count = 0
try:
    while count < 1000:
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
        count += 1
except RuntimeError: pass
print(count)
"""
    graded = grader.graded([source])
    assert int(printed(graded)) < LIMITS["processes"]


@pytest.mark.isolated
def test_many_processes_of_one_sandbox_do_not_starve_another(grader):
    limits = grader.judge.bundle.limits
    greedy = grader.judge.zygote.fork(limits)
    try:
        greedy.start_clock(5)
        hold = "import os, time\ntry:\n    while True:\n        if os.fork() == 0:\n            time.sleep(30)\n            os._exit(0)\nexcept OSError: pass"
        greedy.request("cell", plain=(hold, None, None, 1))
        source = "import subprocess\nprint(subprocess.run(['echo', 'alive'], capture_output=True, text=True).stdout)"
        assert printed(grader.graded([source])) == "alive\n\n"
    finally:
        greedy.close()


@pytest.mark.isolated
def test_running_out_of_descriptors_is_an_error_of_its_cell(grader):
    report = gains_nothing(grader, "held = []\nwhile True: held.append(open('/dev/null'))")
    assert cell_verdicts(report) == ["ERROR"]


@pytest.mark.isolated
@pytest.mark.parametrize("name", ["AS", "NPROC", "FSIZE", "CPU", "NOFILE", "CORE"])
def test_a_limit_cannot_be_raised(grader, name):
    source = f"""
import resource
which = resource.RLIMIT_{name}
soft, hard = resource.getrlimit(which)
for wanted in ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), (hard + 1, hard + 1)):
    try:
        resource.setrlimit(which, wanted)
        print("raised")
    except (ValueError, OSError):
        print("refused")
print(resource.getrlimit(which) == (soft, hard), hard >= 0)
"""
    assert printed(grader.graded([source])) == "refused\nrefused\nTrue True\n"


@pytest.mark.parametrize("name", ["AS", "NPROC", "NOFILE", "CPU", "STACK"])
def test_a_limit_lowered_to_nothing_hurts_only_itself(grader, name):
    source = f"import resource\nresource.setrlimit(resource.RLIMIT_{name}, (0, 0))"
    with within():
        assert grader.report([source, "square = total = lambda x: 1"]).total == 0


@pytest.mark.isolated
def test_priority_cannot_be_raised(grader):
    source = "import os\ntry: print('raised', os.nice(-5))\nexcept OSError: print('refused')"
    assert printed(grader.graded([source])) == "refused\n"


# -- files and output -------------------------------------------------------------------------------------------------


@pytest.mark.isolated
def test_filling_the_disk_is_stopped(grader):
    report = gains_nothing(grader, "f = open('big', 'wb')\nwhile True: f.write(b'x' * 10_000_000)")
    assert cell_verdicts(report) == ["FILES"]
    assert "OSError" in report.cells[0].error


@pytest.mark.isolated
def test_a_file_of_holes_does_not_grow_without_end(grader):
    report = gains_nothing(grader, "with open('holes', 'wb') as f: f.truncate(10**15)")
    assert cell_verdicts(report) == ["FILES"]


@pytest.mark.isolated
def test_taking_all_inodes_is_stopped(grader):
    source = "import os\nfor i in range(10**7): os.close(os.open(f'f{i}', os.O_CREAT | os.O_WRONLY))"
    verdicts = cell_verdicts(gains_nothing(grader, source))
    assert verdicts in (["FILES"], ["TIMEOUT"])  # the last where a disk is slower than the limit


FLOODS = {
    "print": "while True: print('x' * 1000)",
    "one-line": "print('x' * 10**8)",
    "stderr": "import sys\nwhile True: sys.__stderr__.write('y' * 1000)",
    "display": "from IPython.display import display\nwhile True: display('x' * 1000)",
    "display-once": "from IPython.display import HTML, display\ndisplay(HTML('x' * 10**7))",
    "result": "'x' * 10**7",
    "error": "raise ValueError('x' * 10**7)",
    "error-name": "raise type('E' * 10**6, (Exception,), {})('x')",
    "chain": "e = None\nfor i in range(300):\n    n = ValueError('x' * 10000)\n    n.__cause__ = e\n    e = n\nraise e",
    "warnings": "import warnings\nwarnings.simplefilter('always')\nwhile True: warnings.warn('x' * 1000)",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_an_output_flood_is_capped(grader, flood):
    with within(), cut_off(grader, cell_s=0.4):
        graded = grader.graded([flood])
    assert graded.report.total == 0
    assert len(repr(graded.outputs)) < 1_000_000
    assert len(graded.report.to_json()) < 200_000


@pytest.mark.isolated  # fills a log on the disk of this machine otherwise
@pytest.mark.parametrize("flood", ["import os\nwhile True: os.write(1, b'x' * 10000)", "!yes"], ids=["write", "shell"])
def test_an_output_flood_past_python_is_capped(grader, flood):
    with within(), cut_off(grader, cell_s=0.4):
        graded = grader.graded([flood])
    assert graded.report.total == 0
    assert len(repr(graded.outputs)) < 1_000_000


def test_a_flood_of_prints_while_a_test_runs_is_capped(grader):
    source = "def square(x):\n    for _ in range(1000): print('x' * 100_000)\n    return 0\ntotal = square"
    report = gains_nothing(grader, source)
    assert len(report.to_json()) < 200_000


# -- time -------------------------------------------------------------------------------------------------------------

LOOPS = {
    "python": "while True: pass",
    "regex": "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
    "power": "9 ** 9 ** 9",
    "sum": "sum(range(10**13))",
    "sleep": "import time\ntime.sleep(10**6)",
    "lock": "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    "sort": "import itertools\nsum(1 for _ in itertools.count())",
    "except": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "signals": """
import signal
for s in range(1, 65):
    try: signal.signal(s, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass""",
    "blocked-signals": "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass",
    "del": "class Late:\n    def __del__(self):\n        while True: pass\nx = Late()\ndel x",
    "repr": "class Slow:\n    def __repr__(self):\n        while True: pass\nSlow()",
    "import": "import sys\nclass Finder:\n    def find_spec(self, *_):\n        while True: pass\nsys.meta_path.insert(0, Finder())\nimport nowhere",
    "input": "import sys, os\nos.read(os.pipe()[0], 1)",
    "shell": "!sleep 1000",
    "stop": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    "stop-all-threads": "import os, signal, threading\nthreading.Thread(target=lambda: os.kill(os.getpid(), 19)).start()\nwhile True: pass",
    "vfork-wait": "import os\nif os.fork() == 0:\n    while True: pass\nos.wait()",
}


@pytest.mark.parametrize("loop", LOOPS.values(), ids=LOOPS)
def test_a_cell_without_end_ends_in_time(grader, loop):
    with cut_off(grader, cell_s=0.4), within(5):
        assert cell_verdicts(gains_nothing(grader, loop)) == ["TIMEOUT"]


@pytest.mark.parametrize("loop", ["while True: pass", "9 ** 9 ** 9", "import time; time.sleep(99)"])
def test_a_function_without_end_costs_its_question_alone(grader, loop):
    with within(), limited(grader, case_s=0.5):
        verdicts = case_verdicts(grader.report([f"def square(x):\n    {loop}", GOOD["q2"]]))
    assert verdicts == {"q1": ["TIMEOUT"] * 3, "q2": ["PASS", "PASS"]}


LAZY = {
    "del": "class Late:\n    def __del__(self):\n        while True: pass\ndef square(x):\n    Late()\n    return 0",
    "generator": "def square(x):\n    while True: yield x\n",
    "len": "class Long:\n    def __len__(self):\n        while True: pass\n    def __iter__(self):\n        while True: pass\ndef square(x): return Long()",
    "iterator": "import itertools\ndef square(x): return itertools.count()",
    "atexit": "import atexit\n@atexit.register\ndef last():\n    while True: pass\ndef square(x): return 0",
    "thread": "import threading\ndef forever():\n    while True: pass\nfor _ in range(4): threading.Thread(target=forever).start()\ndef square(x): return 0",
}


@pytest.mark.parametrize("source", LAZY.values(), ids=LAZY)
def test_a_loop_where_nobody_looks_ends_in_time(grader, source):
    with cut_off(grader, case_s=0.4):
        gains_nothing(grader, source)


def test_the_whole_submission_has_a_limit(grader):
    with limited(grader, total_s=2.0), within(6):
        report = grader.report([f"import time\ntime.sleep({scaled(0.5)})"] * 20)
    assert set(sum(case_verdicts(report).values(), [])) == {"TIMEOUT"}


def test_a_submission_that_always_crashes_ends(grader):
    with within(25):
        report = grader.report(["import os\nos._exit(3)"] * 40)
    assert report.total == 0
    assert set(sum(case_verdicts(report).values(), [])) <= {"SKIPPED", "MISSING", "TIMEOUT"}


@pytest.mark.parametrize(
    "trick",
    [
        "import time\ntime.time = time.monotonic = time.perf_counter = time.sleep = lambda *a: 0\nwhile True: pass",
        "import threading, ctypes\nthreading.Timer = None\nimport signal\nsignal.setitimer(0, 0)\nwhile True: pass",
        "import socket\nsocket.socket.settimeout = lambda *a: None\nsocket.setdefaulttimeout(None)\nwhile True: pass",
    ],
    ids=["time", "timer", "socket"],
)
def test_patched_clocks_change_no_limit(grader, trick):
    with cut_off(grader, cell_s=0.4):
        assert cell_verdicts(gains_nothing(grader, trick)) == ["TIMEOUT"]


@pytest.mark.isolated
def test_a_submission_does_not_widen_its_processors(grader):
    """`--cpus` is for whatever a command starts."""
    source = "import os\ntry: os.sched_setaffinity(0, range(4096)); print('widened')\nexcept PermissionError: print('refused')"
    assert printed(grader.graded([source])) == "refused\n"


def test_a_submission_does_not_become_less_nice(grader):
    source = "import os\ntry: os.nice(-1); print('raised')\nexcept PermissionError: print('refused')"
    assert printed(grader.graded([source])) == "refused\n"

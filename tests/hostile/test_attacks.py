"""Attacks, one test each: no point gained, no other submission hurt, the right verdict, in bounded time."""

import time
from pathlib import Path

import pytest

from autograder.results import Status
from tests.grading import CHECKED, FULL, GOOD, ZERO

SECRET = "correct-horse-battery-staple"


def printed(graded):
    return "".join(o["text"] for out in graded.outputs.values() for o in out if o["output_type"] == "stream")


@pytest.fixture(autouse=True)
def next_submission_is_untouched(grader):
    """After every attack an honest notebook still earns full marks from the same judge."""
    yield
    assert grader.scores(CHECKED) == FULL


def gains_nothing(grader, *cells):
    report = grader.report(list(cells))
    assert report.status is Status.GRADED
    assert report.total == 0
    return report


def test_reading_the_tests_finds_none(grader):
    source = """
import os
for folder in ("/", "/tmp", "/home", "/root", "/work", ".."):
    for at, _, names in os.walk(folder):
        if at.startswith(("/proc", "/usr", "/dev")) or "site-packages" in at or "/lib/python3" in at:
            _.clear()
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
    graded = grader.graded([source])
    assert printed(graded) == "looked\n"


def test_reading_the_environment_finds_no_secret(grader, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_SECRET", SECRET)
    source = """
import os, glob
text = repr(dict(os.environ))
for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline"):
    try:
        text += open(path, errors="replace").read()
    except OSError:
        pass
print("correct-horse" in text, "autograder.zip" in text)
"""
    assert printed(grader.graded([source])) == "False False\n"


def test_other_processes_are_not_visible(grader):
    source = "import os\nprint(sorted(int(p) for p in os.listdir('/proc') if p.isdigit()) == [os.getpid()])"
    assert printed(grader.graded([source])) == "True\n"


def test_the_network_is_not_reachable(grader):
    source = """
import socket
for family, address in ((socket.AF_INET, ("127.0.0.1", 22)), (socket.AF_INET, ("8.8.8.8", 53))):
    s = socket.socket(family)
    s.settimeout(1)
    try:
        s.connect(address)
        print("connected")
    except OSError as e:
        print("refused")
"""
    assert printed(grader.graded([source])) == "refused\nrefused\n"


def test_only_scratch_is_writable(grader):
    source = """
import os, numpy
written = []
for folder in ("/", "/usr", "/etc", "/home", "/root", "/dev", os.path.dirname(numpy.__file__), os.path.dirname(os.__file__)):
    try:
        open(os.path.join(folder, "planted.py"), "w").write("x")
        written.append(folder)
    except OSError:
        pass
open("mine.txt", "w").write("x")
print(written)
"""
    assert printed(grader.graded([source])) == "[]\n"


def test_what_one_submission_writes_the_next_does_not_see(grader):
    grader.graded(
        ["open('/tmp/left', 'w').write('x'); open('left', 'w').write('x'); open('/dev/shm/left', 'w').write('x')"]
    )
    source = "import os\nprint([p for p in ('/tmp/left', 'left', '/dev/shm/left') if os.path.exists(p)])"
    assert printed(grader.graded([source])) == "[]\n"


def test_patched_modules_of_one_submission_do_not_reach_the_next(grader):
    grader.graded(
        ["import numpy as np, builtins\nnp.ones = None\nbuiltins.len = None\nimport sys; sys.modules['math'] = None"]
    )
    assert printed(grader.graded(["import numpy as np, math\nprint(len(np.ones(3)), math.pi > 3)"])) == "3 True\n"


def test_patching_otter_numpy_and_builtins_gains_nothing(grader):
    source = """
import builtins, otter
import numpy as np
np.allclose = np.array_equal = lambda *a, **k: True
builtins.abs = lambda x: 0
builtins.all = builtins.any = lambda x: True
builtins.isinstance = lambda *a: True
otter.Notebook.check = lambda self, q, *a: True
square = total = lambda *a: None
"""
    gains_nothing(grader, source, "grader = otter.Notebook()\ngrader.check('q1')")


def test_walking_frames_finds_no_judge(grader):
    source = """
import sys, gc
names, frame = set(), sys._getframe()
while frame:
    names |= set(frame.f_globals) | set(frame.f_locals)
    frame = frame.f_back
names |= {type(o).__name__ for o in gc.get_objects()}
print({"CaseResult", "ExceptionTestFile", "Judge", "test_random", "OKTestFile"} & names)
"""
    assert printed(grader.graded([source])) == "set()\n"


def test_objects_equal_to_everything_gain_nothing(grader):
    source = """
class Same:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __lt__(self, other): return True
    def __array__(self, *a, **k):
        import numpy as np
        return np.array([0.0, 1.0, 4.0])
    __class__ = int
    def __hash__(self): return 0
    def __abs__(self): return 0
    def __sub__(self, other): return self
    __rsub__ = __sub__
def square(x): return Same()
def total(xs): return Same()
"""
    gains_nothing(grader, source)


@pytest.mark.parametrize("base", ["float", "int", "str"])
def test_a_subclass_of_a_plain_type_loses_its_lies(grader, base):
    source = f"""
class Lie({base}):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __hash__ = None
def square(x): return Lie(99)
def total(xs): return Lie(99)
"""
    gains_nothing(grader, source)


def test_an_array_subclass_loses_its_lies(grader):
    source = """
import numpy as np
class Lie(np.ndarray):
    def __eq__(self, other): return np.array(True)
    def __array_function__(self, *a, **k): return True
def square(x): return np.array([9.0, 9.0, 9.0]).view(Lie)
"""
    gains_nothing(grader, source)


@pytest.mark.parametrize(
    "way",
    [
        "import os; os._exit(0)",
        "import os; os.abort()",
        "import sys; sys.exit(0)",
        "exit()",
        "raise SystemExit",
        "raise KeyboardInterrupt",
    ],
)
def test_exiting_costs_at_most_its_own_cell(grader, way):
    report = grader.report([way, *CHECKED])
    assert {q.name: q.points for q in report.questions} == FULL


@pytest.mark.parametrize(
    "way",
    [
        "import os; os._exit(0)",
        "import ctypes; ctypes.string_at(0)",
        "import sys; sys.exit(0)",
        "raise KeyboardInterrupt",
    ],
)
def test_exiting_in_a_function_costs_at_most_its_own_question(grader, way):
    verdicts = grader.verdicts([f"def square(x):\n    {way}", GOOD["q2"]])
    assert "PASS" not in verdicts["q1"]
    assert verdicts["q2"] == ["PASS", "PASS"]


def test_a_loop_that_ignores_signals_ends_in_time(grader):
    source = """
import signal
for s in range(1, 65):
    try: signal.signal(s, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass
"""
    began = time.monotonic()
    gains_nothing(grader, source)
    assert time.monotonic() - began < 20


def test_a_process_that_stops_itself_ends_in_time(grader):
    report = gains_nothing(grader, "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)")
    assert report.cells[0].verdict.value == "TIMEOUT"


@pytest.mark.isolated
@pytest.mark.isolated  # as root, without isolation, it would kill every process of the machine
def test_killing_everything_hurts_only_itself(grader):
    gains_nothing(grader, "import os\nos.kill(-1, 9)")
    gains_nothing(grader, "import os\nos.kill(1, 9); os.kill(os.getppid(), 9)\nwhile True: pass")


@pytest.mark.isolated
def test_taking_all_memory_is_stopped(grader):
    report = gains_nothing(grader, "hog = []\nwhile True:\n    hog.append(bytearray(50_000_000))")
    assert report.cells[0].verdict.value == "MEMORY"


@pytest.mark.isolated
def test_a_fork_bomb_stays_inside(grader):
    before = len(list(Path("/proc").iterdir()))
    gains_nothing(grader, "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass")
    assert len(list(Path("/proc").iterdir())) < before + 20


@pytest.mark.isolated
def test_a_daemon_does_not_outlive_its_submission(grader):
    mark = "autograder-daemon-test"
    source = f"import subprocess\nsubprocess.Popen(['/bin/sh', '-c', 'sleep 300; echo {mark}'], start_new_session=True)"
    grader.graded([source])
    time.sleep(0.3)
    commands = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            commands.append(path.read_bytes())
        except OSError:
            continue
    assert not any(mark.encode() in c for c in commands)


@pytest.mark.isolated
def test_filling_the_disk_is_stopped(grader):
    source = "f = open('big', 'wb')\nwhile True:\n    f.write(b'x' * 10_000_000)"
    report = gains_nothing(grader, source)
    assert "OSError" in report.cells[0].error


@pytest.mark.parametrize(
    "flood",
    [
        "while True: print('x' * 1000)",
        "import os\nwhile True: os.write(1, b'x' * 10000)",
        "import sys\nwhile True: sys.__stderr__.write('y' * 1000)",
    ],
)
def test_an_output_flood_is_capped(grader, flood):
    graded = grader.graded([flood])
    assert graded.report.total == 0
    assert len(printed(graded)) < 1_000_000


def test_recursion_without_end_costs_its_question_alone(grader):
    verdicts = grader.verdicts(["def square(x): return square(x)", GOOD["q2"]])
    assert "PASS" not in verdicts["q1"]
    assert verdicts["q2"] == ["PASS", "PASS"]


FIND_WIRE = """
import os, socket, stat, struct
fds = [int(n) for n in os.listdir('/proc/self/fd')]
wires = []
for fd in fds:
    try:
        if stat.S_ISSOCK(os.fstat(fd).st_mode): wires.append(fd)
    except OSError: pass
"""


def frame(meta: str) -> str:
    return f"import msgspec\nmeta = msgspec.msgpack.encode({meta})\ndata = struct.pack('>4sIQ', b'AGW1', len(meta), 0) + meta\n"


@pytest.mark.parametrize(
    "attack",
    [
        "for fd in wires: os.close(fd)",
        "for fd in wires:\n    os.write(fd, b'x' * 100000)",
        "for fd in wires:\n    os.write(fd, struct.pack('>4sIQ', b'AGW1', 2**31, 2**62))",
        "import pickle\nfor fd in wires:\n    os.write(fd, pickle.dumps({'score': 100}))",
        frame("['checked', [['public', True, '']]]") + "for fd in wires: os.write(fd, data)",
        frame("['done', ['d', []]]") + "for fd in wires: os.write(fd, data)",
        frame("['value', True, '', ['l', []]]") + "for fd in wires: os.write(fd, data * 50)",
        frame("['callback', 1, ['l', []], ['d', []]]") + "for fd in wires: os.write(fd, data)",
        "meta = b'\\x91' * 100000\nfor fd in wires: os.write(fd, struct.pack('>4sIQ', b'AGW1', len(meta), 0) + meta)",
    ],
    ids=[
        "closed",
        "garbage",
        "huge-header",
        "pickle",
        "forged-verdict",
        "forged-done",
        "forged-values",
        "forged-callback",
        "deep",
    ],
)
def test_an_abused_wire_gains_nothing(grader, attack):
    gains_nothing(grader, FIND_WIRE + attack)


def test_forged_replies_from_a_thread_gain_nothing(grader):
    source = FIND_WIRE + frame("['value', True, '', ['l', []]]") + (
        "import threading, time\n"
        "def spam():\n    while True:\n        for fd in wires: os.write(fd, data)\n        time.sleep(0.001)\n"
        "threading.Thread(target=spam, daemon=True).start()\n"
        "square = total = lambda x: None\n"
    )  # fmt: skip
    report = grader.report([source])
    assert report.total == 0


def test_a_storm_of_checks_ends_with_the_cell(grader):
    gains_nothing(grader, "import otter\ng = otter.Notebook()\nwhile True: g.check('q1')")


def test_checking_with_another_environment_is_judged_by_that_environment(grader):
    cells = [
        "import otter\ng = otter.Notebook()\ng.check('q1', global_env={'square': lambda x: 0})",
        GOOD["q1"],
    ]
    assert grader.scores(cells)["q1"] == 0


def test_an_attribute_trap_does_not_hang_the_judge(grader):
    source = """
class Trap:
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return self
    def __next__(self): return self
    def __len__(self): return 10**18
square = total = Trap()
"""
    gains_nothing(grader, source)


def test_hostile_text_in_exceptions_is_capped(grader):
    report = grader.report(["def square(x): raise ValueError('z' * 10**7)"])
    assert len(report.questions[0].cases[0].message) < 10_000
    assert report.total == 0


def test_zero_points_for_an_object_that_breaks_the_encoder(grader):
    source = """
class Bad(dict):
    def items(self): raise RuntimeError
    def __iter__(self): raise RuntimeError
def square(x):
    r = []
    r.append(r)
    return r
def total(xs): return Bad(a=1)
"""
    assert grader.scores([source]) == ZERO

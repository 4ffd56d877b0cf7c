"""Attacks with processes: ending, stopping, killing, multiplying, outliving, and asking the kernel for more rights."""

import contextlib
import platform
import time
from pathlib import Path

import pytest

from tests.hostile.attacks import case_verdicts, cell_verdicts, cut_off, gains_nothing, limited, printed, within
from tests.support.grading import CHECKED, FULL, GOOD
from tests.support.speed import scaled


def still_running(mark: str) -> bool:
    """Whether a process with `mark` on its command line exists on this machine."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if mark.encode() in path.read_bytes():
                return True
    return False


def ends(mark: str) -> bool:
    """Whether such a process, which would run for 100 s, is gone within a second."""
    end = time.monotonic() + scaled(1.0)
    while still_running(mark):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


# -- ending -----------------------------------------------------------------------------------------------------------

EXITS = {
    "exit": ("import os; os._exit(0)", ["CRASH"]),
    "abort": ("import os; os.abort()", ["CRASH"]),
    "segfault": ("import ctypes; ctypes.string_at(0)", ["CRASH"]),
    "bus-error": ("import os; os.kill(os.getpid(), 7)", ["CRASH"]),
    "kill-self": ("import os; os.kill(os.getpid(), 9)", ["MEMORY", "CRASH"]),
    "terminate-self": ("import os; os.kill(os.getpid(), 15)", ["CRASH"]),
    "exec": ("import os; os.execv('/bin/true', ['true'])", ["CRASH"]),
    "sys-exit": ("import sys; sys.exit(0)", ["ERROR"]),
    "builtin-exit": ("exit()", []),
    "SystemExit": ("raise SystemExit", ["ERROR"]),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", ["ERROR"]),
    "GeneratorExit": ("raise GeneratorExit", ["ERROR"]),
    "BaseException": ("class Odd(BaseException): pass\nraise Odd", ["ERROR"]),
    "interrupt-main": ("import _thread, time; _thread.interrupt_main(); time.sleep(0.1)", ["ERROR"]),
    "thread-exit": ("import sys, threading\nt = threading.Thread(target=sys.exit, daemon=True)\nt.start()\nt.join()", []),
    "thread-kills": ("import os, threading\nt = threading.Thread(target=os._exit, args=(3,))\nt.start()\nt.join()", ["CRASH", "ERROR"]),
    "fatal-error": ("import ctypes; ctypes.pythonapi.Py_FatalError(b'x')", ["CRASH"]),
    "finalize": ("import ctypes; ctypes.pythonapi.Py_FinalizeEx()", ["CRASH", "TIMEOUT"]),
    "signal-handlers": ("import faulthandler, os, signal\nfaulthandler.enable(open('trace', 'w'))\nsignal.signal(11, lambda *a: None)\nfaulthandler._sigsegv()", ["CRASH"]),
}  # fmt: skip


@pytest.mark.parametrize(("way", "verdicts"), EXITS.values(), ids=EXITS)
def test_ending_the_process_costs_at_most_its_own_cell(grader, way, verdicts):
    with within():
        report = grader.report([way, *CHECKED])
    assert {q.name: q.points for q in report.questions} == FULL
    assert cell_verdicts(report) == [] or cell_verdicts(report)[0] in verdicts


@pytest.mark.parametrize(
    ("way", "verdict"),
    [
        ("import os; os._exit(0)", "CRASH"),
        ("import ctypes; ctypes.string_at(0)", "CRASH"),
        ("import os; os.abort()", "CRASH"),
        ("import sys; sys.exit(0)", "ERROR"),
        ("raise KeyboardInterrupt", "ERROR"),
        ("raise type('Odd', (BaseException,), {})", "ERROR"),
    ],
)
def test_ending_the_process_in_a_function_costs_its_own_question(grader, way, verdict):
    with within():
        verdicts = case_verdicts(grader.report([f"def square(x):\n    {way}", GOOD["q2"]]))
    assert verdicts == {"q1": [verdict] * 3, "q2": ["PASS", "PASS"]}


RECURSIONS = {
    "python": "def square(x): return square(x)",
    "limit-raised": "import sys\nsys.setrecursionlimit(10**9)\ndef square(x): return square(x)",
    "repr": "class R:\n    def __repr__(self): return repr(self)\ndef square(x): return repr(R())",
    "c": "import sys\nsys.setrecursionlimit(10**9)\ndef square(x):\n    x = None\n    for _ in range(10**6): x = [x]\n    return repr(x)",
    "dealloc": "def square(x):\n    x = ()\n    for _ in range(10**6): x = (x,)\n    return 0",
    "parser": "def square(x): return eval('(' * 10**5 + ')' * 10**5)",
    "compile": "def square(x): return eval('-' * 10**6 + '1')",
    "pickle": "import pickle\ndef square(x):\n    x = []\n    for _ in range(10**5): x = [x]\n    return len(pickle.dumps(x))",
    "stack": "import threading\nthreading.stack_size(1 << 15)\ndef square(x):\n    t = threading.Thread(target=square, args=(x,))\n    t.start()\n    t.join()",
}


@pytest.mark.parametrize("source", RECURSIONS.values(), ids=RECURSIONS)
def test_recursion_without_end_costs_its_question_alone(grader, source):
    with within(), limited(grader, case_s=0.7):
        verdicts = case_verdicts(grader.report([source, GOOD["q2"]]))
    assert set(verdicts["q1"]) <= {"ERROR", "CRASH", "TIMEOUT", "FAIL", "MEMORY"}
    assert verdicts["q2"] == ["PASS", "PASS"]


# -- killing ----------------------------------------------------------------------------------------------------------


@pytest.mark.isolated
@pytest.mark.parametrize(
    "target", ["-1", "1", "os.getppid()", "0", "-os.getpgrp()"], ids=["all", "init", "parent", "group", "own-group"]
)
def test_killing_hurts_only_itself(grader, target):
    with cut_off(grader, cell_s=0.4):
        source = f"import os\ntry: os.kill({target}, 9)\nexcept OSError: pass"
        gains_nothing(grader, source)


@pytest.mark.isolated
@pytest.mark.parametrize("name", ["SIGSTOP", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGSEGV", "SIGCHLD"])
def test_signals_to_the_parent_hurt_only_itself(grader, name):
    with cut_off(grader, cell_s=0.4):
        source = (
            f"import os, signal, time\ntry: os.kill(os.getppid(), signal.{name})\nexcept OSError: pass\ntime.sleep(0.2)"
        )
        gains_nothing(grader, source)


@pytest.mark.isolated
def test_no_other_process_of_this_machine_can_be_signalled(grader):
    source = """
import os
hit = []
for pid in range(1, 60000):
    try:
        os.kill(pid, 0)
        hit.append(pid)
    except OSError: pass
print(len(hit) <= 3)
"""
    assert printed(grader.graded([source])) == "True\n"


# -- multiplying and outliving ----------------------------------------------------------------------------------------

DAEMONS = {
    "session": "subprocess.Popen(['/bin/sh', '-c', ': {mark}; sleep 100; :'], start_new_session=True)",
    "shell": "os.system('(: {mark}; setsid sh -c \": {mark}; sleep 100; :\" &) &')",
    "double-fork": "\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        os.execv('/bin/sh', ['sh', '-c', ': {mark}; sleep 100; :'])\n    os._exit(0)",
    "ignores-signals": "subprocess.Popen(['/bin/sh', '-c', 'trap \"\" TERM HUP INT; : {mark}; sleep 100; :'])",
    "nohup-from-function": "\ndef square(x): subprocess.Popen(['/bin/sh', '-c', ': {mark}; sleep 100; :'], start_new_session=True)",
}


@pytest.mark.isolated
@pytest.mark.parametrize("start", DAEMONS.values(), ids=DAEMONS)
def test_a_daemon_does_not_outlive_its_submission(grader, start):
    mark = f"mark-{time.monotonic_ns()}"
    gains_nothing(grader, "import os, subprocess\n" + start.format(mark=mark))
    assert ends(mark)


@pytest.mark.isolated
def test_a_parent_that_dies_before_its_daemon_leaves_nothing(grader):
    mark = f"mark-{time.monotonic_ns()}"
    source = f"import os, subprocess\nsubprocess.Popen(['/bin/sh', '-c', ': {mark}; sleep 100; :'], start_new_session=True)\nos._exit(0)"
    assert cell_verdicts(gains_nothing(grader, source)) == ["CRASH"]
    assert ends(mark)


@pytest.mark.parametrize("late", ["", "time.sleep(0.2)"], ids=["at-once", "later"])
def test_both_copies_of_a_forked_cell_answer_and_gain_nothing(grader, late):
    with within():
        report = grader.report([f"import os, time\nif os.fork() == 0:\n    {late or 'pass'}", "square = total = abs"])
    assert report.total == 0


def test_a_forked_child_that_ends_costs_nothing(grader):
    report = grader.report(["import os\npid = os.fork()\nif pid == 0: os._exit(0)\nos.waitpid(pid, 0)", *CHECKED])
    assert {q.name: q.points for q in report.questions} == FULL


def test_multiprocessing_ends_with_its_cell_or_works(grader):
    source = """
import multiprocessing
with multiprocessing.get_context("fork").Pool(2) as pool:
    print(pool.map(abs, [-1, -2]))
"""
    with within():
        report = grader.report([source, *CHECKED])
    assert {q.name: q.points for q in report.questions} == FULL


@pytest.mark.parametrize("body", ["while True: pass", "os._exit(3)", "os.write(wire, b'x' * 1000)"])
def test_an_exit_hook_changes_nothing(grader, body):
    source = f"import atexit, os\nwire = 3\n@atexit.register\ndef last():\n    {body}\nimport threading\nthreading._register_atexit(last)"
    with within():
        report = grader.report([source, *CHECKED])
    assert {q.name: q.points for q in report.questions} == FULL


def test_hooks_of_the_interpreter_gain_nothing(grader):
    source = """
import gc, signal, sys, threading
def spy(*args): return spy
sys.settrace(spy); sys.setprofile(spy); threading.settrace(spy)
sys.addaudithook(lambda *a: None)
sys.excepthook = sys.unraisablehook = sys.displayhook = threading.excepthook = spy
gc.callbacks.append(spy)
for s in range(1, 65):
    try: signal.signal(s, spy)
    except (OSError, ValueError): pass
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
"""
    gains_nothing(grader, source, "square = total = abs")


def test_an_audit_hook_that_refuses_everything_hurts_only_itself(grader):
    source = "import sys\ndef refuse(*a): raise RuntimeError\nsys.addaudithook(refuse)"
    gains_nothing(grader, source, "square = total = abs")


# -- rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.isolated
def test_there_are_no_rights_and_no_way_to_get_them(grader):
    source = """
status = {name: value.strip() for name, value in (line.split(":", 1) for line in open("/proc/self/status"))}
caps = [int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")]
print(caps, status["NoNewPrivs"], "0" in status["Uid"].split(), status["Groups"].split())
"""
    assert printed(grader.graded([source])) == "[0, 0, 0, 0, 0] 1 False []\n"


@pytest.mark.isolated
@pytest.mark.parametrize(
    "call",
    [
        "os.setuid(0)", "os.setgid(0)", "os.setgroups([0])", "os.seteuid(0)", "os.setresuid(0, 0, 0)", "os.chroot('.')",
        "os.chown('.', 0, 0)", "socket.sethostname('x')", "time.clock_settime(0, 1.0)", "os.sched_setscheduler(0, 1, os.sched_param(1))",
        "os.mknod('n', 0o20666, 259)",
    ],
)  # fmt: skip
def test_a_privileged_call_is_refused(grader, call):
    source = f"import os, socket, time\ntry: print('done', {call})\nexcept OSError: print('refused')"
    assert printed(grader.graded([source])) == "refused\n"


@pytest.mark.isolated
def test_a_setuid_program_gives_nothing(grader):
    source = """
import os, subprocess, shutil
for name in ("su", "mount", "passwd", "sudo", "newgrp"):
    path = shutil.which(name)
    if path and os.stat(path).st_mode & 0o4000:
        code = subprocess.run([path], stdin=subprocess.DEVNULL, capture_output=True, timeout=1).returncode
        text = subprocess.run(["/bin/sh", "-c", f"{path} root -c id"], stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout
        if "uid=0" in text: print(name)
"""
    assert printed(grader.graded([source])) == ""


# name: x86_64, aarch64, arguments with which the call would succeed, or get past its first checks, if it were allowed
CALLS = {
    "ptrace": (101, 117, "0, 0, 0, 0"),  # PTRACE_TRACEME
    "process_vm_readv": (310, 270, "os.getpid(), iov, 1, iov, 1, 0"),
    "process_vm_writev": (311, 271, "os.getpid(), iov, 1, iov, 1, 0"),
    "pidfd_getfd": (438, 438, "os.pidfd_open(os.getpid()), 1, 0"),
    "mount": (165, 40, "b'none', b'.', b'tmpfs', 0, None"),
    "umount2": (166, 39, "b'/proc', 2"),
    "pivot_root": (155, 41, "b'.', b'.'"),
    "chroot": (161, 51, "b'.'"),
    "open_tree": (428, 428, "-100, b'/', 1"),
    "fsopen": (430, 430, "b'tmpfs', 0"),
    "unshare-user": (272, 97, "0x10000000"),
    "unshare-mount": (272, 97, "0x20000"),
    "unshare-net": (272, 97, "0x40000000"),
    "setns": (308, 268, "os.open('/proc/self/ns/net', 0), 0"),
    "clone-user": (56, 220, "0x10000000 | 17, 0, 0, 0, 0"),
    "clone3": (435, 435, "clone_args, 88"),
    "add_key": (248, 217, "b'user', b'left', b'x', 1, -4"),
    "keyctl": (250, 219, "0, -4, 1"),  # KEYCTL_GET_KEYRING_ID of the user's keyring
    "request_key": (249, 218, "b'user', b'left', None, -4"),
    "io_uring_setup": (425, 425, "1, buffer"),
    "io_uring_enter": (426, 426, "0, 0, 0, 0, None, 0"),
    "bpf": (321, 280, "0, bpf_attr, 72"),  # BPF_MAP_CREATE
    "userfaultfd": (323, 282, "1"),
    "perf_event_open": (298, 241, "perf_attr, 0, -1, -1, 0"),
    "kexec_load": (246, 104, "0, 0, None, 0"),
    "init_module": (175, 105, "buffer, 0, b''"),
    "syslog": (103, 116, "3, buffer, 200"),  # reads the kernel's log
    "reboot": (169, 142, "0xfee1dead, 672274793, 0, None"),  # CAD_OFF, harmless
    "sethostname": (170, 161, "b'x', 1"),
    "settimeofday": (164, 170, "buffer, None"),
    "swapon": (167, 224, "b'x', 0"),
    "acct": (163, 89, "None"),
    "quotactl": (179, 60, "0x80000100, None, 0, None"),
    "personality": (135, 92, "0x0040000"),  # no address randomisation
    "name_to_handle_at": (303, 264, "-100, b'/', handle, mount_id, 0"),
    "open_by_handle_at": (304, 265, "-100, handle, 0"),
    "fanotify_init": (300, 262, "0x200, 0"),
    "memfd_create": (319, 279, "b'x', 0"),
    "memfd_secret": (447, 447, "0"),
    "vmsplice": (278, 75, "os.pipe()[1], iov, 1, 0"),
    "io_setup": (206, 0, "1, ctypes.create_string_buffer(8)"),
    "landlock_create_ruleset": (444, 444, "None, 0, 1"),
    "setxattr": (188, 5, "b'.', b'user.mark', b'x', 1, 0"),
    "kcmp": (312, 272, "os.getpid(), os.getpid(), 0, 0, 0"),
    "vsock": (41, 198, "40, 1, 0"),
    "netlink": (41, 198, "16, 3, 0"),
}


@pytest.mark.isolated
@pytest.mark.parametrize("name", CALLS)
def test_a_system_call_is_refused(grader, name):
    number = CALLS[name][{"x86_64": 0, "aarch64": 1}[platform.machine()]]
    source = f"""
import ctypes, os, struct
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
buffer = ctypes.create_string_buffer(4096)
word = ctypes.create_string_buffer(8)
iov = struct.pack("PN", ctypes.addressof(word), 8)
clone_args = struct.pack("11Q", 0x10000000, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0)
bpf_attr = struct.pack("4I56x", 2, 4, 8, 1)
perf_attr = struct.pack("IIQ112x", 1, 128, 0)
handle, mount_id = ctypes.create_string_buffer(struct.pack("Ii120x", 120, 0)), ctypes.create_string_buffer(8)
args = [ctypes.c_long(a) if isinstance(a, int) else a for a in ({CALLS[name][2]},)]
result = libc.syscall(ctypes.c_long({number}), *args)
if result == 0 and {name.startswith("clone")!r}: os._exit(9)
print("refused" if result == -1 else f"returned {{result}}")
"""
    assert printed(grader.graded([source])) == "refused\n"


FOREIGN = {
    "32-bit": b"\xb8\x14\x00\x00\x00\xcd\x80\x48\x98\xc3",  # mov eax, 20 (getpid); int 0x80; cdqe; ret
    "x32": b"\xb8\x27\x00\x00\x40\x0f\x05\xc3",  # mov eax, 0x40000027 (getpid); syscall; ret
}


@pytest.mark.isolated
@pytest.mark.skipif(platform.machine() != "x86_64", reason="machine code of x86-64")
@pytest.mark.parametrize("code", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_table_of_system_calls_is_no_way_around_the_filter(grader, code):
    source = f"""
import ctypes, mmap
page = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write({code!r})
call = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
print("refused" if call() < 0 else "called")
"""
    graded = grader.graded([source])
    assert printed(graded) == "refused\n" or cell_verdicts(graded.report) == ["CRASH"]


@pytest.mark.isolated
def test_shared_memory_does_not_outlive_its_submission(grader, segments):
    make = "import ctypes\nlibc = ctypes.CDLL(None)\nprint(libc.shmget(0x41475721, 1 << 20, 0o1666) >= 0)"
    find = "import ctypes\nlibc = ctypes.CDLL(None)\nprint(libc.shmget(0x41475721, 1 << 20, 0o666) >= 0)"
    grader.graded([make])
    assert not segments()
    assert printed(grader.graded([find])) == "False\n"


@pytest.mark.isolated
@pytest.mark.parametrize(
    "call", ["msgget(0x41475721, 0o1666)", "semget(0x41475721, 1, 0o1666)", "mq_open(b'/left', 0o102, 0o666, None)"]
)
def test_queues_and_semaphores_do_not_outlive_their_submission(grader, segments, call):
    call = f"import ctypes\nlibc = ctypes.CDLL(None)\nprint(libc.{call} >= 0)"
    grader.graded([call])
    assert not segments()
    found = call.replace("0o1666", "0o666").replace("0o102, 0o666, None", "2")
    assert printed(grader.graded([found])) == "False\n"

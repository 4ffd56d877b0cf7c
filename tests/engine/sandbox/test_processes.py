"""The processes of a sandbox, where the zygote is root and watches over all of them itself."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from autograder.engine.judge.clock import below
from autograder.engine.judge.sandbox import SandboxFailure
from autograder.engine.judge.zygote import Zygote
from autograder.engine.sandbox.processes import Keeper
from autograder.limits import Limits
from tests.support.speed import scaled

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives each submission its own uid")
LIMITS = Limits(memory_bytes=512 << 20)


def answering(zygote):
    sandbox = zygote.fork(LIMITS)
    sandbox.start_clock(scaled(60))
    sandbox.request("warm", plain=([], 0))
    return sandbox


@pytest.fixture(scope="module")
def zygote():
    zygote = Zygote(["numpy"], "namespaces")
    yield zygote
    zygote.close()


@pytest.fixture
def fork(zygote):
    """Makes sandboxes that answer."""
    made = []

    def forked():
        made.append(answering(zygote))
        return made[-1]

    yield forked
    for sandbox in made:
        sandbox.close()


def run(sandbox, source):
    """What a cell prints."""
    reply = sandbox.request("cell", plain=(source, None, None, 1))
    return "".join(out.get("text", "") for out in reply[1]["outputs"])


def parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def gone(pid):
    end = time.monotonic() + scaled(20)
    while Path(f"/proc/{pid}").exists() and time.monotonic() < end:
        time.sleep(0.01)
    return not Path(f"/proc/{pid}").exists()


def test_init_is_a_child_of_the_zygote(zygote, fork):
    assert parent(fork().monitor()) == zygote.process.pid


def test_the_end_of_one_sandbox_leaves_the_one_beside_it(fork):
    one, other = fork(), fork()
    one.close()
    assert gone(one.monitor())
    assert run(other, "print(6 * 7)") == "42\n"


def test_a_sandbox_that_is_killed_while_it_waits_is_reported_and_the_next_one_works(fork):
    waiting = fork()
    os.kill(waiting.monitor(), signal.SIGKILL)
    assert gone(waiting.monitor())
    with pytest.raises(SandboxFailure):
        run(waiting, "1")
    assert run(fork(), "print(6 * 7)") == "42\n"


def test_a_sandbox_does_not_outlive_its_zygote():
    zygote = Zygote([], "namespaces")
    sandbox = answering(zygote)
    os.kill(zygote.process.pid, signal.SIGKILL)
    zygote.process.wait()
    assert gone(sandbox.monitor())
    sandbox.close()
    zygote.close()


def test_an_init_holds_no_descriptor_of_another_sandbox(fork):
    first, second = fork(), fork()
    assert first.monitor() != second.monitor()
    held = [len(list(Path(f"/proc/{s.monitor()}/fd").iterdir())) for s in (first, second)]
    assert held[0] == held[1]


def test_a_sandbox_leaves_nothing_in_what_all_have_alike(fork):
    write = """
        import os, pathlib
        for folder in ("/", "/dev", "/etc", "/proc", "/usr/lib", "/tmp", "/dev/shm", "/home/student"):
            try:
                pathlib.Path(folder, "mark").write_text("x")
                print(folder)
            except OSError:
                pass
    """
    writable = "/tmp\n/dev/shm\n/home/student\n"
    body = "\n".join(line[8:] for line in write.splitlines())
    assert run(fork(), body) == writable
    look = "import glob; print(glob.glob('/*/mark') + glob.glob('/*/*/mark') + glob.glob('/mark'))"
    assert run(fork(), look) == "[]\n"


def test_what_an_orphan_used_counts_after_it_has_ended(fork):
    sandbox = fork()
    burn = """
import os, time
if os.fork() == 0:
    if os.fork() == 0:
        while time.process_time() < 0.5:
            pass
    os._exit(0)
os.wait()
while any(p.isdigit() and int(p) > 2 for p in os.listdir("/proc")):
    time.sleep(0.01)
"""
    before = below(sandbox.monitor())[0]
    run(sandbox, burn)
    assert below(sandbox.monitor())[0] - before >= 0.45


def test_a_tree_that_cannot_be_watched_is_ended_and_its_zygote_is_not():
    ours, theirs = socket.socketpair()
    told = []

    class Blind:
        def ends(self):
            return ()

        def exceeded(self):
            raise ValueError("no number")

        def end(self, exceeded, problem):
            told.append(problem)

    keeper = Keeper(theirs)
    keeper.monitors.append(Blind())
    ours.send(b"x")
    keeper.wait()
    assert (told, keeper.monitors) == (["ValueError: no number"], [])


def test_processes_that_together_use_too_much_are_ended_by_the_zygote(fork):
    sandbox = fork()
    eat = """
import os, time
for _ in range(3):
    if os.fork() == 0:
        data = b"x" * (300 << 20)
        time.sleep(600)
time.sleep(600)
"""
    with pytest.raises(SandboxFailure, match="needed more memory than allowed"):
        run(sandbox, eat)

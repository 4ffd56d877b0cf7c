"""What the attacks share: small limits, a clock, a gauge of the judge's memory, and the sandbox's own wire as they see it."""

import contextlib
import os
import time
from pathlib import Path

import msgspec

from autograder.results import Status
from tests.support.speed import in_time, scaled_limits

# Honest cells take milliseconds; what an attack may use up is what these tests wait for.
LIMITS = {  # times for an idle machine; Grader and `limited` scale them
    "cell_s": 1.5,
    "case_s": 1.0,
    "total_s": 30.0,
    "memory_bytes": 256 << 20,
    "processes": 32,
    "file_bytes": 16 << 20,
    "message_bytes": 64 << 20,
}
SOON_S = 10.0  # a limit (1.5 s), a restart, the honest rest, on a busy machine

# Finds the sandbox's end of the wire: by descriptor, and by object.
FIND_WIRE = """
import gc, os, socket, stat, struct, sys
wires = []
for fd in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(fd).st_mode): wires.append(fd)
    except OSError: pass
def find(name): return next(o for o in gc.get_objects() if type(o).__name__ == name)
channel, me = find("Channel"), find("Student")
wires.sort(key=lambda fd: fd != channel.sock.fileno())  # the wire first: the loop has sockets, too
"""


def frame(meta: str, body: str = "b''") -> str:
    """Source that makes `data`, a well-formed frame with the message and body of these two expressions."""
    return (
        f"import msgspec, struct\nbody = {body}\nmeta = msgspec.msgpack.encode({meta})\n"
        "data = struct.pack('>4sIQ', b'AGW1', len(meta), len(body)) + meta + body\n"
    )


def printed(graded) -> str:
    """What the cells of a submission printed."""
    return "".join(o["text"] for out in graded.outputs.values() for o in out if o["output_type"] == "stream")


def gains_nothing(grader, *cells, seconds=SOON_S):
    """The report of a submission that was graded, to zero points, soon."""
    with within(seconds):
        report = grader.report(list(cells))
    assert report.status is Status.GRADED, report.message
    assert report.total == 0
    return report


def cell_verdicts(report) -> list[str]:
    """Verdicts of the cells that failed, in order."""
    return [cell.verdict.value for cell in report.cells]


def case_verdicts(report) -> dict[str, list[str]]:
    """Verdicts per question, in the order of the cases."""
    return {q.name: [c.verdict.value for c in q.cases] for q in report.questions}


@contextlib.contextmanager
def cut_off(grader, **limits):
    """Limits that an attack is meant to run into: as they are, on a busy machine too; nothing honest runs in the block."""
    before = grader.limits
    grader.limits = msgspec.structs.replace(before, **limits)
    try:
        yield
    finally:
        grader.limits = before


def limited(grader, **limits):
    """Other limits for the submissions of the block; times are for an idle machine, and scaled to this one."""
    return cut_off(grader, **scaled_limits(limits))


@contextlib.contextmanager
def within(seconds: float = SOON_S):
    """The block ends in the time that it may take on an idle machine, scaled to this one."""
    began = time.monotonic()
    yield
    took = time.monotonic() - began
    assert in_time(took, seconds), f"took {took:.1f} s; at most {seconds:g} s on an idle machine"


def memory_field(name: str) -> int:
    """This process's own, in bytes (`proc(5)`, status)."""
    text = Path("/proc/self/status").read_text()
    return int(text.split(f"{name}:")[1].split()[0]) << 10


def mapped_but_empty() -> int:
    """Bytes that this process maps and does not hold.

    A judge is limited in what it maps beyond that; where nothing more can be mapped, malloc fills what its threads
    reserved before, more of it on a machine with more cores.
    """
    return memory_field("VmSize") - memory_field("VmRSS")


@contextlib.contextmanager
def memory_growth_below(limit_bytes: int, judge):
    """The judge, this process and the forks of it that judge, never holds `limit_bytes` more than before the block."""
    Path("/proc/self/clear_refs").write_text("5")  # sets the high-water mark to what is resident now
    before = memory_field("VmRSS")
    peaks = [before]
    judge.rest()
    waitpid = os.waitpid

    def measured(pid: int, options: int) -> tuple[int, int]:
        done, status, used = os.wait4(pid, options)
        if done:
            peaks.append(used.ru_maxrss << 10)
        return done, status

    os.waitpid = measured
    try:
        yield
        judge.rest()
    finally:
        os.waitpid = waitpid
    grown = max(*peaks, memory_field("VmHWM")) - before
    assert len(peaks) > 1, "no process was measured"
    assert grown < limit_bytes, f"the judge grew by {grown >> 20} MiB; at most {limit_bytes >> 20} MiB"

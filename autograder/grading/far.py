"""A worker on another machine: it joins a Dask scheduler, and judges what a `cluster.Cluster` sends.

    Dask's process       one thread for each judge; talks, keeps bundles by their hash, never judges
      pool of one        a process of ours for each thread (pool.py): a judge, its zygote, its forks

Threads and forks do not mix, so no fork is made in Dask's process. When a judging process dies, the chunk says so
and the next one is judged by a new process.
"""

import asyncio
import contextlib
import hashlib
import os
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import msgspec

from autograder.bundle import load_bundle
from autograder.engine.judge.zygote import engine_sha256
from autograder.environment.interpreter import holds, listed
from autograder.environment.ready import chosen_elsewhere
from autograder.errors import AutograderError, UsageError
from autograder.grading import worker
from autograder.grading.fair import Memory
from autograder.grading.pages import names_of
from autograder.grading.pool import cores, workers
from autograder.grading.transport import Answer, Chunk, address_of, laid_down, unpacked
from autograder.grading.worker import Job
from autograder.limits import slowness

BUDGET_S = 10.0  # after which a chunk ends: what it has not begun goes to who is free
JOIN_S = 30.0
_judges = threading.local()
_made: list["Judging"] = []  # of all threads
_memory = Memory(0)  # what all judges here may take
_keys: list[str] = []  # files that no sandbox may show


def mark() -> str:
    """By which a client knows the workers that judge as it does: an exact version of this package."""
    return f"autograder-{engine_sha256()[:16]}"


def held(bundle: bytes) -> bytes:
    """A bundle, as Dask keeps it: once on each worker, and made again where it was lost."""
    return bundle


def grade_chunk(bundle: bytes, data: bytes) -> bytes:
    """Judges what it can of a chunk within `BUDGET_S`; an `Answer`."""
    chunk = msgspec.msgpack.decode(data, type=Chunk)
    began = time.monotonic()
    done: list[dict[str, bytes]] = []
    answer: dict[str, Any] = {}
    try:
        for one in chunk.sent:
            if done and time.monotonic() - began > BUDGET_S:
                break
            done.append(_judging(bundle, chunk).grade(one))
    except BrokenProcessPool:
        _judges.here.close()
        answer["lost"] = True
    except _OtherEnvironment as e:
        answer["refused"], answer["holds"] = str(e), e.holds
    except AutograderError as e:
        answer["refused"] = f"{socket.gethostname()}: {e}"
    took_s = time.monotonic() - began
    return msgspec.msgpack.encode(Answer(tuple(done), took_s=took_s, **answer))


class _OtherEnvironment(AutograderError):
    def __init__(self, message: str, holds: str) -> None:
        super().__init__(message)
        self.holds = holds


class Judging:
    """A process that judges submissions of one bundle, made by and for one thread.

    Raises:
        AutograderError: this machine cannot judge it, or would judge it otherwise.
    """

    def __init__(self, bundle: bytes, chunk: Chunk) -> None:
        self.asked = _without_work(chunk)
        if hashlib.sha256(bundle).hexdigest() != chunk.bundle_sha256:
            raise UsageError("the bundle that came is not the one that was sent")
        self.stack = contextlib.ExitStack()
        try:
            scratch = Path(
                self.stack.enter_context(tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True))
            )
            scratch.chmod(0o711)  # the zygotes' folders in it must be reachable for other uids
            path = scratch / "bundle" / chunk.bundle_name
            path.parent.mkdir(mode=0o700)
            path.write_bytes(bundle)
            loaded = load_bundle(path)
            self.limits = loaded.limits
            python = chosen_elsewhere(loaded) if chunk.installs else None
            if holds(python) != chunk.environment:
                raise _OtherEnvironment(socket.gethostname(), listed(python))
            self.inbox, out = scratch / "in", scratch / "out"
            self.inbox.mkdir(mode=0o700)
            secret = tuple(map(str, (path.parent, self.inbox, out))) + tuple(_keys)
            job = Job(
                str(path), str(out), chunk.back_end, True, str(scratch), chunk.pages, secret, chunk.inside, slowness(),
                python, chunk.environment, {}, {}, chunk.keep, {}, chunk.common, chunk.warm,
            )  # fmt: skip
            self.pool = self.stack.enter_context(workers(1, worker.start, job))
        except BaseException:
            self.close()
            raise
        self.out = out

    def grade(self, data: bytes) -> dict[str, bytes]:
        """The files of a submission."""
        with _memory.taken(self.limits):
            return self.pool.submit(_grade, data, self.inbox, self.out).result()

    def close(self) -> None:
        """Ends the process, and removes its folder."""
        self.asked = b""
        self.stack.close()


def _grade(data: bytes, inbox: Path, out: Path) -> dict[str, bytes]:
    """In the judging process: the files of a submission; none stays here."""
    sent = unpacked(data)
    with tempfile.TemporaryDirectory(dir=inbox) as folder:
        submission = laid_down(sent, Path(folder))
        worker.grade_apart(submission, sent.sheet, sent.lacking)
    files = {}
    for name in names_of(submission.id):
        with contextlib.suppress(FileNotFoundError):
            files[name] = (out / name).read_bytes()
            (out / name).unlink()
    return files


def _judging(bundle: bytes, chunk: Chunk) -> Judging:
    """This thread's judging process for such a chunk."""
    before: Judging | None = getattr(_judges, "here", None)
    if before is not None and before.asked == _without_work(chunk):
        return before
    if before is not None:
        before.close()
        _made.remove(before)
    _judges.here = None
    _judges.here = Judging(bundle, chunk)
    _made.append(_judges.here)
    return _judges.here  # type: ignore[no-any-return]


def _without_work(chunk: Chunk) -> bytes:
    return msgspec.msgpack.encode(msgspec.structs.replace(chunk, sent=(), warm=False))


def serve(executor: str, jobs: int, host: str, memory: Memory, say: Callable[[str], None]) -> None:
    """Judges for a scheduler until it goes, or this is interrupted.

    Args:
        executor: dask://HOST:PORT or tls://HOST:PORT.
        jobs: submissions at once; 0 is one per core.
        host: the address of this machine that Dask listens on; "": the one that the scheduler is reached from.
        memory: what all submissions under way may take.

    Raises:
        UsageError: no scheduler answers there.
    """
    global _memory
    _memory = memory
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    slowness()  # measured once, while nothing else runs here
    try:
        asyncio.run(_serve(executor, address_of(executor), jobs or cores(), host, say))
    finally:
        for judging in _made:
            judging.close()


async def _serve(executor: str, address: str, jobs: int, host: str, say: Callable[[str], None]) -> None:
    import dask
    from distributed import Worker
    from distributed.comm import get_address_host
    from distributed.utils import get_ip

    class Quiet(Worker):
        """Listens on one address, for Dask's own protocol alone: no pages, no metrics over HTTP."""

        def start_http_server(self, *args: Any, **options: Any) -> None:
            pass

    _keys.extend(
        key
        for role in ("worker", "client", "scheduler")
        if (key := dask.config.get(f"distributed.comm.tls.{role}.key"))
    )
    dask.config.set({"distributed.worker.profile.enabled": False, "distributed.logging.distributed": "error"})
    try:
        host = host or get_ip(socket.gethostbyname(get_address_host(address)))
        joined = Quiet(
            address, nthreads=jobs, resources={mark(): jobs}, host=host, memory_limit=0, death_timeout=JOIN_S,
            silence_logs=40,
        )  # fmt: skip
        await joined
    except (OSError, TimeoutError, TypeError, RuntimeError, ValueError) as e:
        raise UsageError(no_scheduler(executor, e)) from None
    me, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert me is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, me.cancel)
    try:
        say(f"joined {executor} with {jobs} judges; Ctrl-C leaves")
        await joined.finished()
        say(f"{executor} has gone")
    except asyncio.CancelledError:
        say(f"left {executor}")
    finally:
        await joined.close()


async def answers(address: str, timeout_s: float) -> None:
    """Returns when something at `address` speaks Dask's protocol; raises what says why nothing does."""
    from distributed.comm import connect
    from distributed.security import Security

    comm = await connect(address, timeout=timeout_s, **Security().get_connection_args("client"))
    await comm.close()


def no_scheduler(executor: str, e: BaseException) -> str:
    """For people."""
    why = " ".join(str(e.__cause__ or e).split())[:300] or type(e).__name__
    return (
        f"--executor: expected a Dask scheduler at {executor}, none answers ({why}); start one with `dask scheduler` "
        "(docs/many-machines.md), and for tls:// set Dask's certificates"
    )

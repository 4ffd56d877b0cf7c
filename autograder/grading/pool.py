"""Worker processes that compute with one thread each and end at once."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@contextlib.contextmanager
def workers(count: int, start: Callable[[Any], None], job: Any) -> Iterator[ProcessPoolExecutor]:
    """`count` processes, each of which begins with `start(job)`; the end of the block ends them, whatever they do."""
    pool = ProcessPoolExecutor(count, get_context("spawn"), start, (job,))
    try:
        with _one_thread():
            yield pool
    finally:
        _stop(pool)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Workers that start in the block compute with one thread: there is one of them for each core, and they fork."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _stop(pool: ProcessPoolExecutor) -> None:
    """Ends the pool's processes now: they hold nothing that is not on disk."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(5)
        if process.is_alive():
            process.kill()

"""First judgements on the workers of a Dask scheduler (far.py), for a `Batch` that stays here.

Dask carries bytes and knows who is there; what is judged where is decided here. Each worker has two chunks for each of
its judges, one that runs and one that waits. A chunk ends after some seconds, and what it has not begun comes back:
a slow worker holds nothing up. What was under way when a worker was lost is done again elsewhere: by itself, and after
a second loss on a worker that does nothing else, so that a third is its own doing, and it is *ungraded*. The results
folder of this machine is the truth: files are written here, as they come.
"""

import asyncio
import contextlib
import hashlib
import math
import queue
import time
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import msgspec

from autograder.bundle import Bundle, QuestionSpec
from autograder.engine.judge.zygote import engine_sha256
from autograder.environment.interpreter import listed
from autograder.errors import UsageError
from autograder.files import write_atomic
from autograder.grading import far
from autograder.grading.pages import names_of
from autograder.grading.transport import Answer, Chunk, address_of, differing, packed
from autograder.grading.worker import WARM_FROM, Job, blank_report
from autograder.results import Report, Status
from autograder.submissions import Submission

FIRST, MOST = 10, 50  # submissions in a chunk: before a worker's pace is known, and ever
CHUNK_BYTES = 8 << 20  # what travels at once, but for a single larger submission
MAX_LOSSES = 3
TOO_LONG = 2  # times what a chunk may take
LOOK_S = 1.0  # from one look at who is there to the next
CONNECT_S = 15.0

Asked = tuple[Submission, tuple[QuestionSpec, ...] | None]


class Under(msgspec.Struct, eq=False):
    """A chunk under way; then what came of it."""

    worker: str
    asked: list[Asked]
    future: Any
    alone: bool = False  # its worker gets nothing else meanwhile
    began: float = 0.0
    doubled: bool = False  # somebody else has it, too
    answer: bytes = b""
    failed: BaseException | None = None


class Cluster:
    """Judges elsewhere.

    Args:
        executor: dask://HOST:PORT or tls://HOST:PORT.
        say: told one sentence at a time of who is there.

    Raises:
        UsageError: not such an address, or dask.distributed is not installed.
    """

    def __init__(self, executor: str, say: Callable[[str], None]) -> None:
        self.executor, self.address, self.say = executor, address_of(executor), say
        try:
            import distributed  # noqa: F401 - an extra
        except ImportError:
            raise UsageError(
                "--executor: dask.distributed is not installed here; pip install 'judged-notebooks[cluster]'"
            ) from None

    def judge(
        self, bundle: Bundle, job: Job, asked: Sequence[Asked], finish: Callable[[Report], None]
    ) -> list[Submission]:
        """Judges what can travel; `finish` gets each report when its files lie in the results folder.

        Returns:
            What cannot be sent, and is to be judged here.

        Raises:
            UsageError: no scheduler, workers that judge otherwise than this machine, or the scheduler went.
        """
        with self._client() as client:
            run = _Run(self, client, bundle, job, asked, finish)
            try:
                return run.all()
            except (OSError, TimeoutError) as e:
                if client.status == "running":  # a full disk here
                    raise
                raise self._gone(e) from None

    @contextlib.contextmanager
    def _client(self) -> Iterator[Any]:
        from distributed import Client

        try:
            asyncio.run(far.answers(self.address, CONNECT_S))  # a client that never connected ends with a traceback
            client = Client(self.address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, TimeoutError, TypeError, RuntimeError, ValueError) as e:
            raise UsageError(far.no_scheduler(self.executor, e)) from None
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):
                client.close(timeout=5)

    def _gone(self, e: BaseException | None = None) -> UsageError:
        why = f" ({' '.join(str(e).split())[:200]})" if e and str(e) else ""
        return UsageError(
            f"--executor: the scheduler at {self.executor} has gone{why}; what is done is kept, and the same command "
            "goes on when it is there again"
        )


class _Run:
    """One class on its way."""

    def __init__(
        self, cluster: Cluster, client: Any, bundle: Bundle, job: Job, asked: Sequence[Asked],
        finish: Callable[[Report], None],
    ) -> None:  # fmt: skip
        self.cluster, self.client, self.bundle, self.job, self.finish = cluster, client, bundle, job, finish
        self.waiting = deque(asked)
        self.left = {s.id: (bundle if sheet is None else bundle.with_questions(sheet)).sha256 for s, sheet in asked}
        self.under: dict[str, list[Under]] = {}  # worker → its chunks, the first is judged
        self.ended: queue.Queue[Under] = queue.Queue()
        self.losses: Counter[str] = Counter()
        self.suspects: deque[Asked] = deque()  # what may go once more, alone
        self.here: list[Submission] = []
        self.judges: dict[str, int] = {}  # worker → submissions at once
        self.known: dict[str, int] = {}  # the same, of those that were lost, too
        self.pace: dict[str, float] = {}  # worker → submissions a second, of each of its judges
        self.told = ""
        data = Path(job.bundle_path).read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        self.chunk = Chunk(
            Path(job.bundle_path).name, sha256, job.back_end, job.pages, job.inside, job.python is not None,
            job.environment, job.keep, job.common, warm=False, sent=(),
        )  # fmt: skip
        self.look()
        if self.judges:
            self.chunk = msgspec.structs.replace(self.chunk, warm=len(asked) > WARM_FROM * sum(self.judges.values()))
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")
            self.held = client.submit(far.held, data, key=f"bundle-{sha256}", resources={far.mark(): 1})

    def all(self) -> list[Submission]:
        """Until every submission has a report, or is to be judged here."""
        while self.left:
            for address in sorted(self.judges, key=lambda a: len(self.under.get(a, ()))):
                while len(self.under.get(address, ())) < 2 * self.judges[address] and self.more(address):
                    pass
            if not self.left:
                break
            with contextlib.suppress(queue.Empty):
                self.take(self.ended.get(timeout=LOOK_S))
            if time.monotonic() - self.looked > LOOK_S:
                self.look()
        return self.here

    def look(self) -> None:
        """Who is there; what a lost worker had is done again."""
        if self.client.status != "running":
            raise self.cluster._gone()
        self.looked = time.monotonic()
        found = self.client.scheduler_info(n_workers=-1)["workers"]
        self.judges = {a: w["nthreads"] for a, w in found.items() if far.mark() in w["resources"]}
        self.known |= self.judges
        for address in [a for a in self.under if a not in self.judges]:
            for i, under in enumerate(self.under.pop(address)):
                under.future.cancel()
                if i < self.known[address]:
                    self.lost(under.asked)
                else:  # not begun
                    self.waiting.extendleft(reversed(under.asked))
        others = len(found) - len(self.judges)
        if found and not self.judges:
            raise UsageError(
                f"--executor: {self.cluster.executor} has {others} workers, and none is `autograder worker` of this "
                f"version ({engine_sha256()[:16]}): install the same version there, or they would judge otherwise"
            )
        told = f"{sum(self.judges.values())} judges on {len(self.judges)} workers at {self.cluster.executor}"
        told += f"; {others} other workers there are not of this version, and get nothing" if others else ""
        if not found:
            told = (
                f"no worker at {self.cluster.executor} yet; waiting (on each machine: autograder worker "
                f"{self.cluster.executor})"
            )
        if told != self.told:
            self.cluster.say(told)
            self.told = told

    def more(self, worker: str) -> bool:
        """Sends a worker a chunk; whether there was one."""
        own = self.under.setdefault(worker, [])
        if any(under.alone for under in own):
            return False
        if self.suspects and not own:
            return self.send(worker, [self.suspects.popleft()], alone=True)
        if not self.waiting and len(own) < self.judges[worker]:
            self.take_back()
        everybody = sum(self.judges.values())
        size = min(
            MOST,
            math.ceil(len(self.waiting) / (2 * everybody)),
            max(1, int(self.pace[worker] * far.BUDGET_S)) if worker in self.pace else FIRST,
        )
        asked: list[Asked] = []
        while self.waiting and len(asked) < max(1, size):
            if asked and self.losses[self.waiting[0][0].id]:
                break
            asked.append(self.waiting.popleft())
            if self.losses[asked[-1][0].id]:
                break
        return bool(asked) and self.send(worker, asked)

    def send(self, worker: str, wanted: Sequence[Asked], *, alone: bool = False) -> bool:
        """Sends submissions, the first ones up to `CHUNK_BYTES`; the rest waits again."""
        asked: list[Asked] = []
        sent: list[bytes] = []
        for i, (submission, sheet) in enumerate(wanted):
            if sum(map(len, sent)) >= CHUNK_BYTES:
                self.waiting.extendleft(reversed(wanted[i:]))
                break
            data = packed(submission, sheet, self.job.lacking.get(submission.id, ()))
            if data is None or submission.id in self.job.before or submission.id in self.job.parts:
                self.here.append(submission)
                self.left.pop(submission.id, None)
            elif submission.id in self.left:
                asked.append((submission, sheet))
                sent.append(data)
        if not asked:
            return bool(wanted)
        chunk = msgspec.structs.replace(self.chunk, sent=tuple(sent))
        future = self.client.submit(
            far.grade_chunk, self.held, msgspec.msgpack.encode(chunk), workers=[worker], allow_other_workers=False,
            pure=False,
        )  # fmt: skip
        under = Under(worker, asked, future, alone, time.monotonic())
        self.under[worker].append(under)
        asyncio.run_coroutine_threadsafe(self.fetch(under), self.client.loop.asyncio_loop)
        return True

    async def fetch(self, under: Under) -> None:
        """In Dask's thread: waits for an answer. One that its worker took with it never comes; `look` sees to that."""
        try:
            under.answer = await self.client.gather(under.future, asynchronous=True)
        except (Exception, asyncio.CancelledError) as e:
            under.failed = e
        self.ended.put(under)

    def take_back(self) -> None:
        """Where one worker has nothing left to do: what another has not begun, of the one that has most of it; else
        what takes one far too long is judged twice, and the first result counts."""
        late = [(len(own) - self.judges[a], a) for a, own in self.under.items() if len(own) > self.judges[a]]
        if late:
            under = self.under[max(late)[1]].pop()
            under.future.cancel()
            self.waiting.extend(under.asked)
            return
        old = time.monotonic() - TOO_LONG * far.BUDGET_S
        for under in (u for own in self.under.values() for u in own if not (u.doubled or u.alone) and u.began < old):
            under.doubled = True
            self.waiting.extend(under.asked)

    def take(self, under: Under) -> None:
        """What came of a chunk."""
        own = self.under.get(under.worker, [])
        if under not in own:  # it was taken back, or its worker was given up
            return
        if under.failed is None:
            answer = msgspec.msgpack.decode(under.answer, type=Answer)
        elif isinstance(under.failed, asyncio.CancelledError | CancelledError):
            raise self.cluster._gone()
        else:  # KilledWorker, a full disk: the worker could not
            self.cluster.say(f"{under.worker}: {' '.join(repr(under.failed).split())[:300]}")
            answer = Answer(lost=True)
        own.remove(under)
        if answer.refused:
            raise UsageError(self.refusal(answer))
        if answer.done and answer.took_s:
            self.pace[under.worker] = len(answer.done) / answer.took_s
        for (submission, _), files in zip(under.asked, answer.done, strict=False):
            self.store(submission, files)
        rest = under.asked[len(answer.done) :]
        if answer.lost:
            self.lost(rest[:1])
            rest = rest[1:]
        if not under.doubled:
            self.waiting.extendleft(reversed(rest))

    def refusal(self, answer: Answer) -> str:
        """Why a worker judges nothing, for people."""
        if not answer.holds:
            return f"--executor: a worker cannot judge: {answer.refused}"
        what = differing(listed(self.job.python), answer.holds) or "its Python was built otherwise"
        return (
            f"--executor: the worker on {answer.refused} has other packages for students' code, and would judge "
            f"otherwise: {what}; install the same there (constraints.txt, or one image for all)"
        )

    def store(self, submission: Submission, files: dict[str, bytes]) -> None:
        """Writes the files of a submission, of those that it has, the report last."""
        if submission.id not in self.left:
            return
        names = [name for name in names_of(submission.id) if name in files]
        report = Report.from_json(files[names[-1]])
        if (report.submission, report.provenance.bundle_sha256) != (submission.id, self.left[submission.id]):
            raise UsageError(f"--executor: a worker sent the report of something else than {submission.id}")
        for name in names:
            write_atomic(Path(self.job.out) / name, files[name])
        self.left.pop(submission.id, None)
        self.finish(report)

    def lost(self, asked: list[Asked]) -> None:
        """A worker was lost, or a judging process of it, while these were under way."""
        for one in asked:
            submission = one[0]
            if submission.id not in self.left:
                continue
            self.losses[submission.id] += 1
            if self.losses[submission.id] < MAX_LOSSES:
                (self.waiting.appendleft if self.losses[submission.id] == 1 else self.suspects.append)(one)
                continue
            message = f"{MAX_LOSSES} workers were lost on this submission; look at it by hand"
            self.left.pop(submission.id, None)
            self.finish(blank_report(self.bundle, submission, Status.UNGRADED, "worker-died", message))

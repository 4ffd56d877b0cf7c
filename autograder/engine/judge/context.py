"""What judging one submission needs to know; nothing in it changes meanwhile."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from autograder.bundle import Bundle
from autograder.engine.judge.testfiles import Questions
from autograder.engine.judge.zygote import Zygote
from autograder.limits import Limits


@dataclasses.dataclass(frozen=True, kw_only=True)
class Context:
    """One submission's surroundings.

    Args:
        bundle: what it is graded with.
        limits: of this submission.
        slowness: how many times those of the course they are.
        questions: their test files, loaded.
        zygote: where sandboxes come from.
        folder: where test code runs.
        only: judge this question alone, up to the first case that fails.
        pictures: draw figures.
        names: say why wrong answers are wrong; without, only points are wanted.
        keep_answers: keep the values that questions were answered with (exams).
        keep_frames: keep what student code answers in each case (answers.py).
        needed: question → cases that the official answers need judged beside the student's code; None: unknown.
    """

    bundle: Bundle
    limits: Limits
    questions: Questions
    zygote: Zygote
    folder: Path
    slowness: float = 1.0
    only: str | None = None
    pictures: bool = True
    names: bool = True
    keep_answers: bool = False
    keep_frames: bool = False
    needed: Mapping[str, frozenset[str]] | None = None

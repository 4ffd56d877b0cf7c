"""The proofs of many assignments: one assignment a core, so that no core waits for the longest answer of another."""

from collections.abc import Callable, Sequence
from concurrent.futures import as_completed
from pathlib import Path

import msgspec

from autograder.course.build import build_assignment
from autograder.course.course import Assignment, read_equivalent_mutants
from autograder.grading.pool import cores, workers
from autograder.proof.corpus import KINDS
from autograder.proof.verify import Proof, verify, verify_mutants
from autograder.results import Report


class Options(msgspec.Struct, frozen=True):
    """How assignments are proved.

    Args:
        solutions: the folder of all corpora.
        out: where built assignments go.
        mutants: also of the official answers.
    """

    solutions: Path
    out: Path
    mutants: bool = False
    back_end: str = "auto"
    jobs: int = 0  # worker processes; 0 is one per core


def prove_course(
    assignments: Sequence[Assignment],
    options: Options,
    *,
    on_proof: Callable[[Proof], None] = lambda proof: None,
    on_report: Callable[[Report], None] = lambda report: None,
    say: Callable[[str], None] = lambda text: None,
) -> list[Proof]:
    """A proof for each, in their order; they are built first.

    Args:
        on_proof: told each proof when it is made.
        on_report: told reports: one of each kind of isolation is enough.

    Raises:
        CourseError: an assignment cannot be built, or a solution file is malformed.
    """
    count = min(options.jobs or cores(), len(assignments))
    if count < 2:
        proofs = []
        for assignment in assignments:
            proofs.append(_proof(assignment, options, on_report, say))
            on_proof(proofs[-1])
        return proofs
    alone = msgspec.structs.replace(options, jobs=1)
    largest_first = sorted(assignments, key=lambda a: -_answers(a, options))
    found: dict[str, Proof] = {}
    with workers(count, _nothing, None) as pool:
        running = [pool.submit(_in_worker, a, alone) for a in largest_first]
        for future in as_completed(running):
            proof, reports, said = future.result()
            for text in said:
                say(text)
            for report in reports:
                on_report(report)
            found[proof.assignment] = proof
            on_proof(proof)
    return [found[a.name] for a in assignments]


def _proof(
    assignment: Assignment, options: Options, on_report: Callable[[Report], None], say: Callable[[str], None]
) -> Proof:
    built = build_assignment(assignment, options.out)
    listed = {name: list(q.misconceptions) for name, q in assignment.questions.items()}
    jobs, back_end = options.jobs, options.back_end
    corpus = options.solutions / assignment.name
    proof = verify(built.bundle, corpus, listed, jobs=jobs, back_end=back_end, on_report=on_report, say=say)
    if options.mutants:
        explained = read_equivalent_mutants(assignment.folder)
        proof = verify_mutants(proof, built.bundle, explained, jobs=jobs, back_end=back_end)
    return proof


def _in_worker(assignment: Assignment, options: Options) -> tuple[Proof, list[Report], list[str]]:
    reports: dict[str, Report] = {}
    said: list[str] = []

    def note(report: Report) -> None:
        reports[report.provenance.isolation] = report

    proof = _proof(assignment, options, note, said.append)
    return proof, list(reports.values()), said


def _answers(assignment: Assignment, options: Options) -> int:
    return sum(len(list((options.solutions / assignment.name / kind).glob("*.py"))) for kind in KINDS)


def _nothing(job: None) -> None:
    """What a worker begins with."""

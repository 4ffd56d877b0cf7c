"""Reports as a class produces them: good, failing with named mistakes, unreadable, ungraded, hostile, very long."""

import random

from autograder.results import (
    CaseResult,
    CellResult,
    Diagnosis,
    Provenance,
    QuestionResult,
    Report,
    Status,
    Verdict,
)

SECRET = "expected 0.7311 but the answer was 0.2689"  # of a hidden case; what disclosure must keep back
HINT = "Check what happens when two scores tie."
MAX_ONLY = Diagnosis("T2.2/max_only", "only the largest margin violation counts; sum over all wrong classes")
NO_BIAS = Diagnosis("T2.1/no_bias", "the bias `b` is never added")
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"

PROVENANCE = Provenance(
    submission_sha256="9f2c41ab77e0" + "0" * 52,
    bundle_sha256="1b44d0c2a9f3" + "0" * 52,
    engine_sha256="c07715fe2d68" + "0" * 52,
    isolation="namespaces",
    limits={"cell_s": 20.0, "case_s": 10.0, "total_s": 120.0, "memory_bytes": float(2 << 30), "processes": 64.0},
    versions={"python": "3.11.9", "numpy": "2.3.5", "otter": "7.0.0"},
    seed=7,
    started="2026-11-21T06:30:00Z",
    wall_s=3.41,
)


def case(name, verdict=Verdict.PASS, possible=1.0, *, hidden=False, **more):
    points = possible if verdict is Verdict.PASS else 0.0
    return CaseResult(name=name, hidden=hidden, verdict=verdict, points=points, possible=possible, **more)


def question(name, *cases, title="", **more):
    points, possible = more.pop("points", sum(c.points for c in cases)), sum(c.possible for c in cases)
    return QuestionResult(name=name, points=points, possible=possible, cases=cases, title=title, **more)


def report(*questions, submission="s1", student="Ada Adler", status=Status.GRADED, possible=None, **more):
    graded = status is Status.GRADED
    return Report(
        submission=submission,
        student=student,
        assignment=more.pop("assignment", "Hinge loss"),
        status=status,
        total=sum(q.points for q in questions) if graded else 0.0,
        possible=sum(q.possible for q in questions) if possible is None else possible,
        questions=questions,
        provenance=more.pop("provenance", PROVENANCE),
        **more,
    )


def good(**more):
    return report(*_questions(), **more)


def failing(**more):
    """Half the points, two named mistakes, a cell that failed."""
    cell = CellResult(
        index=11,
        verdict=Verdict.ERROR,
        source="grad = hinge_gradient(W, X, y)\nprint(grad.shape)\ngrad @ W.T",
        error="ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0 (size 3 is different from 5)",
        traceback="Traceback (most recent call last):\n  Cell In[12], line 3\n    grad @ W.T\nValueError: matmul: mismatch",
        output="(5, 3)\n",
    )
    notes = ("the notebook has no cell for q4; its tests ran at the end",)
    return report(
        *_questions(
            q1=[Verdict.PASS, Verdict.FAIL, Verdict.PASS],
            q2=[Verdict.PASS, Verdict.FAIL, Verdict.FAIL],
            q3=[Verdict.FAIL, Verdict.ERROR, Verdict.TIMEOUT],
            q4=[Verdict.MISSING, Verdict.MISSING, Verdict.MISSING],
        ),
        cells=(cell,),
        notes=notes,
        **more,
    )


def ungradable(**more):
    text = "week2.ipynb: expected a notebook, found a PDF; save the notebook (.ipynb) and hand that file in"
    return report(status=Status.UNGRADABLE, reason="not-a-notebook", message=text, possible=20.0, **more)


def ungraded(**more):
    """A hidden test of ours broke; the message quotes it."""
    q = question("q1", case("public"), case("ties", Verdict.JUDGE_ERROR, 2.0, hidden=True, message=SECRET))
    text = f"a test could not be run: ties: {SECRET}"
    return report(q, status=Status.UNGRADED, reason="judge-error", message=text, **more)


def hostile(**more):
    """Every text that a student can choose is an attack on the page; so are the authors' texts, to be safe."""
    bad = case(
        HOSTILE,
        Verdict.FAIL,
        message=f"\u202e{HOSTILE}\x1b[31m\x00\n{HOSTILE}",
        failure_message=HOSTILE,
        diagnosis=Diagnosis(HOSTILE, HOSTILE),
    )
    cell = CellResult(index=0, verdict=Verdict.CRASH, source=HOSTILE, error=HOSTILE, traceback=HOSTILE, output=HOSTILE)
    return report(
        question(HOSTILE, bad, title=HOSTILE),
        student=HOSTILE,
        assignment=HOSTILE,
        cells=(cell,),
        notes=(HOSTILE,),
        **more,
    )


def long_output(**more):
    """Lines without a space, thousands of lines, long names."""
    cell = CellResult(
        index=3,
        verdict=Verdict.ERROR,
        source="x" * 3000,
        error="E" * 500,
        traceback="\n".join(f"  line {i}" for i in range(3000)),
        output="0123456789" * 4000,
    )
    q = question("q" * 80, case("n" * 200, Verdict.FAIL, message="m" * 4000), title="t" * 200)
    return report(q, student="W" * 150, cells=(cell,), notes=("o" * 900,), **more)


def classroom(size=30, seed=1):
    """A class of `size`: most good, some with mistakes, a few without a score."""
    rng = random.Random(seed)
    first = [
        "Ada",
        "Alan",
        "Anita",
        "Barbara",
        "Claude",
        "Emmy",
        "Frank",
        "Grace",
        "Hedy",
        "Ian",
        "José",
        "Katherine",
        "Łukasz",
        "Márta",
        "Noor",
        "Østen",
    ]
    last = [
        "Adler",
        "Baum",
        "Costa",
        "Diaz",
        "Engel",
        "Frost",
        "García",
        "Haas",
        "Ito",
        "Jansen",
        "Kaya",
        "Lindqvist",
        "Moreau",
        "Novak",
        "Okafor",
    ]
    out = []
    for i in range(size):
        name = {"submission": f"s{i:04d}", "student": f"{rng.choice(first)} {rng.choice(last)}"}
        if i % 15 == 7:
            out.append(ungradable(**name))
        elif i % 29 == 13:
            out.append(ungraded(**name))
        else:
            skill = rng.betavariate(3, 1.2)
            wrong = [Verdict.FAIL, Verdict.FAIL, Verdict.FAIL, Verdict.ERROR, Verdict.TIMEOUT, Verdict.MISSING]
            draw = {
                f"q{k}": [Verdict.PASS if rng.random() < skill else rng.choice(wrong) for _ in range(3)]
                for k in range(1, 5)
            }
            out.append(report(*_questions(**draw), **name))
    return out


def _questions(**verdicts):
    """Four questions of three cases; `verdicts` replace the passes."""
    titles = {"q1": "Scores", "q2": "Multiclass hinge loss", "q3": "Gradient", "q4": "Training"}
    named = {"q1": NO_BIAS, "q2": MAX_ONLY}
    public = "f(1) should be 2, but your function returned 3"
    out = []
    for name, title in titles.items():
        drawn = verdicts.get(name, [Verdict.PASS] * 3)
        cases = []
        for i, (label, points) in enumerate((("worked example", 1.0), ("random scores", 2.5), ("ties", 1.5))):
            v = drawn[i]
            text = {
                Verdict.PASS: "",
                Verdict.FAIL: SECRET if i else public,
                Verdict.MISSING: "`train` is not defined: the cell that defines it is missing, failed, or uses another name",
                Verdict.TIMEOUT: "longer than 10 s",
            }.get(v, f"your code raised IndexError: index 3 is out of bounds\n{SECRET}\n  File <cell 4>, line 2, in f")
            cases.append(
                case(
                    f"{label} of {title.lower()}",
                    v,
                    points,
                    hidden=i > 0,
                    message=text,
                    failure_message=HINT if i else None,
                    diagnosis=named.get(name) if v is Verdict.FAIL and i else None,
                    wall_s=0.02,
                )
            )
        out.append(question(name, *cases, title=title))
    return out

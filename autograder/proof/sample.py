"""A sample class for the demo: honest, mistaken, half-done, broken and hostile submissions of one assignment."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from autograder.bundle import solved_and_untouched
from autograder.cells import answer_of, fill_in
from autograder.files import write_atomic
from autograder.proof.corpus import read_corpus

# fmt: off
FIRST = [
    "Ada", "Alan", "Anita", "Barbara", "Claude", "Corinna", "David", "Donald", "Edsger",
    "Emmy", "Fei", "Frank", "Geoffrey", "Grace", "Hedy", "Ian", "Jitendra", "John",
]
LAST = [
    "Adler", "Baum", "Costa", "Diaz", "Engel", "Frost", "Garcia", "Haas", "Ito",
    "Jansen", "Kaya", "Lindqvist", "Moreau", "Novak", "Okafor", "Petrov", "Quint", "Rossi",
]
# fmt: on

HOSTILE = {
    "infinite loop": "while True:\n    pass",
    "exits": "import os\nos._exit(0)",
    "reads the tests": (
        "import glob, pathlib\nfound = glob.glob('/*/tests/*.py') + glob.glob('../**/tests/*.py', recursive=True)\n"
        "print(found, [pathlib.Path(p).read_text()[:80] for p in found[:3]])"
    ),
    "patches numpy and builtins": (
        "import builtins\nimport numpy as np\nnp.allclose = np.array_equal = lambda *a, **k: True\n"
        "builtins.abs = lambda x: 0\nbuiltins.all = lambda x: True"
    ),
    "objects equal to everything": (
        "class Same:\n    def __eq__(self, other):\n        return True\n"
        "    def __call__(self, *a, **k):\n        return self\n"
        "    def __getattr__(self, name):\n        return self\n"
        "    def __array__(self, *a, **k):\n        return self\n"
        "for name in [n for n, v in list(globals().items()) if callable(v) and not n.startswith('_')]:\n"
        "    if name not in ('get_ipython', 'exit', 'quit', 'open', 'display'):\n        globals()[name] = Same()"
    ),
    "takes all memory": "hog = []\nwhile True:\n    hog.append(bytearray(100_000_000))",
    "forges results": (
        "import otter\nclass Forged:\n    passed_all, score, grade = True, 100, 1.0\n"
        "otter.Notebook.check = lambda self, q, *a, **k: Forged()\nopen('results.json', 'w').write('{\"score\": 100}')"
    ),
}


def make_class(bundle_path: Path, corpus: Path, out: Path, size: int = 30, seed: int = 0) -> list[Path]:
    """Writes `size` submissions in a Canvas download's layout and returns their paths.

    Args:
        bundle_path: a bundle with solved and untouched notebook.
        corpus: `solutions/<assignment>`.
        out: a new folder.
    """
    solved, untouched = solved_and_untouched(bundle_path)
    rng = random.Random(seed)
    name = bundle_path.stem
    broken = list(_broken(solved))
    solutions = read_corpus(corpus)
    accepted = [s.fill(solved) for s in solutions if s.kind == "accepted"]
    mistaken = [s.fill(solved) for s in solutions if s.kind != "accepted"]
    honest = [*accepted, *mistaken]
    rng.shuffle(mistaken)
    hostile = [
        _with_cell(untouched if "equal" in k or "patches" in k else _half(solved, untouched, 2), HOSTILE[k])
        for k in HOSTILE
    ]
    half = [_half(solved, untouched, k) for k in (1, 2, 3)]
    space = max(0, size - len(accepted) - len(half) - len(hostile) - len(broken) - 1)
    notebooks = [*accepted, *mistaken[:space], *half, untouched, *hostile]
    files = [nbformat.writes(nb).encode() for nb in notebooks] + broken
    while len(files) < size:
        files.append(nbformat.writes(rng.choice(honest or [solved])).encode())
    rng.shuffle(files)
    paths = []
    for i, data in enumerate(files[:size]):
        student = f"{LAST[i % len(LAST)]}{FIRST[(i * 7 + i // len(LAST)) % len(FIRST)]}".lower()
        late = "_LATE" if i % 11 == 5 else ""
        path = out / f"{student}{late}_{1000 + i}_{90000 + i}_{name}.ipynb"
        write_atomic(path, data)
        paths.append(path)
    return paths


def _half(solved: Any, untouched: Any, questions: int) -> Any:
    """The untouched notebook with the first `questions` answers filled in."""
    answers: dict[str, list[str]] = {}
    for cell in solved.cells:
        if cell.cell_type == "code" and (question := answer_of(cell)):
            answers.setdefault(question, []).append(cell.source)
    first = {q: tuple(s) for q, s in list(answers.items())[:questions]}
    return fill_in(untouched, first)


def _with_cell(notebook: Any, source: str) -> Any:
    """A copy of `notebook` with one more code cell before the last check."""
    twin = copy.deepcopy(notebook)
    at = max((i for i, c in enumerate(twin.cells) if "grader.check(" in c.source), default=len(twin.cells))
    twin.cells.insert(at, nbformat.v4.new_code_cell(source, id="added"))
    return twin


def _broken(solved: Any) -> Iterator[bytes]:
    """Files that people really hand in."""
    text = nbformat.writes(solved)
    yield b""
    yield text[: len(text) // 2].encode()
    yield b"<!DOCTYPE html><html><body>Sign in to continue</body></html>"
    yield text.encode()[:200] + b"\xff\xfe\xfa" + text.encode()[200:]
    other = json.loads(text)
    other["metadata"].setdefault("otter", {})["assignment_name"] = "another-assignment"
    yield json.dumps(other).encode()

"""Three small masters in the spirit of Otter's own: OK format, exception format, tests in notebook metadata.

`assign(master, folder)` runs stock `otter assign` on one and returns (autograder zip, solved notebook, student notebook).
"""

import contextlib
import io
import logging
import os
from pathlib import Path

import nbformat
from otter.assign import main as otter_assign

raw, code, text = nbformat.v4.new_raw_cell, nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell


def question(name, points, prompt, solution, tests):
    """The cells of one question."""
    return [
        raw(f"# BEGIN QUESTION\nname: {name}\npoints: {points}"),
        text(prompt),
        raw("# BEGIN SOLUTION"),
        code(solution),
        raw("# END SOLUTION"),
        raw("# BEGIN TESTS"),
        *[code(t) if isinstance(t, str) else t for t in tests],
        raw("# END TESTS"),
        raw("# END QUESTION"),
    ]


def ok(source, printed="", value=None, hidden=False):
    """An OK test cell: what it shows in the master is what it must show for a student."""
    outputs = [nbformat.v4.new_output("stream", name="stdout", text=printed)] if printed else []
    if value is not None:
        outputs.append(nbformat.v4.new_output("execute_result", data={"text/plain": value}))
    cell = code(('""" # BEGIN TEST CONFIG\nhidden: true\n""" # END TEST CONFIG\n' if hidden else "") + source)
    cell.outputs = outputs
    return cell


def config(name, tests):
    return raw(
        f"# ASSIGNMENT CONFIG\nname: {name}\ninit_cell: true\nexport_cell: false\nrun_tests: false\n"
        f"generate:\n  show_hidden: false\n  seed: 42\ntests:\n{tests}"
    )


OK = [
    config("ok", "  ok_format: true"),
    code("import numpy as np\nimport math"),
    *question(
        "q1",
        "[1, 2, 1]",
        "The area of a circle.",
        "def area(r):\n    return math.pi * r ** 2 # SOLUTION",
        [
            ok("round(area(1), 4)", value="3.1416"),
            ok("bool(np.allclose([area(k) for k in range(4)], np.pi * np.arange(4) ** 2))", value="True", hidden=True),
            ok("try:\n    area(None)\nexcept TypeError:\n    print('no')", printed="no\n", hidden=True),
        ],
    ),
    *question(
        "q2",
        2,
        "A running total.",
        'class Total:\n    """A total."""\n    # BEGIN SOLUTION\n    def __init__(self):\n        self.value = 0\n\n    def add(self, x):\n        self.value += x\n        return self\n    # END SOLUTION',
        [
            ok("t = Total()\nt.add(2).add(3).value", value="5"),
            ok("a, b = Total(), Total()\na.add(1).value, b.value", value="(1, 0)", hidden=True),
        ],
    ),
    *question(
        "q3",
        2,
        "Print the squares below n, one a line, and make a table.",
        "def squares(n):\n    for i in range(n): # SOLUTION\n        print(i * i) # SOLUTION\ntable = {'a': [1, 2], 'b': (3.5, None)} # SOLUTION",
        [
            ok("squares(3)", printed="0\n1\n4\n"),
            ok("sorted(table), table['b']", value="(['a', 'b'], (3.5, None))", hidden=True),
        ],
    ),
]

EXCEPTION = [
    config("exception", "  ok_format: false"),
    code("import numpy as np"),
    *question(
        "q1",
        3,
        "Standardise columns.",
        "def standardise(X):\n    return (X - X.mean(axis=0)) / X.std(axis=0) # SOLUTION",
        [
            '""" # BEGIN TEST CONFIG\npoints: 1\n""" # END TEST CONFIG\ndef test_mean(standardise):\n    import numpy as np\n    Z = standardise(np.arange(6.0).reshape(3, 2))\n    assert np.allclose(Z.mean(axis=0), 0)',
            '""" # BEGIN TEST CONFIG\nhidden: true\npoints: 2\n""" # END TEST CONFIG\ndef test_std(env):\n    import numpy as np\n    X = np.random.default_rng(0).normal(size=(7, 3))\n    keep = X.copy()\n    Z = env["standardise"](X)\n    assert np.allclose(Z.std(axis=0), 1)\n    assert np.array_equal(X, keep)',
        ],
    ),
    *question(
        "q2",
        2,
        "Apply a function to all items and keep the largest.",
        "def best(fn, items):\n    return max(fn(x) for x in items) # SOLUTION",
        [
            "def test_public(best):\n    assert best(lambda x: -x, [3, 1, 2]) == -1",
            '""" # BEGIN TEST CONFIG\nhidden: true\n""" # END TEST CONFIG\ndef test_empty(best):\n    try:\n        best(abs, [])\n    except ValueError:\n        return\n    raise AssertionError("expected a ValueError")',
        ],
    ),
]

METADATA = [
    config("metadata", "  ok_format: true\n  files: false"),
    code("import numpy as np"),
    *question(
        "q1",
        1,
        "Six times seven.",
        "answer = 6 * 7 # SOLUTION",
        [ok("isinstance(answer, int)", value="True"), ok("answer", value="42", hidden=True)],
    ),
    *question(
        "q2",
        2,
        "A matrix of ones with a zero diagonal.",
        "def hollow(n):\n    return np.ones((n, n)) - np.eye(n) # SOLUTION",
        [
            ok("hollow(2)", value="array([[0., 1.],\n       [1., 0.]])"),
            ok("float(hollow(5).sum())", value="20.0", hidden=True),
        ],
    ),
]

MASTERS = {"ok": OK, "exception": EXCEPTION, "metadata": METADATA}


def assign(name: str, folder: Path) -> tuple[Path, Path, Path]:
    """Runs stock `otter assign` on the master `name`."""
    return assign_file(write_master(MASTERS[name], folder / f"{name}.ipynb"))


def write_master(cells: list, path: Path) -> Path:
    """A notebook of these cells."""
    notebook = nbformat.v4.new_notebook(cells=[c.copy() for c in cells])
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def assign_file(master: Path) -> tuple[Path, Path, Path]:
    """Runs stock `otter assign` on a master; the result is `dist` beside it."""
    folder, name = master.parent, master.stem
    here = Path.cwd()
    logging.disable(logging.CRITICAL)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            otter_assign(str(master), str(folder / "dist"), no_pdfs=True, no_run_tests=True)
    finally:
        logging.disable(logging.NOTSET)
        os.chdir(here)
    (zip_path,) = (folder / "dist" / "autograder").glob("*autograder*.zip")
    return zip_path, folder / "dist" / "autograder" / f"{name}.ipynb", folder / "dist" / "student" / f"{name}.ipynb"

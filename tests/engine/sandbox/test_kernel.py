"""A cell does in a sandbox what it does in a Jupyter kernel."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from tests.engine.sandbox.snippets import SNIPPETS
from tests.support.grading import Grader, make_notebook

TEXT = ("text/plain", "text/html", "text/markdown")
# What may differ: addresses, what a cell's code is called, and the line ends of a terminal.
NOISE = re.compile(r"\b0x[0-9a-f]{6,}|<ipython-input-[\w-]+>|[\w./-]*\b\d+\.py\b|\r(?=\n)")


def plain(text):
    return NOISE.sub("", text)


def seen(outputs):
    """What a reader sees of a cell's outputs: kind and text, without traces and addresses."""
    found = []
    for out in outputs:
        kind = out["output_type"]
        if kind == "stream":
            found.append(("text", plain(out["text"])))
        elif kind == "error":
            found.append(("error", out["ename"], plain(out["evalue"])))
        elif kind in ("execute_result", "display_data"):
            data = {k: plain(v) for k, v in out["data"].items() if k in TEXT}
            if data:
                found.append((kind, data))
    merged = []
    for item in found:  # a kernel sends what is printed in pieces, and errors on a stream of its own
        if item[0] == "text" and merged and merged[-1][0] == "text":
            merged[-1] = ("text", merged[-1][1] + item[1])
        else:
            merged.append(item)
    return merged


@pytest.fixture(scope="module")
def in_kernel(warm_interpreter, tmp_path_factory):
    """Name of a snippet → what each of its cells shows in a Jupyter kernel; all in one notebook."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jupyter_client.provisioning.local_provisioner.launch_kernel", warm_interpreter.launch)
        path = make_notebook(tmp_path_factory.mktemp("kernel") / "all.ipynb", ALL)
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": str(path.parent)}}).execute()
    return by_name([cell.outputs for cell in notebook.cells])


@pytest.fixture(scope="module")
def in_sandbox():
    """The same in a sandbox of ours."""
    limits = {"cell_s": 20.0, "total_s": 100.0, "memory_bytes": 2 << 30}
    with Grader(limits=limits) as grader:
        outputs = grader.graded(ALL).outputs
    return by_name([outputs.get(i, []) for i in range(len(ALL))])


ALL = [cell for cells in SNIPPETS.values() for cell in cells]


def by_name(outputs):
    rest = iter(outputs)
    return {name: [seen(next(rest)) for _ in cells] for name, cells in SNIPPETS.items()}


def test_there_are_sixty_snippets():
    assert len(SNIPPETS) >= 60


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_shows_the_same_as_in_jupyter(name, in_kernel, in_sandbox):
    assert in_sandbox[name] == in_kernel[name]

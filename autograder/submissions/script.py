"""The text of a script as cells, one pass whatever it holds: time and memory follow the size of the file."""

import contextlib
import json
import re
from typing import Any

from autograder.submissions.notebook import Budget, for_jupyter
from autograder.submissions.submission import Cell, Decoded

MAX_MARK_CHARS = 2_000  # of a `# %%` line

# A mark counts only as a comment of its own, not within a string; an open string lasts to the end, as in Python.
# Possessive throughout (`++`, `*+`): the search never goes back.
_MARK = re.compile(
    r"""(?P<mark>^[ \t]*+\#[ \t]*+(?:%%%*+(?:[ \t][^\n]*+)?+|<codecell>|In\[[0-9 ]*+\]:?+)[ \t]*+$)
    | \#[^\n]*+
    | '''(?:[^\\']++|\\(?s:.)|'(?!''))*+(?:''')?+
    | \"""(?:[^\\"]++|\\(?s:.)|"(?!""))*+(?:\""")?+
    | '(?:[^\\'\n]++|\\.)*+'?+
    | "(?:[^\\"\n]++|\\.)*+"?+""",
    re.M | re.X,
)
_HEADER = re.compile(r"\A(?:#![^\n]*+\n)?+# ---\n(?:#(?! ---\n)[^\n]*+\n)*+# ---(?:\n|\Z)")  # jupytext's, in YAML
_OPTION = re.compile(r'([A-Za-z_][\w.-]*+)=(?=[\[{"\dtfn-])')
_MAGIC = re.compile(  # as jupytext comments them out
    r"^# ?(?=(?:# ?)*+(?:%{1,3}[a-zA-Z]|!\s*+[A-Za-z.~$/{]|[A-Za-z_]\w*+\s*+=\s*+(?:%{1,2}|!)[a-zA-Z]))", re.M
)


def read_script(text: str) -> Decoded:
    """A script as cells: one as in Otter, or those between its `# %%` marks.

    Raises:
        SubmissionError: more than the caps of notebook.py.
    """
    budget = Budget()
    budget.take_source(len(text))
    marks = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for match in _MARK.finditer(text):
        if match["mark"] is not None:
            budget.take_cells(1)
            marks.append(match)
    if not marks:
        return Decoded((Cell("code", text, {}, 0),), {})
    head = _HEADER.sub("", text[: marks[0].start()])
    parts = [("", head)] if head.strip() else []
    ends = [m.start() for m in marks[1:]] + [len(text)]
    parts += [(m["mark"], text[m.end() : end]) for m, end in zip(marks, ends, strict=True)]
    return Decoded(tuple(_percent_cell(*part, i) for i, part in enumerate(parts)), {})


def _percent_cell(mark: str, body: str, index: int) -> Cell:
    """What follows a mark: `# %% title [markdown] key=JSON …`."""
    mark, body = mark[:MAX_MARK_CHARS], body.strip("\n")
    metadata: dict[str, Any] = {}
    at = 0
    while option := _OPTION.search(mark, at):
        at = option.end()
        with contextlib.suppress(ValueError, RecursionError):
            metadata[option[1]], at = json.JSONDecoder().raw_decode(mark, at)
    metadata = for_jupyter(metadata)
    kind = re.search(r"\[(markdown|md|raw)\]", mark)
    if kind is None:
        return Cell("code", _MAGIC.sub("", body), metadata, index)
    plain = body.strip()
    if plain.startswith('"""') and plain.endswith('"""') and len(plain) >= 6:
        plain = plain[3:-3].strip("\n")
    else:
        plain = re.sub(r"^# ?", "", body, flags=re.M)
    return Cell("raw" if kind[1] == "raw" else "markdown", plain, metadata, index)

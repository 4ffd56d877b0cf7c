"""Cells of any text: what is kept, what Jupyter accepts, and that no content costs more than its size."""

import contextlib
import json

import jupytext
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.submissions import notebook as decoding
from autograder.submissions.notebook import read_notebook
from autograder.submissions.script import read_script
from tests.hostile.attacks import within
from tests.support.memory import own_growth_below
from tests.test_architecture import ROOT

SCRIPTS = sorted(p for p in (ROOT / "solutions").rglob("*.py") if "# %%" in p.read_text())[::7]


def by_jupytext(text):
    return [(c.cell_type, c.source) for c in jupytext.reads(text, fmt="py:percent").cells]


def ours(text):
    return [(c.kind, c.source) for c in read_script(text).cells]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_the_corpus_reads_as_in_jupytext(path):
    assert ours(path.read_text()) == by_jupytext(path.read_text())


FORMS = {
    "header": "# ---\n# jupyter:\n#   x: 1\n# ---\n\n# %%\nx = 1\n",
    "before the first mark": "import os\n\n# %%\nx = 1\n",
    "text": "# %% A title [markdown]\n# # Head\n#\n# text\n\n# %%\nx = 1\n",
    "quoted text": '# %% [markdown]\n"""\ntext\nmore\n"""\n\n# %%\nx = 1\n',
    "raw": "# %% [raw]\n# text\n\n# %%\nx = 1\n",
    "magics": "# %%\n# %matplotlib inline\n# !pip install x\nx = 1  # %y\n# plain\n",
    "cell magic": "# %%\n# %%time\nx = 1\n",
    "mark in a string": "# %%\nx = '''\n# %%\n'''\n\n# %%\ny = 1\n",
    "quotes in comments": "# %%\nx = 1  # don't\n\n# %%\ny = '#'\n# \"\"\"\n\n# %%\nz = 1",
    "open string": "# %%\nx = '''\n# %%\n",
    "Windows": "# %%\r\nx = 1\r\n\r\n# %%\r\ny = 2\r\n",
    "In": "# %%\nx = 1\n\n# In[3]:\ny = 2\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_a_script_reads_as_in_jupytext(text):
    assert ours(text) == by_jupytext(text)


def test_the_marks_of_an_exam_survive_in_a_script():
    mark = {"question": "why", "role": "answer"}
    (cell,) = read_script(f'# %% [markdown] tags=["a"] autograder={json.dumps(mark)}\n# Because.\n').cells
    assert (cell.source, cell.metadata) == ("Because.", {"tags": ["a"], "autograder": mark})


# -- Jupyter's schema -------------------------------------------------------------------------------------------------

KEYS = st.sampled_from([*decoding._SCHEMA, "other", "display_name", "codemirror_mode", "mimetype"])
LEAVES = st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "a", "a,b", "\n", "auto"])
METADATA = st.dictionaries(
    KEYS,
    st.recursive(LEAVES, lambda v: st.lists(v, max_size=3) | st.dictionaries(KEYS, v, max_size=3), max_leaves=6),
    max_size=4,
)


@settings(max_examples=300, deadline=None, database=None)
@given(METADATA, METADATA, st.sampled_from(["code", "markdown", "raw"]))
def test_whatever_is_kept_is_valid_for_jupyter(whole, own, kind):
    cells = [{"cell_type": kind, "source": "x", "metadata": own}, {"cell_type": "code", "source": [], "metadata": {}}]
    found = read_notebook("a.ipynb", json.dumps({"nbformat": 4, "metadata": whole, "cells": cells}))
    nbformat.validate(nbformat.from_dict(found.notebook()))


def test_one_bad_key_costs_that_key_alone():
    cell = {"cell_type": "code", "source": "x", "metadata": {"tags": 5, "otter": {"tests": ["q1"]}}}
    (found,) = read_notebook("a.ipynb", json.dumps({"nbformat": 4, "cells": [cell]})).cells
    assert found.metadata == {"otter": {"tests": ["q1"]}}


def test_the_state_of_widgets_is_no_burden():
    text = json.dumps({"nbformat": 4, "metadata": {"widgets": {"state": [0] * 200_000}}, "cells": [CELL]})
    assert read_notebook("a.ipynb", text).metadata == {}


# -- content that costs more than its size ----------------------------------------------------------------------------

MB = 10
CELL = {"cell_type": "code", "source": "x", "metadata": {}, "outputs": []}


def many(text):
    return text * ((MB << 20) // len(text))


def cells_with(**parts):
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": [CELL | parts]})


HEAVY_SCRIPTS = {  # made when they are needed: megabytes, which every fork of this process would have, too
    "marks": lambda: many("# %%\n"),
    "marks with options": lambda: many("# %% a=1 {\n"),
    "one mark of options": lambda: "# %% " + many("a=1 "),
    "one mark of brackets": lambda: "# %% a=" + many("["),
    "one line": lambda: "# %%\n" + many("x"),
    "blank lines": lambda: "# %%\n" + many("\n") + "1",
    "spaces": lambda: "# %%" + many(" ") + "x",
    "comments": lambda: "# %%\n" + many("#\n"),
    "text": lambda: "# %% [markdown]\n" + many("# a\n"),
    "fences": lambda: "# %% [markdown]\n" + many("# ```a\n"),
    "magics": lambda: "# %%\n" + many("# !ls\n"),
    "open quotes": lambda: "# %%\n" + many("'\"\n"),
    "triple quotes": lambda: "# %%\n" + many("'''\\"),
    "backslashes": lambda: "# %%\n'" + many("\\"),
    "header": lambda: "# ---\n" + many("# a: &a [*a,*a]\n") + "# %%\n1",
}


@pytest.mark.parametrize("name", HEAVY_SCRIPTS)
def test_a_script_costs_what_its_size_costs(name):
    text = HEAVY_SCRIPTS[name]()
    with within(30), own_growth_below(30 * MB << 20), contextlib.suppress(SubmissionError):
        assert read_script(text).cells


HEAVY_NOTEBOOKS = {
    "cells": lambda: json.dumps({"cells": [CELL] * (MB << 14)}),
    "empty cells": lambda: '{"cells": [' + many("{},") + "{}]}",
    "cells that are none": lambda: '{"cells": [' + many("0,") + "0]}",
    "cells with odd metadata": lambda: json.dumps({"cells": [CELL | {"metadata": {"tags": 5}}] * (MB << 14)}),
    "worksheets": lambda: '{"nbformat": 3, "worksheets": [' + many('{"cells":[]},') + "{}]}",
    "cells of format 3": lambda: '{"nbformat": 3, "worksheets": [{"cells": [' + many('{"input":""},') + "{}]}]}",
    "outputs": lambda: cells_with(outputs=[{}] * (MB << 18)),
    "source in lines": lambda: cells_with(source=["a"] * (MB << 18)),
    "source of lists": lambda: cells_with(source=[[]] * (MB << 18)),
    "cell metadata": lambda: cells_with(metadata={"a": [[]] * (MB << 18)}),
    "notebook metadata": lambda: json.dumps({"cells": [CELL], "metadata": {"otter": {"a": [{}] * (MB << 18)}}}),
    "other metadata": lambda: json.dumps({"cells": [CELL], "metadata": {"a": [{}] * (MB << 18)}}),
    "deep": lambda: '{"cells": ' + many("["),
    "NaN": lambda: '{"cells": [], "x": [' + many("NaN,") + "0]}",
    "half characters": lambda: '{"cells": [{"source": "' + many("\\ud800") + '"}]}',
    "open string": lambda: '{"cells": ["' + many("\\"),
    "digits": lambda: '{"cells": ' + many("9"),
}


@pytest.mark.parametrize("name", HEAVY_NOTEBOOKS)
def test_a_notebook_costs_what_its_size_costs(name):
    text = HEAVY_NOTEBOOKS[name]()
    with within(30), own_growth_below(30 * MB << 20), contextlib.suppress(SubmissionError):
        assert read_notebook("a.ipynb", text).notebook()

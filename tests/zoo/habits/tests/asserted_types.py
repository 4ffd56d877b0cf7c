from otter.test_files import test_case
import numpy as np

OK_FORMAT = False
name = "asserted_types"


EXPECTED = {"loss": float, "steps": int}


def explain(line, value):
    lines = "def update(state):\n    return {}".split("\n")
    return f"<b>{lines[line]}</b> returned {value}"


@test_case(points=2, hidden=False)
def test_types(update):
    found = update([1.0, 3.0])
    assert isinstance(found, dict), explain(0, found)
    for key, kind in EXPECTED.items():
        assert isinstance(found[key], kind), explain(1, found)


@test_case(points=1, hidden=True, success_message="Well done", failure_message="Look at the mean")
def test_value(update):
    assert np.isclose(update([1.0, 3.0])["loss"], 2), explain(1, "?")

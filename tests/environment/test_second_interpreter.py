"""Students' code in an interpreter with another NumPy and pandas (another Python where there is one): the wire holds."""

import shutil
import sys
from contextlib import closing

import numpy as np
import pytest

from autograder.bundle import load_bundle
from autograder.engine.judge.judge import Judge
from autograder.engine.judge.zygote import Zygote
from autograder.environment.install import installed
from autograder.environment.interpreter import interpreter
from autograder.environment.requirements import Line, Wanted
from autograder.errors import AutograderError
from autograder.limits import Limits
from autograder.results import Verdict
from autograder.submissions import find_submissions, load_submission
from tests.engine.wire.values import foreign, frames
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

pytestmark = pytest.mark.slow

pd = pytest.importorskip("pandas")
# Python → what is installed into it: older than the judge's, or between.
OTHERS = {
    "": ("numpy==1.26.4", "pandas==2.1.4", "ipython==8.12.3", "matplotlib==3.8.4"),
    "3.13": ("numpy==2.1.3", "pandas==2.2.3"),
}


@pytest.fixture(scope="module", params=OTHERS, ids=lambda version: f"python-{version or 'same'}")
def python(request, once):
    """The second interpreter: made once a run."""
    lines = tuple(Line(text, "") for text in OTHERS[request.param])

    def make(folder):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(folder))
            try:
                return installed(Wanted(lines), interpreter(request.param), print)
            except AutograderError as e:
                shutil.rmtree(folder, ignore_errors=True)
                return f"no: {e}"

    made = once(f"second-{request.param}", make)
    if made.startswith("no: "):
        pytest.skip(f"the second interpreter cannot be made here: {made[4:300]}")
    return made


@pytest.fixture(scope="module")
def zygote(python):
    with closing(Zygote(["numpy", "pandas"], python=python)) as warm:
        yield warm


@pytest.fixture(scope="module")
def sandbox(zygote):
    with closing(zygote.fork(Limits())) as made:
        made.foreign = foreign
        made.resolve = lambda node: ("handle", node[4])
        yield made


def back(sandbox, value):
    """The value, from the judge to the student and back."""
    sandbox.request("pin", {"x": value}, {})
    return sandbox.request("get", plain=("x",))[1]


def made_by(sandbox, source):
    """What the student's code gives for an expression."""
    sandbox.request("cell", plain=(f"import numpy as np, pandas as pd\ny = {source}", None, None, 1))
    return sandbox.request("get", plain=("y",))[1]


def test_it_is_another_one(zygote):
    assert zygote.versions["numpy"] != np.__version__
    assert zygote.versions["pandas"] != pd.__version__


@pytest.mark.parametrize(
    "dtype", ["?", "i1", "<i8", ">i4", "u2", "f2", "f8", "g", "c8", "c16", "S3", "U5", "M8[ns]", "m8[D]"]
)
def test_arrays_and_scalars_keep_dtype_and_bytes(sandbox, dtype):
    array = np.arange(6).astype(dtype).reshape(2, 3)
    for value in (array, np.asfortranarray(array), array[:0], array[0, 1]):
        got = back(sandbox, value)
        assert (type(got), got.dtype, got.shape, got.tobytes()) == (
            type(value),
            value.dtype,
            value.shape,
            value.tobytes(),
        )


def test_arrays_of_objects_keep_what_is_in_them(sandbox):
    got = back(sandbox, np.array(["a", None, (1, 2.0)], dtype=object))
    assert (got.dtype, got.tolist()) == (object, ["a", None, (1, 2.0)])


def test_an_array_without_a_form_is_a_handle(sandbox):
    source = "np.array(['a'], dtype=np.dtypes.StringDType()) if hasattr(np, 'dtypes') and hasattr(np.dtypes, 'StringDType') else np.array([(1,)], dtype=[('a', int)])"
    kind, bases = made_by(sandbox, source)
    assert kind == "handle"
    assert "numpy.ndarray" in bases


NO_TEXT = 3, 4  # frames without a row or a column, where nothing tells text from objects


@pytest.mark.parametrize("i", [i for i in range(len(frames())) if i not in NO_TEXT])
def test_frames_come_back_equal(sandbox, i):
    pd.testing.assert_frame_equal(back(sandbox, frames()[i]), frames()[i])


def test_text_columns_of_an_older_pandas_are_the_judges(sandbox):
    text, index, mixed = "['a', None, 'b']", "['p', 'q', 'r']", "[1, 'x', None]"
    got = made_by(sandbox, f"pd.DataFrame({{'s': {text}, 'm': {mixed}}}, index={index})")
    pd.testing.assert_frame_equal(
        got, pd.DataFrame({"s": ["a", None, "b"], "m": [1, "x", None]}, index=["p", "q", "r"])
    )


@pytest.mark.parametrize("freq", ["h", "D", "M", "Y", "min", "s", "Q", "W"])
def test_periods_are_the_same_under_their_old_names(sandbox, freq):
    period = pd.Period("2026-03-01 10:00", freq=freq)
    assert back(sandbox, period) == period


def test_a_submission_earns_what_it_earns_elsewhere(python, tmp_path):
    bundle = load_bundle(make_zip(tmp_path / "hw.zip", {"q1": SQUARE, "q2": TOTAL}))
    (found,) = find_submissions([make_notebook(tmp_path / "a.ipynb", CHECKED)])
    with Judge(bundle, python=python) as judge:
        report = judge.grade(load_submission(found), "a", "a").report
    assert (report.total, report.possible) == (7, 7)
    assert report.provenance.versions["numpy"] != np.__version__


def test_what_only_the_judges_library_has_is_no_crash_of_the_students(python, tmp_path):
    test = SQUARE.replace(
        "assert square(2) == 4", "assert square(2, np.bitwise_count if hasattr(np, 'bitwise_count') else 0) == 4"
    )
    bundle = load_bundle(make_zip(tmp_path / "hw.zip", {"q1": test})).with_inside("never")
    (found,) = find_submissions([make_notebook(tmp_path / "a.ipynb", ["def square(x, f=None):\n    return x * x"])])
    with Judge(bundle, python=python) as judge:
        first = judge.grade(load_submission(found), "a", "a").report.questions[0].cases[0]
    assert first.verdict is not Verdict.CRASH


def test_student_code_cannot_change_its_environment(sandbox, zygote):
    if zygote.back_end == "process":
        pytest.skip("no isolation works here")
    source = "import numpy, pathlib, sys\nfor f in (numpy.__file__, sys.executable, sys.prefix + '/new'):\n    try:\n        open(f, 'a')\n        print('open', f)\n    except OSError as e:\n        print('shut')"
    done = sandbox.request("cell", plain=(source, None, None, 1))[1]
    assert done["outputs"][0]["text"].split() == ["shut"] * 3


def test_the_judge_keeps_its_own(python):
    assert python != sys.executable
    assert interpreter(python).prefix != sys.prefix

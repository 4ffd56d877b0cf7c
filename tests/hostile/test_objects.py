"""Answers that are not what they seem: objects that lie about equality, type, length, text or arithmetic."""

import pytest

from tests.hostile.attacks import LIMITS, case_verdicts, cut_off, gains_nothing, within
from tests.support.grading import GOOD, Grader

LIAR = """
class Lie{base}:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __array__(self, *a, **k):
        import numpy as np
        return np.array([0.0, 1.0, 4.0])
    def __array_ufunc__(self, *a, **k): return True
    def __array_function__(self, *a, **k): return True
    def __hash__(self): return 0
    def __abs__(self): return 0
    def __contains__(self, x): return True
    def __instancecheck__(self, x): return True
    def __reduce__(self): return (print, ("unpickled",))
"""


@pytest.mark.judge_side
@pytest.mark.parametrize("extra", ["", "    __class__ = int\n", "    __class__ = property(lambda self: 1 / 0)\n"])
def test_an_object_equal_to_everything_gains_nothing(grader, extra):
    gains_nothing(grader, LIAR.format(base="") + extra + "square = total = lambda x: Lie()")


@pytest.mark.judge_side
@pytest.mark.parametrize(
    ("base", "value"),
    [("float", 99.0), ("int", 99), ("str", "'99'"), ("list", [9]), ("tuple", (9,)), ("dict", {9: 9}), ("bytes", b"9"), ("complex", 9j), ("set", {9})],
)  # fmt: skip
def test_a_subclass_of_a_plain_type_loses_its_lies(grader, base, value):
    gains_nothing(grader, LIAR.format(base=f"({base})") + f"square = total = lambda x: Lie({value})")


def test_a_subclass_of_an_array_loses_its_lies(grader):
    source = (
        "import numpy as np\n" + LIAR.format(base="(np.ndarray)") + "def square(x): return np.full(3, 9.0).view(Lie)"
    )
    gains_nothing(grader, source)


@pytest.mark.parametrize("base", ["np.ma.MaskedArray", "np.matrix", "np.recarray", "np.memmap"])
def test_an_array_of_an_odd_class_gains_nothing(grader, base):
    make = {
        "np.ma.MaskedArray": "np.ma.masked_all(3)",
        "np.matrix": "np.matrix([9.0, 9.0, 9.0])",
        "np.recarray": "np.rec.array([(9.0,)] * 3, dtype=[('x', float)])",
        "np.memmap": "np.memmap('m', dtype=float, mode='w+', shape=3)",
    }[base]
    gains_nothing(grader, f"import numpy as np\nsquare = total = lambda x: {make}")


def test_an_array_of_liars_gains_nothing(grader):
    source = "import numpy as np\n" + LIAR.format(base="") + (
        "def square(x):\n    out = np.empty(3, object)\n    out[:] = [Lie(), Lie(), Lie()]\n    return out\ntotal = square"
    )  # fmt: skip
    gains_nothing(grader, source)


TRAPS = {
    "attributes": "def __getattr__(self, name): return self\n    def __call__(self, *a, **k): return self\n    def __iter__(self): return self\n    def __next__(self): return self\n    def __len__(self): return 10**18",
    "getattribute": "def __getattribute__(self, name): raise SystemExit(name)",
    "getattribute-loop": "def __getattribute__(self, name):\n        while True: pass",
    "name": "__name__ = property(lambda self: 1 / 0)\n    def __call__(self): pass",
    "length": "def __len__(self): return -1\n    def __iter__(self): raise SystemExit",
    "text": "def __repr__(self): return 'x' * 10**8\n    __str__ = __repr__",
    "text-of-number": "def __repr__(self): return 1",
    "iterator": "def __iter__(self): return iter(int, 1)",
    "items": "def __getitem__(self, i): return i",
}


@pytest.mark.parametrize("body", TRAPS.values(), ids=TRAPS)
def test_a_trap_in_an_object_gains_nothing(grader, body):
    with cut_off(grader, case_s=0.4):
        gains_nothing(grader, f"class Trap:\n    {body}\nsquare = total = lambda x: Trap()", "square = total = Trap()")


def test_a_metaclass_that_lies_gains_nothing(grader):
    source = """
class Meta(type):
    def __instancecheck__(cls, x): return True
    def __subclasscheck__(cls, x): return True
    def __eq__(cls, other): return True
    __hash__ = type.__hash__
    mro = lambda cls: [cls, *type.mro(cls)[1:]]
    __name__ = property(lambda cls: "int")
class Int(metaclass=Meta): __module__ = "builtins"
Int.__qualname__ = "int"
square = total = lambda x: Int
"""
    gains_nothing(grader, source)


def test_an_object_that_breaks_the_encoder_gains_nothing(grader):
    source = """
class Bad(dict):
    def items(self): raise RuntimeError
    def __iter__(self): raise RuntimeError
def square(x):
    r = []
    r.append(r)
    return r
def total(xs): return Bad(a=1)
"""
    gains_nothing(grader, source)


@pytest.mark.judge_side
@pytest.mark.parametrize("answer", ["float('nan')", "float('inf')", "10**5000", "-0.0", "None", "NotImplemented", "...", "range(10**11)", "slice(10**9)", "[]", "''", "()", "'\\ud800'"])  # fmt: skip
def test_an_odd_value_is_a_wrong_answer(grader, answer):
    report = gains_nothing(grader, f"square = total = lambda x: {answer}")
    assert set(sum(case_verdicts(report).values(), [])) <= {"FAIL", "ERROR", "TIMEOUT"}


def test_a_pickle_stays_bytes(grader):
    source = "import pickle\nclass P:\n    def __reduce__(self): return (print, ('ran',))\nsquare = total = lambda x: pickle.dumps(P())"
    gains_nothing(grader, source)


def test_a_different_answer_at_each_call_gains_nothing(grader):
    source = "import itertools\nanswers = itertools.cycle([0, 1, 4, 9, True, False, None])\nsquare = total = lambda x: next(answers)"
    with within():
        report = grader.report([source])
    hidden = [c.verdict.value for q in report.questions for c in q.cases if c.hidden]
    assert "PASS" not in hidden


# -- arithmetic, membership and exceptions: student code that runs while a test judges --------------------------------

JUDGED = """
OK_FORMAT = False
from otter.test_files import test_case
import numpy as np
name = "q1"
points = 6

@test_case(name="near", hidden=True)
def test_near(mean):
    assert abs(mean([1.0, 2.0, 6.0]) - 3.0) < 1e-9

@test_case(name="rel_error", hidden=True)
def test_rel_error(scale):
    x = np.array([1.0, 2.0, 5.0])
    assert np.max(np.abs(2 * x - scale(x)) / np.maximum(1e-8, np.abs(2 * x))) < 1e-7

@test_case(name="member", hidden=True)
def test_member(divisors):
    assert 6 in divisors(12)

@test_case(name="map", hidden=True)
def test_map(double):
    assert all(map(lambda x: double(x) == 2 * x, range(5)))

@test_case(name="loop", hidden=True)
def test_loop(double):
    for x, y in zip(range(5), map(double, range(5))):
        assert y == 2 * x

@test_case(name="norm", hidden=True)
def test_norm(scale):
    x = np.array([1.0, 2.0, 5.0])
    assert np.linalg.norm(scale(x) - 2 * x) == 0
"""
HONEST = "def mean(xs): return sum(xs) / len(xs)\ndef scale(x): return 2 * x\ndef divisors(n): return [d for d in range(1, n + 1) if n % d == 0]\ndef double(x): return 2 * x"


@pytest.fixture(scope="module")
def judged(back_end):
    """Grades a question whose tests compute with the answers before they compare."""
    with Grader({"q1": JUDGED}, back_end=back_end, limits=LIMITS) as g:
        yield g


def test_honest_answers_pass_these_tests(judged):
    assert judged.scores([HONEST]) == {"q1": 6.0}


def test_an_object_whose_difference_from_everything_is_zero_gains_nothing(judged):
    source = """
import numpy as np
class Zero:
    def __sub__(self, other): return np.zeros(np.shape(other)) if np.ndim(other) else 0.0
    __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __truediv__ = __sub__
mean = scale = lambda x: Zero()
"""
    gains_nothing(judged, source)


def test_an_object_that_contains_everything_gains_nothing(judged):
    gains_nothing(judged, "class All:\n    def __contains__(self, x): return True\ndivisors = lambda n: All()")


@pytest.mark.judge_side
@pytest.mark.parametrize("name", ["StopIteration", "StopAsyncIteration", "GeneratorExit", "IndexError", "KeyError"])
def test_an_exception_that_ends_a_loop_gains_nothing(judged, name):
    gains_nothing(judged, f"def double(x): raise {name}\nmean = scale = divisors = double")


def test_a_name_that_answers_with_an_exception_gains_nothing(judged):
    source = "class Ends:\n    def __call__(self, x): raise StopIteration\n    def __iter__(self): raise StopIteration\n    def __len__(self): raise StopIteration\ndouble = mean = scale = divisors = Ends()"
    gains_nothing(judged, source)


@pytest.mark.judge_side
@pytest.mark.parametrize(
    "name", ["AssertionError", "NotImplementedError", "SystemExit", "KeyboardInterrupt", "MemoryError", "RecursionError", "ImportError", "SyntaxError", "TimeoutError", "ExceptionGroup"]
)  # fmt: skip
def test_whatever_a_function_raises_is_its_own_error(judged, name):
    make = "ExceptionGroup('x', [ValueError()])" if name == "ExceptionGroup" else name
    report = gains_nothing(judged, f"def mean(x): raise {make}\nscale = divisors = double = mean")
    assert set(case_verdicts(report)["q1"]) <= {"ERROR", "MEMORY"}


def test_hostile_text_in_an_exception_is_capped(grader):
    report = gains_nothing(grader, "def square(x): raise type('E' * 10**6, (ValueError,), {})('z' * 10**7)")
    assert max(len(c.message) for q in report.questions for c in q.cases) < 10_000


def test_an_exception_that_cannot_be_described_is_an_error(grader):
    source = """
class Mean(Exception):
    def __str__(self): raise SystemExit
    __repr__ = __str__
    __traceback__ = property(lambda self: 1 / 0)
def square(x): raise Mean
total = square
"""
    report = gains_nothing(grader, source)
    assert "JUDGE_ERROR" not in sum(case_verdicts(report).values(), [])


# -- torch ------------------------------------------------------------------------------------------------------------

TENSOR = """
OK_FORMAT = False
from otter.test_files import test_case
import torch
name = "q1"
points = 3

@test_case(name="equal", hidden=True)
def test_equal(relu):
    assert torch.equal(relu(torch.tensor([-1.0, 2.0])), torch.tensor([0.0, 2.0]))

@test_case(name="close", hidden=True)
def test_close(relu):
    assert torch.allclose(relu(torch.tensor([-3.0, 5.0])), torch.tensor([0.0, 5.0]))

@test_case(name="difference", hidden=True)
def test_difference(relu):
    assert (relu(torch.tensor([-3.0, 7.0])) - torch.tensor([0.0, 7.0])).abs().max() < 1e-6
"""


@pytest.fixture(scope="module")
def tensors(back_end):
    """Grades a question about tensors."""
    pytest.importorskip("torch")
    with Grader({"q1": TENSOR}, back_end=back_end, limits={**LIMITS, "case_s": 3.0, "cell_s": 5.0}) as g:
        yield g


def test_an_honest_tensor_passes(tensors):
    assert tensors.scores(["import torch\ndef relu(x): return torch.clamp(x, min=0)"]) == {"q1": 3.0}


def test_a_tensor_that_lies_gains_nothing(tensors):
    source = """
import torch
class Lie(torch.Tensor):
    @classmethod
    def __torch_function__(cls, *a, **k): return True
relu = lambda x: torch.full((2,), 9.0).as_subclass(Lie)
"""
    gains_nothing(tensors, source)


@pytest.mark.parametrize(
    "answer",
    [
        "torch.nn.Parameter(torch.full((2,), 9.0))", "torch.full((2,), 9.0).to_sparse()", "torch.full((2,), float('nan'))",
        "torch.zeros(1).expand(10**9)", "torch.empty(2, device='meta')", "torch.quantize_per_tensor(torch.ones(2), 1.0, 0, torch.qint8)",
        "torch.ones(2, dtype=torch.complex64).conj()", "torch.nested.nested_tensor([torch.ones(1), torch.ones(2)])", "torch.nn.ReLU",
    ],
)  # fmt: skip
def test_an_odd_tensor_gains_nothing(tensors, answer):
    report = gains_nothing(tensors, f"import torch\nrelu = lambda x: {answer}")
    assert set(case_verdicts(report)["q1"]) <= {"FAIL", "ERROR", "MEMORY", "CRASH"}


def test_a_saved_model_with_a_pickle_runs_nothing_in_the_judge(tensors):
    source = """
import io, torch
class P:
    def __reduce__(self): return (__import__("os").system, ("touch ran-in-the-judge",))
def relu(x):
    buffer = io.BytesIO()
    torch.save(P(), buffer)
    return buffer.getvalue()
"""
    gains_nothing(tensors, source)
    assert not (tensors.judge.home / "ran-in-the-judge").exists()


@pytest.mark.isolated
def test_a_tensor_as_large_as_memory_is_a_verdict(tensors):
    report = gains_nothing(tensors, "import torch\nhog = []\nwhile True: hog.append(torch.ones(10**7))")
    assert [c.verdict.value for c in report.cells] == ["MEMORY"]


def test_patched_torch_gains_nothing(tensors):
    source = """
import torch
torch.equal = torch.allclose = lambda *a, **k: True
torch.Tensor.__sub__ = torch.Tensor.__eq__ = lambda *a: torch.zeros(2)
relu = lambda x: torch.full((2,), 9.0)
"""
    gains_nothing(tensors, source)


def test_an_honest_question_beside_a_liar_keeps_its_points(grader):
    verdicts = case_verdicts(grader.report([LIAR.format(base="") + "square = lambda x: Lie()", GOOD["q2"]]))
    assert "PASS" not in verdicts["q1"]
    assert verdicts["q2"] == ["PASS", "PASS"]

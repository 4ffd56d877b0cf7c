"""What hidden tests import: fair comparisons, silent messages, named mistakes, and answers that try to cheat."""

import copy
import sys
import types
from collections import namedtuple
from fractions import Fraction
from functools import partial
from math import comb

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.checks import TOLERANCES, Case, CheckFailure, agree, close, raises, remembered, require, trains_to
from autograder.errors import CourseError
from autograder.results import Diagnosis
from reference.misconceptions import Misconception

W = np.array([[1.5, -2.25, 3.75], [4.5, 7.25, -9.5]])
S = np.array([[1.5, 2.25, 3.0], [4.5, 7.25, 9.5], [0.5, -1.25, 8.0]])
Result = namedtuple("Result", "loss grad")


def agrees(got, want, *inputs, **options):
    """Whether a function that returns `got` passes where `want` is right."""
    try:
        agree(lambda *_: got, lambda *_: want, [inputs or (1.0,)], name="f", **options)
    except CheckFailure:
        return False
    return True


def told(student, reference, cases, **options):
    """The failure of a function against the reference."""
    with pytest.raises(CheckFailure) as caught:
        agree(student, reference, cases, name="f", **options)
    return caught.value


def message(got, want):
    """What is told where everything is graded."""
    return str(told(lambda _: got, lambda _: want, [(1.0,)], check_dtype=True))


def mutant(key, function):
    return Misconception(key, f"The lesson of {key}.", "f", function)


def T(values, name="float64"):
    return torch.tensor(values, dtype=getattr(torch, name))


def at(index, value):
    twin = W.copy()
    twin[index] = value
    return twin


# -- the contract -----------------------------------------------------------------------------------------------------

CONTRACT = [
    (None, 2.0, "expected a number, got None (is a return missing?)"),
    ([2.0], 2.0, "expected a number, got a list"),
    ("2.0", 2.0, "expected a number, got a str"),
    (len, 2.0, "expected a number, got a function or a class, not its result"),
    (np.array([2.0]), 2.0, "expected a single number, got an array of shape (1,)"),
    (3 + 0j, 3, "expected a whole number, got a complex"),
    (1 + 0j, 1.0, "expected real numbers, got dtype complex128"),
    ({"W": 1}, (1, 2), "expected a tuple of 2, got a dict"),
    (W, [1.0, 2.0], "expected a list of 2, got an array of shape (2, 3)"),
    ((1, 2, 3), (1, 2), "expected 2 values, got 3"),
    ((1,), [1, 2], "expected 2 values, got 1"),
    ((1, [2]), (1, (2, 3)), "value 2: expected 2 values, got 1"),
    ((1.0, 2.0), Result(1.0, W), "grad: expected an array of shape (2, 3), got a float"),
    ([1], {"W": 1}, "expected a dict with keys 'W', got a list"),
    ({"W": 1}, {"W": 1, "b": 2}, "the key 'b' is missing"),
    ({"W": 1, "b": 2}, {"W": 1}, "1 of 2 keys should not be there, such as 'b'"),
    ({"W": {"x": None}}, {"W": {"x": 1.0}}, "['W']['x']: expected a number, got None"),
    ({1: 2}, {1, 2}, "expected a set of plain values, got a dict"),
    (b"a", "a", "expected a str, got a bytes"),
    (0, None, "expected None, got an int"),
    (W[0].tolist(), W, "expected shape (2, 3), got (3,)"),
    ([[1.0, 2.0], [3.0]], W, "expected an array of shape (2, 3), got a list"),
    ([None], W, "expected an array of shape (2, 3), got a list"),
    (2.0, W, "expected an array of shape (2, 3), got a float"),
    (W[:, :1], W[:, 0], "expected shape (2,), got (2, 1) (as many numbers, arranged differently)"),
    (W.T, W, "expected shape (2, 3), got (3, 2) (is it transposed?)"),
    (W[0], W, "expected shape (2, 3), got (3,)"),
    (W, W.astype("float32"), "expected dtype float32, got float64: keep the dtype of the input"),
    (np.array([1, 2]), np.array([1.0, 2.0]), "expected dtype float64, got int64"),
    (W.astype("U5"), np.ones((2, 3), int), "expected whole numbers, got dtype"),
    (W.astype(object), W, "expected real numbers, got dtype object"),
    (at((1, 0), np.nan), W, "1 of 6 values are inf or nan where a finite number is expected, the first at index (1, 0)"),
    (W + [[0, 0, 1], [0, 5, 0]], W, "2 of 6 values differ, the first at index (0, 2)"),
    (np.inf, 2.0, "the value is inf or nan where a finite number is expected"),
    (torch.eye(3).to_sparse(), torch.eye(3), "expected an array of shape (3, 3), got an object of type Tensor"),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want", "words"), CONTRACT, ids=[row[2][:50] for row in CONTRACT])
def test_a_broken_contract_is_told_in_words(got, want, words):
    assert message(got, want).startswith(f"f: {words}")


def test_the_contract_comes_before_the_values():
    assert message((7.0, W[0]), (1.0, W)) == "f: value 2: expected shape (2, 3), got (3,)"


def test_advice_on_the_dtype_is_given_among_floats_only():
    assert "keep the dtype" not in message(np.array([1, 2]), np.array([1.0, 2.0]))
    assert agrees(W, W.astype("float32"))


def test_messages_describe_the_case_by_its_shapes():
    failure = told(lambda x, b: 0.0, lambda x, b: float(b), [Case(W, b=0.0), Case(W.astype("float32"), b=T([1.0]))])
    assert str(failure) == "f with inputs of shape (2, 3) float32, (1,) float64 (case 2 of 2): the value differs"


def spoil(x, b=None):
    """Changes `b`, or `x` where there is no `b`, and returns the right answer."""
    x = x if b is None else b
    if isinstance(x, dict):
        x["new"] = 1
    elif isinstance(x, set):
        x.add(9)
    elif isinstance(x, list):
        x.append(1)
    else:
        x[0] += 1
    return 0.0


@pytest.mark.parametrize("x", [W, T([1.0, 2.0]), T([1.0], "bfloat16"), np.array([3, 4]), [1], [[W]], {"a": W}, {1, 2}])
@pytest.mark.parametrize("keyword", [False, True])
def test_a_changed_argument_is_named(x, keyword):
    case, which = (Case([0], b=x), "`b`") if keyword else (Case(x), "1, `x`")
    before = repr(x)
    assert f"it changed its argument {which}; work on a copy" in str(told(spoil, lambda x, b=None: 0.0, [case]))
    agree(spoil, lambda x, b=None: 0.0, [case], unmodified=False)
    assert repr(x) == before  # the student had a copy


def test_a_change_deep_inside_an_argument_is_seen_and_rounding_is_not():
    def deep(x, p):
        p["W"][0][0, 1] += 1e-6
        return 7.0  # a wrong value, too

    def nudge(x, p):
        x += 1e-5
        x -= 1e-5
        return 0.0

    cases = [(np.linspace(0.1, 1, 5), {"W": [W]})]
    assert "argument 2, `p`" in str(told(deep, lambda x, p: 0.0, cases))
    agree(nudge, lambda x, p: 0.0, cases)


# -- expected values stay secret --------------------------------------------------------------------------------------

secrets = st.lists(st.integers(10**8 + 1, 10**9 - 1), min_size=6, max_size=6, unique=True)
WRONG = [
    lambda w: None, lambda w: w.tolist()[0], lambda w: w.T, lambda w: w[0], lambda w: w.astype("float32"), lambda w: {},
    lambda w: -w, lambda w: 2 * w, lambda w: 1.7 * w, lambda w: w + 0.5, lambda w: w * 0, lambda w: w * (1 + 1e-4),
    lambda w: w**2, lambda w: w / 0.0, np.ones_like, lambda w: np.where(w == w.max(), 0, w), lambda w: "no",
]  # fmt: skip


@given(secrets, st.sampled_from(WRONG))
def test_no_message_shows_an_expected_value(numbers, wrong):
    array, text = np.array(numbers).reshape(2, 3) / 1e5, [str(n) for n in numbers]
    with np.errstate(all="ignore"):
        answer = wrong(array)
    rows = [
        (answer, array), ({"a": answer}, {"a": array}), ((1, 2, answer), [numbers[0], text[0], array]),
        ({7}, set(numbers)), (["x", text[1]], text[:2]), (7, numbers[0]), (1.0, numbers[0] / 1e5),
        (np.arange(6), np.array(numbers)), (np.array(["a"]), np.array(text[:1])), (None, text[0]),
    ]  # fmt: skip
    shown = "".join(message(got, want) for got, want in rows).replace(".", "")
    assert not [t for t in text if t[:5] in shown]


def test_a_constant_answer_is_no_oracle_for_a_constant_value():
    want = np.full((2, 3), 0.7391)
    assert "times" not in message(want**2, want)
    assert "times" not in message(np.ones((2, 3)), 1 / want)


# -- values -----------------------------------------------------------------------------------------------------------

HINTS = [
    (lambda w: -w, "the sign is flipped"),
    (lambda w: 2 * w, "twice too large"),
    (lambda w: w / 2, "half of what is right"),
    (lambda w: 3 * w, "all values are 3 times what is right"),
    (lambda w: w * 1.0004, "off by the same small factor"),
    (lambda w: w + 0.7, "off by the same amount"),
    (lambda w: w.T, "the transpose of the right answer"),
    (lambda w: 0 * w, "all yours are 0"),
]


@pytest.mark.parametrize(("distort", "words"), HINTS, ids=[words for _, words in HINTS])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_hint_is_given_only_if_it_holds_for_every_value(distort, words, dtype):
    got, want = distort(S).astype(dtype), S.astype(dtype)
    assert words in message(got, want)
    got[1, 2] += 5
    assert ";" not in message(got, want)


@pytest.mark.parametrize(("got", "want"), [([3.0, 5.0], [0.9, 1.5]), ([3.0, 7.0], [2.0, 6.0])])
def test_two_values_are_too_few_for_a_relation(got, want):
    assert ";" not in message(np.array(got), np.array(want))


ROUNDING = [("float64", 1e-12, 1e-6), ("float32", 1e-6, 1e-3), ("float16", 1e-3, 0.1), ("bfloat16", 8e-3, 0.5)]


@pytest.mark.parametrize(("dtype", "rounding", "mistake"), ROUNDING)
def test_rounding_passes_and_a_mistake_fails_in_every_dtype(dtype, rounding, mistake):
    def tensor(x):
        return T(x.tolist(), dtype)

    for make in [tensor] if dtype == "bfloat16" else [tensor, lambda x: x.astype(dtype)]:
        assert agrees(make(W * (1 + rounding)), make(W))
        assert not agrees(make(W * (1 + mistake)), make(W))


def test_the_tolerance_follows_the_coarsest_input_or_the_author():
    assert agrees(W * (1 + 1e-6), W, {"x": [W.astype("float32")]})
    assert not agrees(W * (1 + 1e-6), W, {"x": [W]})
    assert agrees(W * 1.01, W, rtol=0.02)
    assert agrees(W + 0.01, W, atol=0.02)
    assert not agrees(W * (1 + 1e-10), W, rtol=0, atol=0)


def test_rounding_of_a_sum_is_allowed_relative_to_its_terms():
    want = np.array([1e8, -3e8, 2e8, 1e-7, 5e8, 2e8, -1e8, 3e8])
    assert agrees(want + 1e-5 * (want == 1e-7), want)
    assert not agrees(want + 1e-1 * (want == 1e-7), want)
    masked = np.array([0.5, 0.25, 0.75, -1e9])  # one huge value must not hide mistakes in the others
    assert not agrees(masked + [1e-4, 0, 0, 0], masked)


WRONG_VALUES = [
    (10**30, 10**30 + 1), (3, 4), (3.0000001, 3), (True, False), (np.array([1, 2]), np.array([1, 3])), (0.0, 1e-9),
    ("relu", "Relu"), (b"a", b"b"), ({1, 2}, {1, 3}), ([1, "a"], [1, "b"]), (2j, 2 + 1e-4j), (2.0, 2j),
    (np.array([True, False]), np.array([True, True])), (np.array(["a", "b"]), np.array(["a", "c"])), (2.0002, 2.0),
    (np.nan, np.inf), (-np.inf, np.inf), (0.0, np.nan), (np.nan, 3), (np.inf, 10**400), (2.0**70, 2**70 + 1),
    (np.complex64(1 + 1e-3j), np.complex64(1)), (np.int64(5), 2**70), (W * (1 + 1e-4j), W + 0j), (10**400, 5),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want"), WRONG_VALUES, ids=lambda x: str(x)[:20])
def test_a_wrong_value_fails(got, want):
    assert not agrees(got, want)
    assert not close(got, want)


LENIENT = [
    (np.asfortranarray(W), W), (np.repeat(W, 2, axis=1)[:, ::2], W), (W[::-1].copy()[::-1], W), (W.astype(">f8"), W),
    (T(W.tolist()), W), (W, T(W.tolist())), (torch.nn.Parameter(T(W.tolist())), W), (T(S.T.tolist()).T, S),
    ([1, W], (1, W)), ((1, W), [1, W]), ((1.0, W), Result(1.0, W)), (range(3), [0, 1, 2]), (frozenset({1}), {1}),
    (np.float64(2), 2.0), (np.float32(2), 2.0), (np.array(2.0), 2.0), (T(2.0), 2.0), (2.0, np.float64(2)), (2, 2.0),
    (3.0, 3), (np.int32(3), 3), (True, 1), (1, True), (np.True_, True), (10**30, 1e30), (2.0**70, 2**70), (2.0, 2 + 0j),
    (-0.0, 0.0), (np.nan, np.nan), (-np.inf, -np.inf), (at((0, 1), np.nan), at((0, 1), np.nan)), (np.str_("a"), "a"),
    (np.array([0, 1]), np.array([False, True])), (np.array([1.0, 2.0]), np.array([1, 2])), (None, None), ({}, {}),
    (np.array(["a"], dtype=object), np.array(["a"])), ({np.int64(1)}, {1}), ({np.int64(1): 2}, {1: 2}), ((), []),
    (np.zeros((0, 3)), np.zeros((0, 3))), (np.rec.array(W), W), (np.complex64(1 + 1e-6j), np.complex64(1)), ({"b": 1, "a": 2}, {"a": 2, "b": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want"), LENIENT, ids=lambda x: f"{type(x).__name__}-{str(x)[:20]}")
def test_another_form_of_the_right_answer_passes(got, want):
    agree(lambda _: got, lambda _: want, [1.0])
    assert close(got, want)


any_dtype = st.sampled_from(["f8", "f4", "f2", "i8", "u1", "?", "c16", "c8", "U3"])


@given(hnp.arrays(any_dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5)), st.sampled_from("CFK"))
def test_every_function_agrees_with_itself(x, order):
    agree(lambda a: a.copy(order), lambda a: a.copy(), [(x,)])


@given(st.data(), st.sampled_from(["float64", "float32", "float16"]), st.sampled_from([-1, 1]))
def test_one_value_ten_tolerances_off_fails_and_its_index_is_named(data, dtype, sign):
    shapes = hnp.array_shapes(min_dims=1, max_dims=3, max_side=5)
    want = data.draw(hnp.arrays(dtype, shapes, elements=st.floats(-1000, 1000, width=16)))
    index = data.draw(st.tuples(*(st.integers(0, n - 1) for n in want.shape)))
    rtol, atol = TOLERANCES[dtype]
    got = want.copy()
    got[index] += sign * 10 * (atol + rtol * np.abs(want[index]) + 1e-2 * rtol * np.abs(want).max())
    words = message(got, want)
    assert f"1 of {want.size} values differ, the first at index {index}" in words


# -- answers that try to cheat ----------------------------------------------------------------------------------------

CALLS = []
METHODS = """eq ne lt le gt ge len bool float int index complex array iter next getitem contains hash repr str
    getattribute getattr add sub mul neg abs round array_ufunc array_function array_finalize array_interface"""
ANSWERS = {"len": 10**9, "float": 2.0, "int": 2, "index": 2, "array": np.array(2.0), "hash": hash("W"), "str": "relu"}


def spying(name, answer=True):
    def method(*_, **__):
        CALLS.append(name)
        return answer

    return method


SPIES = {f"__{m}__": spying(m, ANSWERS.get(m, True)) for m in METHODS.split()}
SPIES |= {"shape": property(spying("shape", ())), "__class__": property(spying("class", float))}
SPIES |= {"_kind": property(spying("kind", "function")), "_name": "f", "_mro": ()}  # as the judge's stand-in has
SPIES |= {f"__torch_{m}__": classmethod(spying(m)) for m in ("function", "dispatch")}
META = {m: spying(m) for m in ("__eq__", "__instancecheck__", "__subclasscheck__")}
META |= {"__hash__": type.__hash__, "__name__": property(spying("name", "float"))}


def spy(base, name="Spy"):
    """A subclass of `base` that notes every use of its methods and attributes."""
    return type(name, (base,), SPIES)


def made(make, *args):
    """The object, with the calls that its making took forgotten."""
    x = make(*args)
    CALLS.clear()
    return x


PLAIN_INSIDE = {  # what makes an object of a subclass, a right value, a wrong value
    "float": (spy(float), 2.5, 2.0),
    "np.float64": (spy(np.float64), 2.5, 2.0),
    "int": (spy(int), 3, 2),
    "str": (spy(str), "relu", "tanh"),
    "list": (spy(list), [1.0, W], [1.0, 2 * W]),
    "tuple": (spy(tuple), (1.0, 2), (1.0, 3)),
    "dict": (spy(dict), {"W": 1.0}, {"W": 2.0}),
    "set": (spy(set), {1, 2}, {1, 3}),
    "ndarray": (lambda x: x.view(spy(np.ndarray)), W, -W),
    "tensor": (lambda x: torch.Tensor._make_subclass(spy(torch.Tensor), x), T([1.0, 2.0]), T([1.0, 3.0])),
    "key": (lambda x: {spy(str)(k): v for k, v in x.items()}, {"W": 1.0}, {"b": 1.0}),
}


@pytest.mark.parametrize("kind", PLAIN_INSIDE)
@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: [x], lambda x: {"a": x}], ids=["bare", "list", "dict"])
def test_data_of_a_subclass_is_judged_as_plain_data_without_its_methods(kind, wrap):
    make, right, wrong = PLAIN_INSIDE[kind]
    assert agrees(made(lambda: wrap(make(right))), wrap(right))
    assert CALLS == []
    assert not agrees(made(lambda: wrap(make(wrong))), wrap(right), mutants=[mutant("a", lambda _: 1.0)])
    assert CALLS == []


POSERS = {
    "object": spy(object),
    "handle": spy(object, "Handle"),
    "metaclass": type("Meta", (type,), META)("Spy", (), SPIES),
    "complex": partial(spy(complex), 2),
    "bytes": partial(spy(bytes), b"a"),
    "np.int64": partial(spy(np.int64), 2),
    "Fraction": partial(Fraction, 2),
    "class": lambda: spy(float),
    "mock": lambda: types.SimpleNamespace(shape=(2, 3), dtype=W.dtype, ndim=2),
}
WANTS = [2.0, 2, True, 2 + 0j, "relu", b"a", None, W, T([1.0]), [2.0], (2.0,), {"W": 2.0}, {"W"}, np.array("a")]


@pytest.mark.parametrize("kind", POSERS)
def test_an_object_that_is_no_data_is_never_right_and_never_asked(kind):
    x = made(POSERS[kind])
    holder = np.empty((), dtype=object)
    holder[()] = x
    for want in WANTS:
        assert not agrees(x, want, mutants=[mutant("a", lambda _: 1.0)])
        assert not agrees({"a": [x]}, {"a": [want]})
        assert not agrees(holder, want)
        assert not close(x, want)
    with pytest.raises(CheckFailure, match="expected a number as the score"):
        trains_to(lambda _: x, [0], 0.0)
    assert CALLS == []


@pytest.mark.parametrize("make", [lambda x: {x}, lambda x: {(x,)}, lambda x: {x: 2.0}, lambda x: {(1, x): 2.0}])
@pytest.mark.parametrize("want", [{"W"}, {("W",)}, {"W": 2.0}, {(1, "W"): 2.0}])
def test_a_member_or_key_that_equals_everything_equals_nothing(make, want):
    x = made(make, spy(object)())
    assert not agrees(x, want)
    assert CALLS == []


def test_a_key_that_equals_the_old_one_does_not_hide_a_changed_argument():
    def swap(d):
        d[spy(object)()] = d.pop("W")
        CALLS.clear()
        return 0.0

    assert "it changed its argument 1, `d`" in str(told(swap, lambda d: 0.0, [({"W": 1.0},)]))
    assert CALLS == []


# -- diagnosis --------------------------------------------------------------------------------------------------------


def overwrite(x):
    x *= 2
    return x


X = [(W,), (S,)]
DOUBLE, BOOM = mutant("t/double", lambda x: 2 * x), mutant("t/boom", lambda x: x[99])
FIRST_ONLY = mutant("t/first", lambda x: 2 * x if x.size == 6 else x + 1)
IN_PLACE, ODD = mutant("t/in_place", overwrite), mutant("t/odd", lambda x: object())
SINGLE_DOUBLE = mutant("t/single_double", lambda x: (2 * x).astype("float32"))
TWIN, RIGHT = mutant("t/twin", lambda x: x / 0.5), mutant("t/right", lambda x: x.copy())
NAMED = [
    (lambda x: x + x, [DOUBLE], "t/double"),
    (lambda x: x + x, iter([FIRST_ONLY, DOUBLE, BOOM]), "t/double"),
    (lambda x: x + x, [RIGHT, ODD, DOUBLE], "t/double"),
    (lambda x: x + x, [DOUBLE, TWIN], None),
    (lambda x: x + x, [FIRST_ONLY], None),
    (lambda x: x + x, [IN_PLACE], None),
    (lambda x: x * 3, [DOUBLE, BOOM], None),
    (overwrite, [IN_PLACE, DOUBLE], "t/in_place"),
    (lambda x: x[77], [DOUBLE, BOOM], "t/boom"),
    (lambda x: x * (1 + 1.6e-9), [mutant("t/as_good", lambda x: x * (1 + 0.8e-9))], None),
]


@pytest.mark.parametrize(("student", "mutants", "key"), NAMED)
def test_a_mistake_is_named_when_exactly_one_explains_every_answer(student, mutants, key):
    failure = told(student, lambda x: x * 1.0, X, mutants=mutants)
    assert failure.diagnosis == (Diagnosis(key, f"The lesson of {key}.") if key else None)
    assert ("Likely mistake: The lesson of" in str(failure)) == bool(key)


def test_a_dtype_alone_is_no_mistake_of_thought():
    single = mutant("t/single", lambda x: x.astype("float32"))
    assert told(single.mutant, lambda x: x * 1.0, X, mutants=[single], check_dtype=True).diagnosis is None


def test_a_mistake_is_named_although_the_dtype_is_wrong_too():
    wrong, mutants = lambda x: (2 * x).astype("float32"), [SINGLE_DOUBLE, DOUBLE]
    failure = told(wrong, lambda x: x * 1.0, X, mutants=mutants, check_dtype=True)
    assert failure.diagnosis.key == "t/single_double"


def test_what_a_mutant_warns_of_does_not_reach_the_output(recwarn):
    overflow = mutant("t/overflow", lambda x: x * np.exp(x * 1e6))
    told(lambda x: x + 1, lambda x: x * 1.0, X, mutants=[overflow])
    assert not recwarn.list


def test_an_input_that_cannot_be_compared_does_not_hide_a_changed_one():
    late = mutant("t/late", lambda _, x: overwrite(x))
    failure = told(late.mutant, lambda _, x: 2 * x, [(types.SimpleNamespace(), W)], mutants=[late])
    assert failure.diagnosis.key == "t/late"


def test_an_exception_that_no_mutant_explains_is_raised_as_it_is():
    error = ZeroDivisionError("mine")
    with pytest.raises(ZeroDivisionError) as caught:
        agree(lambda x: (_ for _ in ()).throw(error), lambda x: x, X, mutants=[DOUBLE, BOOM])
    assert caught.value is error


@pytest.mark.parametrize(("mutants", "count"), [([], 1), ([DOUBLE], 2)])
def test_after_a_failure_the_other_cases_run_for_a_diagnosis_only(mutants, count):
    seen = []
    told(lambda x: seen.append(x), lambda x: x, X, mutants=mutants)
    assert len(seen) == count


pairs = st.tuples(st.integers(-9, 9), st.integers(-9, 9))


@given(st.lists(pairs, min_size=3, max_size=6, unique=True), st.data())
def test_a_random_linear_mistake_is_named(lines, data):
    (a, b), *others = lines
    mutants = [mutant(f"t/{c},{d}", lambda x, c=c, d=d: c * x + d) for c, d in others]
    c, d = data.draw(st.sampled_from(others))
    failure = told(lambda x: d - x * -c, lambda x: a * x + b, X, mutants=data.draw(st.permutations(mutants)))
    assert failure.diagnosis.key == f"t/{c},{d}"


# -- errors of the author ---------------------------------------------------------------------------------------------

AUTHORS = {
    "no case": (lambda x: x, []), "raises": (lambda x: x[99], X), "late": (lambda x: x if x.size == 6 else x[99], X),
    "object": (lambda x: object(), X), "object late": (lambda x: x if x.size == 6 else object(), X),
    "function inside": (lambda x: {"W": (1, len)}, X), "generator": (lambda x: (i for i in x), X),
    "subclass": (lambda x: np.rec.array(x), X), "sparse": (lambda x: torch.eye(3).to_sparse(), X),
}  # fmt: skip


@pytest.mark.parametrize("student", [lambda x: x, lambda x: None, lambda x: 1 / 0], ids=["right", "wrong", "raises"])
@pytest.mark.parametrize("mistake", AUTHORS)
def test_a_mistake_of_the_author_is_a_course_error_whatever_the_student_does(student, mistake):
    with pytest.raises(CourseError):
        agree(student, *AUTHORS[mistake])


@pytest.mark.parametrize(("seeds", "at_least"), [(range(5), 0), (range(5), 6), ([], None)])
def test_an_impossible_number_of_seeds_is_a_course_error(seeds, at_least):
    with pytest.raises(CourseError, match="expected at_least from 1 to"):
        trains_to(lambda seed: 1.0, seeds, 0.5, at_least)


# -- require, raises, trains_to ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("check", [require, lambda f, name: agree(f, len, X, name=name), partial(raises, KeyError)])
def test_a_name_that_is_not_defined_is_named(check):
    require([], "only None means that it is not defined")
    with pytest.raises(CheckFailure, match="`fit` is not defined"):
        check(None, name="fit")


class Special(ValueError):
    pass


class Liar(Exception):
    __class__ = property(lambda self: ValueError)


def throw(x, *, error=None):
    if error is not None:
        raise error("bad news")


@pytest.mark.parametrize("error", [ValueError, Special])
def test_raises_accepts_the_kind_and_its_subclasses(error):
    raises(ValueError, throw, W, error=error)
    with pytest.raises(CheckFailure):
        raises(UnicodeError, throw, W, error=error)


OTHERS = [(None, "nothing was raised")] + [(e, f"got {e.__name__}: bad news") for e in (TypeError, Exception, Liar)]


@pytest.mark.parametrize(("error", "words"), OTHERS)
def test_raises_says_what_it_found(error, words):
    with pytest.raises(CheckFailure) as caught:
        raises(ValueError, throw, W, error=error, name="f")
    assert str(caught.value) == f"f with inputs of shape (2, 3) float64: expected ValueError, but {words}"


@pytest.mark.parametrize(("twins", "key"), [(1, "t/none"), (2, None)])
def test_raises_names_a_mistake_when_exactly_one_mutant_does_the_same(twins, key):
    same = [mutant(k, lambda x: 0) for k in ("t/none", "t/twin")[:twins]]
    other = [mutant("t/right", lambda x: throw(x, error=ValueError)), mutant("t/other", lambda x: x[99])]
    with pytest.raises(CheckFailure) as caught:
        raises(ValueError, lambda x: 0, W, mutants=same + other)
    assert (caught.value.diagnosis and caught.value.diagnosis.key) == key


@pytest.mark.parametrize(
    ("scores", "at_least"),
    [([0.9, 0.9, 0.9, 0.9, 0.1], None), ([0.5], None), ([0.1, 0.9], 1), ([np.float32(0.9), T(0.9), 1, np.inf], 4)],
)
def test_training_passes_when_enough_seeds_reach_the_threshold(scores, at_least):
    seeds = []
    trains_to(lambda seed: seeds.append(seed) or scores[seed], range(len(scores)), 0.5, at_least)
    assert seeds == list(range(len(scores)))


@pytest.mark.parametrize(
    ("scores", "at_least", "reached"),
    [([0.9, 0.9, 0.9, 0.1, 0.1], None, 3), ([0.1, 0.9], 2, 1), ([np.nan, 0.9], 2, 1), ([0.4999, -np.inf], 1, 0)],
)
def test_training_says_how_many_seeds_reach_the_threshold(scores, at_least, reached):
    with pytest.raises(CheckFailure, match=f"reached 0.5 for {reached} of {len(scores)} seeds"):
        trains_to(scores.__getitem__, range(len(scores)), 0.5, at_least)


@pytest.mark.parametrize("score", [None, "0.9", [0.9], np.array([0.9]), 1j, 10**400])
def test_a_score_is_one_real_number(score):
    with pytest.raises(CheckFailure, match="seed 7: expected a number as the score"):
        trains_to(lambda seed: score, [7], 0.5)


# -- memory: the reference is asked once ------------------------------------------------------------------------------


@pytest.fixture
def module():
    """Makes modules as a bundle's reference is one: `module(source)["f"]` is importable by name."""
    remembered.forget()
    made = []

    def make(source, name="a_reference"):
        module = types.ModuleType(name)
        sys.modules[name] = module
        made.append(name)
        module.calls = []
        exec(source, module.__dict__)
        return module

    yield make
    for name in made:
        sys.modules.pop(name, None)
    remembered.forget()


TWICE = "def f(x, k=2):\n    calls.append(1)\n    return x * k"


def asked(reference, *cases, student=None):
    """How often the reference ran while a right answer was checked."""
    before = len(reference.calls)
    agree(student or (lambda x, k=2: x * k), reference.f, cases)
    return len(reference.calls) - before


def test_the_reference_is_asked_once_for_a_case_however_many_students_come(module):
    reference = module(TWICE)
    assert [asked(reference, (W,), (S, 3)) for _ in range(3)] == [2, 0, 0]
    assert asked(reference, (W.copy(),), (S, 3), (S, 4)) == 1


def test_a_tuple_with_names_is_remembered_by_its_kind(module):
    reference = module(
        "from typing import NamedTuple\nclass Pair(NamedTuple):\n    a: float\n    b: float\n"
        "class Other(NamedTuple):\n    a: float\n    b: float\n"
        "def f(x):\n    calls.append(1)\n    return Pair(x, x[0])"
    )
    assert [asked(reference, (W,), student=lambda x: (x, x[0])) for _ in range(2)] == [1, 0]
    pair, other = (remembered.content_key(kind(1.0, 2.0))[0] for kind in (reference.Pair, reference.Other))
    assert len({pair, other, remembered.content_key((1.0, 2.0))[0]}) == 3


DIFFERENT = [
    (W, W + 1e-300 * (W > 7) + np.eye(2, 3)),
    (W, W.T),
    (W, W.astype("float32")),
    (W, W.reshape(-1)),
    (np.zeros(2), np.zeros(4, "float32")),
    (np.zeros(3), -np.zeros(3)),
    (W, T(W)),
    (T(W), T(W).requires_grad_()),
    (T([1.0]), torch.nn.Parameter(T([1.0]))),
    (1, 1.0),
    (1, True),
    (0.0, -0.0),
    (2, np.int64(2)),
    (np.int64(2), np.int32(2)),
    ("1", 1),
    ("1", b"1"),
    ([1, 2], (1, 2)),
    ([[1], 2], [[1, 2]]),
    (["a", "b"], ["ab"]),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    (None, 0),
    (W, np.where(W > 7, np.nan, W)),
]


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda p: f"{type(p[0]).__name__}-{type(p[1]).__name__}")
def test_two_cases_that_differ_in_anything_have_two_keys(pair):
    assert remembered.content_key(pair[0]) != remembered.content_key(pair[1])


@given(st.recursive(st.none() | st.integers() | st.floats() | st.text() | st.binary(), st.lists, max_leaves=8))
def test_the_same_content_has_the_same_key(x):
    assert remembered.content_key(x) == remembered.content_key(copy.deepcopy(x))


def test_the_order_in_memory_does_not_matter():
    assert remembered.content_key(np.asfortranarray(W)) == remembered.content_key(W)
    assert remembered.content_key(W[::-1].copy()[::-1]) == remembered.content_key(W)


@pytest.mark.parametrize(
    "x", [lambda: 0, Fraction(1, 2), np.random.default_rng(0), np.array([1, None]), {1, 2}, S.view(np.matrix)]
)
def test_a_case_that_is_not_plain_data_is_asked_each_time(module, x):
    reference = module("def f(x, g):\n    calls.append(1)\n    return x")
    assert [asked(reference, Case(1.0, g=x), student=lambda x, g: x) for _ in range(2)] == [1, 1]


@pytest.mark.parametrize("draw", ["random.random()", "np.random.rand()", "torch.rand(1)"])
def test_a_reference_that_draws_global_numbers_is_asked_each_time(module, draw):
    reference = module(
        f"import random, torch\nimport numpy as np\ndef f(x):\n    calls.append(1)\n    {draw}\n    return x"
    )
    assert [asked(reference, (1.0,), student=lambda x: x) for _ in range(2)] == [1, 1]


def test_a_reference_that_raised_is_asked_again(module):
    reference = module(
        "def f(x):\n    calls.append(1)\n    if len(calls) < 2:\n        raise ValueError('once')\n    return x"
    )
    with pytest.raises(CourseError, match="the reference raised"):
        asked(reference, (1.0,))
    assert asked(reference, (1.0,), student=lambda x: x) == 1


def test_the_reference_of_another_bundle_is_never_answered_from_memory(module):
    first = module(TWICE)
    assert asked(first, (W,)) == 1
    second = module(TWICE.replace("x * k", "x * k + 1"))  # the same name, file, line and code but for a number
    assert asked(second, (W,), student=lambda x: x * 2 + 1) == 1
    third = module(TWICE)  # even the same source: another object
    assert asked(third, (W,)) == 1


def test_a_function_of_a_test_file_is_known_by_what_it_refers_to(module):
    reference = module(TWICE)
    source = "def drive(f, x):\n    return f(x, factor)\nwanted = lambda x: drive(f, x)"
    code = compile(source, "q1.py", "exec")  # once per bundle

    def loaded(f, factor):  # anew for each submission
        names = {"f": f, "factor": factor}
        exec(code, names)
        return names["wanted"]

    def asks(function, factor):
        before = len(reference.calls)
        agree(lambda x: x * factor, function, [(W,)])
        return len(reference.calls) - before

    assert [asks(loaded(reference.f, 2), 2) for _ in range(2)] == [1, 0]
    assert asks(loaded(reference.f, 3), 3) == 1
    other = module("def f(x, k):\n    return 5 * x")
    agree(lambda x: 5 * x, loaded(other.f, 2), [(W,)])


def test_a_closure_is_known_by_its_content_and_an_object_in_it_is_not_known(module):
    def scaled(k):
        return lambda x: x * k

    assert remembered.function_key(scaled(2.0)) != remembered.function_key(scaled(3.0))
    for unknown in (partial(max, 1), Fraction(1, 2), iter([1]), object()):
        with pytest.raises(remembered.NoKeyError):
            remembered.function_key(scaled(unknown))
    with pytest.raises(remembered.NoKeyError):
        remembered.function_key(partial(scaled, 2))


def test_names_of_a_student_are_never_part_of_a_key():
    class Names(dict):
        def __missing__(self, name):
            raise AssertionError("the sandbox was asked")

    wanted = eval("lambda x: theirs(x)", Names())
    with pytest.raises(remembered.NoKeyError):
        remembered.function_key(wanted)


def test_what_is_remembered_cannot_be_changed_from_outside(module):
    reference = module(
        "store = np.zeros(3)\ndef f(x):\n    store[:] = x\n    return store".replace(
            "store =", "import numpy as np\nstore =", 1
        )
    )
    agree(lambda x: np.full(3, x), reference.f, [(1.0,), (1.0,)])
    reference.store[:] = 9  # the reference handed out a part of itself
    agree(lambda x: np.full(3, x), reference.f, [(1.0,)])

    def greedy(x, k=2):
        x *= k
        return x

    twice = module(TWICE, "twice")
    for _ in range(2):
        agree(greedy, twice.f, [(W,)], unmodified=False)
        assert "it changed its argument" in str(told(greedy, twice.f, [(W,)]))


def test_mutants_are_asked_once_too_and_name_the_mistake_each_time(module):
    reference = module(TWICE)
    wrong = module("def f(x, k=2):\n    calls.append(1)\n    return x + k", "wrong")
    for _ in range(3):
        failure = told(lambda x, k=2: x + k, reference.f, [(W,), (S,)], mutants=[mutant("a", wrong.f)])
        assert failure.diagnosis == Diagnosis("a", "The lesson of a.")
    assert len(wrong.calls) == 2


def test_the_memory_is_bounded_in_entries_and_bytes(module, monkeypatch):
    reference = module(TWICE)
    monkeypatch.setattr(remembered, "MAX_ENTRIES", 5)
    for i in range(20):
        asked(reference, (float(i),))
    assert len(remembered._entries) == 5
    assert asked(reference, (19.0,)) == 0
    assert asked(reference, (0.0,)) == 1
    monkeypatch.setattr(remembered, "MAX_BYTES", 40_000)
    for i in range(20):
        asked(reference, (np.full(100, float(i)),))
    assert remembered._bytes <= 40_000
    assert remembered._bytes == sum(size for _, size in remembered._entries.values())
    assert [asked(reference, (np.ones(5_000),)) for _ in range(2)] == [1, 1]  # a large one is not worth its room


@pytest.mark.parametrize(("reaches", "seeds", "needed"), [(0.9, 10, 5), (0.99, 5, 4), (0.999, 5, 4), (1.0, 5, 5)])
def test_training_asks_for_the_most_seeds_that_a_right_answer_reaches(reaches, seeds, needed):
    """The number is worked out with exact fractions here."""
    p = Fraction(reaches).limit_denominator(1000)
    fails = [sum(comb(seeds, k) * p**k * (1 - p) ** (seeds - k) for k in range(n)) for n in range(seeds + 1)]
    assert max(n for n, rate in enumerate(fails) if rate <= Fraction(1, 1000)) == needed

    def trained(good):
        trains_to(lambda seed: float(seed < good), range(seeds), 0.5, reaches=reaches)

    trained(needed)
    with pytest.raises(CheckFailure, match=f"{needed} are needed .*; a right answer fails this with probability "):
        trained(needed - 1)


def test_a_training_case_that_right_answers_fail_too_often_is_refused():
    with pytest.raises(CourseError, match="a right answer would fail with probability 0.41, more than 0.001"):
        trains_to(lambda seed: 1.0, range(5), 0.5, 5, reaches=0.9)
    with pytest.raises(CourseError, match="reaches: expected a share above 0"):
        trains_to(lambda seed: 1.0, range(5), 0.5, 3, reaches=1.5)

"""Chain-rule expressions against autograd and central differences at random points, never as text."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.misconceptions import misconceptions_of
from reference.mlp import chainrule
from reference.mlp.mistakes.chainrule import _derive

torch = pytest.importorskip("torch")
sympy = pytest.importorskip("sympy")

WORKED = (0.5, 0.8, -1.2, 1.0)  # x, w1, w2, y
x, w, w1, w2, a, b, y = sympy.symbols("x w w1 w2 a b y")


def sigma(z):
    return 1 / (1 + sympy.exp(-z))


# (expression in sympy, the same in torch, the symbol to differentiate by)
EXPRESSIONS = {
    "the exercise, weight": ((sigma(w * a + b) - y) ** 2, lambda v: (torch.sigmoid(v.w * v.a + v.b) - v.y) ** 2, w),
    "the exercise, bias": ((sigma(w * a + b) - y) ** 2, lambda v: (torch.sigmoid(v.w * v.a + v.b) - v.y) ** 2, b),
    "the exercise, input": (sympy.tanh(w * a + b), lambda v: torch.tanh(v.w * v.a + v.b), a),
    "two layers, inner": ((y - w2 * sigma(w1 * x)) ** 2, lambda v: (v.y - v.w2 * torch.sigmoid(v.w1 * v.x)) ** 2, w1),
    "two layers, outer": ((y - w2 * sigma(w1 * x)) ** 2, lambda v: (v.y - v.w2 * torch.sigmoid(v.w1 * v.x)) ** 2, w2),
    "a shared weight": (sympy.sin(w * sympy.tanh(w * x)), lambda v: torch.sin(v.w * torch.tanh(v.w * v.x)), w),
}


class Values:
    """Twenty random values of each symbol, as leaves of torch."""

    def __init__(self, seed=0):
        rng = np.random.default_rng(seed)
        for symbol in (x, w, w1, w2, a, b, y):
            setattr(self, symbol.name, torch.tensor(rng.normal(size=20), requires_grad=True))

    def of(self, expr):
        """`expr` at the twenty points."""
        symbols = sorted(expr.free_symbols, key=str)
        values = [getattr(self, s.name).detach().numpy() for s in symbols]
        return np.broadcast_to(sympy.lambdify(symbols, expr, "numpy")(*values), 20)


# -- factors


def test_the_exercise_has_its_published_factors():
    assert chainrule.chain_factors(["L", "a", "z", "W"]) == ["dL/da", "da/dz", "dz/dW"]


@pytest.mark.parametrize(
    ("path", "factors"),
    [
        (["L", "a", "z"], ["dL/da", "da/dz"]),
        (["loss", "a1", "u1", "w1"], ["dloss/da1", "da1/du1", "du1/dw1"]),
        (["J", "y_hat", "w2"], ["dJ/dy_hat", "dy_hat/dw2"]),
        (["J", "y_hat", "z1", "w1"], ["dJ/dy_hat", "dy_hat/dz1", "dz1/dw1"]),
    ],
)
def test_the_slides_chains(path, factors):
    assert chainrule.chain_factors(path) == factors


@settings(deadline=None)
@given(st.lists(st.text("abcdwz123", min_size=1), min_size=2))
def test_neighbouring_factors_cancel(path):
    factors = [factor[1:].split("/d", 1) for factor in chainrule.chain_factors([f"<{name}>" for name in path])]
    assert all(left[1] == right[0] for left, right in itertools.pairwise(factors))
    assert (factors[0][0], factors[-1][1]) == (f"<{path[0]}>", f"<{path[-1]}>")


def test_paths_that_are_no_list_of_names_are_refused():
    for path in ("LazW", ["L", 2]):
        with pytest.raises(TypeError, match="path: expected a list of names"):
            chainrule.chain_factors(path)
    for path in ([], ["L"], ["L", "", "W"]):
        with pytest.raises(ValueError, match="path: expected at least two names"):
            chainrule.chain_factors(path)


# -- symbolic gradient


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_symbolic_gradients_agree_with_autograd_at_random_points(name):
    expr, function, wrt = EXPRESSIONS[name]
    values = Values()
    function(values).sum().backward()
    got = values.of(chainrule.symbolic_gradient(expr, wrt))
    np.testing.assert_allclose(got, getattr(values, wrt.name).grad.numpy(), rtol=1e-8, atol=1e-12)


def test_the_exercise_is_the_product_of_its_three_factors():
    z, act = sympy.symbols("z act")
    loss, inner = (act - y) ** 2, w * a + b
    factors = sympy.diff(loss, act), sympy.diff(sigma(z), z), sympy.diff(inner, w)
    product = sympy.Mul(*factors).subs(act, sigma(z)).subs(z, inner)
    direct = chainrule.symbolic_gradient(loss.subs(act, sigma(inner)), w)
    np.testing.assert_allclose(Values(1).of(product), Values(1).of(direct), rtol=1e-9, atol=1e-12)


def test_a_symbol_that_does_not_occur_has_slope_zero():
    assert chainrule.symbolic_gradient(w * a + b, y) == 0


@pytest.mark.parametrize(("expr", "wrt"), [("w*a", w), (w * a, "w"), (2, w), (w * a, w * a)])
def test_what_is_no_expression_is_refused(expr, wrt):
    with pytest.raises(TypeError, match="expected a sympy"):
        chainrule.symbolic_gradient(expr, wrt)


# -- one chain in numbers


def as_numbers(result):
    return {name: float(value) for name, value in result.items()}


def test_the_worked_chain(xp):
    worked = {"z1": 0.4, "g": 0.598688, "y_hat": -0.718425, "J": 2.952985, "dJ_dw1": 0.495444, "dJ_dw2": -2.057600}
    for args in (WORKED, [xp.asarray(v) for v in WORKED]):
        assert as_numbers(chainrule.scalar_chain(*args)) == pytest.approx(worked, rel=1e-6)


@pytest.mark.parametrize("g", ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "gelu", "identity"])
def test_the_chain_agrees_with_autograd(xp, g):
    functional = {"identity": lambda z: z} | {
        name: getattr(torch.nn.functional, name) for name in ("relu", "leaky_relu", "softplus", "gelu")
    }
    f = functional.get(g) or getattr(torch, g)
    for values in np.random.default_rng(2).normal(size=(20, 4)):
        tx, t1, t2, ty = (torch.tensor(v, requires_grad=True) for v in values)
        J = (ty - t2 * f(t1 * tx)) ** 2
        J.backward()
        got = chainrule.scalar_chain(*(xp.asarray(v) for v in values), g=g)
        want = {"J": J.item(), "dJ_dw1": t1.grad.item(), "dJ_dw2": t2.grad.item()}
        assert {name: float(got[name]) for name in want} == pytest.approx(want, rel=1e-8, abs=1e-12)


@settings(deadline=None)
@given(*[st.floats(-3, 3)] * 4)
def test_the_chain_agrees_with_central_differences(x, w1, w2, y):
    h = 1e-5
    got = as_numbers(chainrule.scalar_chain(x, w1, w2, y))
    J = lambda w1, w2: float(chainrule.scalar_chain(x, w1, w2, y)["J"])  # noqa: E731
    assert got["dJ_dw1"] == pytest.approx((J(w1 + h, w2) - J(w1 - h, w2)) / (2 * h), rel=1e-5, abs=1e-7)
    assert got["dJ_dw2"] == pytest.approx((J(w1, w2 + h) - J(w1, w2 - h)) / (2 * h), rel=1e-5, abs=1e-7)


def test_the_worked_chain_is_sympys():
    J = (y - w2 * sigma(w1 * x)) ** 2
    at = dict(zip((x, w1, w2, y), WORKED, strict=True))
    got = chainrule.scalar_chain(*WORKED)
    for weight, name in ((w1, "dJ_dw1"), (w2, "dJ_dw2")):
        exact = float(chainrule.symbolic_gradient(J, weight).subs(at))
        assert float(got[name]) == pytest.approx(exact, rel=1e-9)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype):
    args = [xp.asarray(v, dtype=dtype) for v in WORKED]
    for result in (chainrule.scalar_chain(*args), chainrule.scalar_chain(args[0], *WORKED[1:])):
        for value in result.values():
            assert (value.dtype, tuple(value.shape)) == (args[0].dtype, ())
            assert getattr(value, "device", None) == getattr(args[0], "device", None)


def test_arguments_are_left_alone(xp):
    args = [xp.asarray(v) for v in WORKED]
    chainrule.scalar_chain(*args)
    assert [float(v) for v in args] == list(WORKED)


def test_bad_arguments_are_refused(xp):
    with pytest.raises(ValueError, match=r"y: expected shape \(\)"):
        chainrule.scalar_chain(0.5, 0.8, -1.2, xp.asarray([1.0]))
    with pytest.raises(ValueError, match="g: expected one of .* got 'swish'"):
        chainrule.scalar_chain(*WORKED, g="swish")
    with pytest.raises(TypeError):
        chainrule.scalar_chain("0.5", 0.8, -1.2, 1.0)
    with pytest.raises(TypeError):
        chainrule.scalar_chain(np.asarray(0.5), torch.tensor(0.8), -1.2, 1.0)


# -- misconceptions


def symbolic_outcome(function):
    return [Values(3).of(function(expr, wrt)) for expr, _, wrt in EXPRESSIONS.values()]


OUTCOMES = {
    "chain_factors": lambda function: [function(["L", "a", "z", "W"])],
    "symbolic_gradient": symbolic_outcome,
    "scalar_chain": lambda function: [list(as_numbers(function(*WORKED)).values())],
}


def differ(some, others):
    for left, right in zip(some, others, strict=True):
        if len(left) != len(right) or (isinstance(left[0], str) and left != right):
            return True
        if not isinstance(left[0], str) and not np.allclose(left, right, rtol=1e-6):
            return True
    return False


@pytest.mark.parametrize("name", OUTCOMES)
def test_misconceptions_differ_from_the_reference_and_from_each_other(name):
    function = getattr(chainrule, name)
    found = misconceptions_of(function)
    assert len(found) >= 3
    answers = {m.key: OUTCOMES[name](m.mutant) for m in found} | {"reference": OUTCOMES[name](function)}
    assert [pair for pair in itertools.combinations(answers, 2) if not differ(*(answers[k] for k in pair))] == []


def test_the_rules_behind_the_symbolic_mistakes_are_right_without_one():
    for expr, _, wrt in EXPRESSIONS.values():
        np.testing.assert_allclose(Values(4).of(_derive(expr, wrt)), Values(4).of(sympy.diff(expr, wrt)))


def test_mistakes_give_their_published_numbers():
    (half,) = misconceptions_of(chainrule.scalar_chain, "T3.6/no_two")
    assert float(half.mutant(*WORKED)["dJ_dw1"]) == pytest.approx(0.247722, rel=2e-6)


def test_symbolic_mistakes_are_those_of_the_message():
    z = w * a + b
    mutants = {m.key: m.mutant for m in misconceptions_of(chainrule.symbolic_gradient)}
    assert mutants["T3.6/missing_inner"](sympy.sin(z), w) == sympy.cos(z)
    assert mutants["T3.6/sum_factors"](sympy.sin(z), w) == sympy.cos(z) + a
    assert mutants["T3.6/dz_dW_is_W"](z, w) == w
    assert mutants["T3.6/no_two"](z**2, w) == a * z


def test_every_listed_mistake_has_a_mutant():
    declared = {m.key for name in OUTCOMES for m in misconceptions_of(getattr(chainrule, name))}
    listed = ["missing_inner", "sum_factors", "wrong_order", "dz_dW_is_W", "no_two"]
    assert {f"T3.6/{key}" for key in listed} <= declared

"""Hidden tests of q6: expressions of values, from outside: data, and gradients after backward."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require
from reference.misconceptions import misconceptions_of
from reference.mlp.autodiff import Value as Reference


def drive(Value, build, *arrays):
    """(L, gradients of the inputs) of an expression."""
    leaves = [Value(a) for a in arrays]
    L = build(*leaves)
    L.backward()
    return L.data, *(v.grad for v in leaves)


def reference(build, *arrays):
    return drive(Reference, build, *arrays)


class OwnFactor(Reference):
    def __mul__(self, other):
        other = self._beside(other)
        return self._made(self.data * other.data, (self, lambda g: g * self.data), (other, lambda g: g * other.data))

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1


class LogOfLog(Reference):
    def log(self):
        y = np.log(self.data)
        return self._made(y, (self, lambda g: g / y))


class ReluAtZero(Reference):
    def relu(self):
        return self._made(np.maximum(self.data, 0), (self, lambda g: g * (self.data >= 0)))


MUTANTS = [
    *(m.through(drive) for m in misconceptions_of(Reference)),
    Misconception("T3.9/own_factor", "The share of a factor contains the other factor.", OwnFactor).through(drive),
    Misconception("T3.9/log_of_log", "The slope of log at a is 1/a, not 1/log(a).", LogOfLog).through(drive),
    Misconception("T3.9/relu_at_0", "The slope of relu at 0 is 0.", ReluAtZero).through(drive),
]


def check(Value, cases):
    require(Value, "Value")
    agree(lambda *case: drive(Value, *case), reference, cases, mutants=MUTANTS, name="Value")


def arrays(seed, *shapes):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in shapes]


def skip(x):
    """x is used by the loss itself, and far below; what lies between is used twice."""
    deep = x * x * 0.5 + x
    return (x + 1.5) * deep * x + deep


def squared_sum(x):
    s = x + x
    return s * s


def bent(v):
    e = v.exp()
    return (e * v.tanh() + (e + 1).log()).sum()


def layers(X, W, b, V):
    hidden = (X @ W + b).tanh()
    return ((hidden @ V) ** 2).sum() + (hidden * hidden).sum()


def reused(a, b, c):
    s = a * c + b
    return (s * s.tanh() + s).sum()


@test_case(
    name="sums, products and powers of numbers",
    points=1.5,
    hidden=True,
    failure_message="A value that is used twice gets two shares. When may it hand on?",
)
def test_hidden_numbers(Value):
    check(
        Value,
        [
            (lambda a, b, c: (a * b + c) * a, 1.5, -2.0, 7.0),
            (squared_sum, 3.0),
            (lambda x: (x + x) ** 2, -1.25),
            (skip, 0.75),
            (lambda a, b: a**3 + 2 * b**-2 + a**0.5 * b, 1.75, -0.5),
            (lambda a, b: (a - b) / (a * a + 1) + 3 / b - 2 - a, 0.25, 1.25),
            (lambda a: 1 - a + 4 * a, 2.5),
            (lambda a, b: b * 2.0, 5.0, 1.5),  # a is not used: zeros
        ],
    )


@test_case(
    name="exp, log, tanh and relu",
    points=1.5,
    hidden=True,
    failure_message="Compare the slope of each function with a difference quotient.",
)
def test_hidden_functions(Value):
    x, y = arrays(61, (7,), (2, 3))
    check(
        Value,
        [
            (lambda v: v.exp().sum(), x),
            (lambda v: (v * v + 0.5).log().sum(), x),
            (lambda v: v.tanh().sum(), 2 * x),
            (lambda v: (v.relu() * 3.0).sum(), x),
            (lambda v: (v.relu() + v).sum(), np.array([0.0, -1.0, 2.0, 0.0])),
            (bent, y),
            (lambda v: (v.tanh().relu() ** 2).sum(), y),
        ],
    )


@test_case(
    name="arrays that broadcast",
    points=1.5,
    hidden=True,
    failure_message="Each gradient has the shape of its value.",
)
def test_hidden_broadcast(Value):
    a, b, c, d = arrays(62, (2, 3), (3,), (2, 1), (5, 2, 3))
    check(
        Value,
        [
            (lambda a, b: (a * b).sum(), a, b),
            (reused, a, b, c),
            (lambda c, d: (d * c - c).relu().sum(), c, d),
            (lambda b, d, k: (d / (b * b + 1) + k).exp().sum(), b, 0.3 * d, 0.25),
            (lambda a, k: (a * k).sum() * k, a, 1.5),
            (lambda a, b: (a + b).sum() * a.sum(), a, b),
        ],
    )


@test_case(
    name="matrix products",
    points=1,
    hidden=True,
    failure_message="Use question 4 for `@`.",
)
def test_hidden_matmul(Value):
    X, W, b, V = arrays(63, (5, 3), (3, 4), (4,), (4, 2))
    S = arrays(64, (6, 2, 3))[0]
    check(
        Value,
        [
            (lambda X, W: (X @ W).sum(), X, W),
            (layers, X, W, b, V),
            (lambda S, W: ((S @ W).relu() * S.sum()).sum(), S, W),
            (lambda M: ((M @ M) @ M).sum(), arrays(65, (3, 3))[0]),
        ],
    )


def tangle(seed):
    """Twelve operations on values that were there before, the same for every class."""

    def build(*leaves):
        rng, pool = np.random.default_rng(seed), list(leaves)
        for _ in range(12):
            a, b = (pool[i] for i in rng.integers(len(pool), size=2))
            kind = rng.integers(6)
            if kind == 0:
                pool.append(a + b)
            elif kind == 1:
                pool.append(a * b * 0.5)
            elif kind == 2:
                pool.append(a - b)
            elif kind == 3:
                pool.append(a / (b**2 + 1.5))
            else:
                pool.append((a * 0.5).tanh() if kind == 4 else (b * 0.25).exp())
        total = pool[-1]
        for v in pool[-6:-1]:
            total = total + v * 0.5
        return (total * total).sum()

    return build


@test_case(
    name="tangled graphs",
    points=1,
    hidden=True,
    failure_message="Many values, each used several times: does every one wait for all its users?",
)
def test_hidden_tangled(Value):
    check(Value, [(tangle(seed), *arrays(seed, (2, 3), (3,), ())) for seed in range(70, 73)])


def two_losses(Value, x, y):
    """The gradient of x before, after the first and after the second of two losses, that of y, and of their product."""
    a, b = Value(x), Value(y)
    product = a * b

    def now(grad):  # in a stock kernel `+=` would change it later
        return grad.copy() if isinstance(grad, np.ndarray) else grad

    grads = [now(a.grad)]
    for loss in (product.sum(), (a**2 + b).sum()):
        loss.backward()
        grads.append(now(a.grad))
    return *grads, b.grad, product.grad


@test_case(
    name="two losses of the same values",
    points=0.5,
    hidden=True,
    failure_message="Nobody clears a gradient unless asked to. What is in grad before the first backward?",
)
def test_hidden_two_losses(Value):
    require(Value, "Value")
    agree(
        lambda x, y: two_losses(Value, x, y),
        lambda x, y: two_losses(Reference, x, y),
        [tuple(arrays(66, (3,), (3,))), tuple(arrays(67, (2, 3), (3,)))],
        mutants=[m.through(two_losses) for m in misconceptions_of(Reference)],
        name="Value",
    )

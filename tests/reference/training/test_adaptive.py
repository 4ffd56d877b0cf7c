"""AdaGrad, RMSprop and AdamW against torch's optimisers, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.training import adaptive
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

# name → (what a step takes after the gradient, number of states, torch's optimiser)
STEPS = {
    "adagrad": (lambda f, th, st, g, t: f(th, *st, g, 0.1), 1, lambda p: torch.optim.Adagrad(p, lr=0.1)),
    "rmsprop": (lambda f, th, st, g, t: f(th, *st, g, 0.1, 0.9), 1, lambda p: torch.optim.RMSprop(p, 0.1, alpha=0.9)),
    "adamw": (
        lambda f, th, st, g, t: f(th, *st, g, t, 0.1, 0.1, 0.8, 0.9, 1e-6),
        2,
        lambda p: torch.optim.AdamW(p, 0.1, betas=(0.8, 0.9), eps=1e-6, weight_decay=0.1),
    ),
}


def run(step, theta, n_states, grads):
    """θ after each step; `grads`: θ, t → gradient."""
    states, seen = [0 * theta] * n_states, []
    for t in (1, 2, 3):
        theta, *states = step(theta, states, grads(theta, t), t)
        seen.append(theta)
    return seen


def worked(step, n_states, theta):
    return [float(th) for th in run(step, theta, n_states, lambda th, t: th)]


WORKED = {
    "adagrad": (lambda f: lambda th, st, g, t: f(th, *st, g, 0.1), 1, [1.9, 1.83113, 1.77582]),
    "rmsprop 0.9": (lambda f: lambda th, st, g, t: f(th, *st, g, 0.1, 0.9), 1, [1.68377, 1.47388, 1.30872]),
    "rmsprop 0.99": (lambda f: lambda th, st, g, t: f(th, *st, g, 0.1, 0.99), 1, [1, 0.550987, 0.309687]),
    "adamw": (lambda f: lambda th, st, g, t: f(th, *st, g, t, 0.1, 0.1), 2, [1.88, 1.76141, 1.64437]),
}


@pytest.mark.parametrize("name", WORKED)
def test_the_worked_steps(xp, name):
    step, n_states, expected = WORKED[name]
    function = getattr(adaptive, f"{name.split()[0]}_step")
    assert worked(step(function), n_states, xp.asarray(2.0)) == pytest.approx(expected, rel=5e-6)


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("rmsprop 0.9", "no_root", [1.5, 1.24359, 1.06102]),
        ("rmsprop 0.9", "sum_in_rmsprop", [1.9, 1.83113, 1.77582]),
        ("adamw", "coupled_decay", [1.9, 1.80017, 1.70062]),
    ],
)
def test_mistakes_give_their_published_numbers(name, key, expected):
    step, n_states, _ = WORKED[name]
    (wrong,) = misconceptions_of(getattr(adaptive, f"{name.split()[0]}_step"), f"T4.8/{key}")
    assert worked(step(wrong.mutant), n_states, np.array(2.0)) == pytest.approx(expected, rel=5e-6)


@pytest.mark.parametrize("scale", [1.0, 1e3, 1e-3])
@pytest.mark.parametrize("name", STEPS)
def test_steps_are_torch_s(xp, name, scale):
    take, n_states, optimiser = STEPS[name]
    function = getattr(adaptive, f"{name}_step")
    rng = np.random.default_rng(0)
    start, grads = rng.normal(size=(2, 3)), rng.normal(size=(4, 2, 3)) * scale
    grads[:, 0, 0] = 0  # a weight that is not used
    p = torch.tensor(start, requires_grad=True)
    theirs, opt = [], optimiser([p])
    for t in (1, 2, 3):
        p.grad = torch.tensor(grads[t])
        opt.step()
        theirs.append(p.detach().clone().numpy())
    ours = run(
        lambda th, st, g, t: take(function, th, st, g, t),
        xp.asarray(start),
        n_states,
        lambda th, t: xp.asarray(grads[t]),
    )
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(xp.to_numpy(a), b, rtol=1e-9, atol=1e-12)


def test_without_decay_adamw_is_adam(xp):
    p = torch.tensor([1.0, -2.0], dtype=torch.float64, requires_grad=True)
    opt = torch.optim.Adam([p], lr=0.1)
    p.grad = torch.tensor([0.5, -3.0], dtype=torch.float64)
    opt.step()
    zero = xp.asarray([0.0, 0.0])
    got = adaptive.adamw_step(xp.asarray([1.0, -2.0]), zero, zero, xp.asarray([0.5, -3.0]), 1, 0.1, 0.0)
    np.testing.assert_allclose(xp.to_numpy(got.theta), p.detach().numpy(), rtol=1e-9)


def test_no_gradient_moves_nothing_and_empty_parameters_are_allowed(xp):
    for size in (0, 2):
        z, th = xp.asarray(np.zeros(size)), xp.asarray(np.ones(size))
        for moved in (adaptive.adagrad_step(th, z, z, 0.1), adaptive.rmsprop_step(th, z, z, 0.1, 0.9)):
            assert xp.to_numpy(moved.theta).tolist() == [1] * size
        np.testing.assert_allclose(xp.to_numpy(adaptive.adamw_step(th, z, z, z, 1, 0.1, 0.5).theta), 0.95)


def test_float32_stays_and_arguments_are_left_alone(xp):
    a = [xp.asarray([v, v + 1], dtype="float32") for v in (2.0, 0.5, 0.25, 1.0)]
    before = [xp.to_numpy(x).copy() for x in a]
    out = [*adaptive.adagrad_step(*a[:3], 0.1), *adaptive.rmsprop_step(*a[:3], 0.1, 0.9)]
    out += adaptive.adamw_step(a[0], a[1], a[1] * a[1], a[3], 2, 0.1, 0.1)
    assert {x.dtype for x in out} == {a[0].dtype}
    for x, b in zip(a, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(x), b)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda x: adaptive.adagrad_step(x, x[:1], x, 0.1),
            r"s: expected shape the shape of theta = \(2,\), got \(1,\)",
        ),
        (lambda x: adaptive.adagrad_step(x, x, x[:1], 0.1), r"grad: expected shape the shape of theta"),
        (lambda x: adaptive.adagrad_step(x, x, x, -0.1), "lr: expected a number of at least 0, got -0.1"),
        (lambda x: adaptive.rmsprop_step(x, x, x, 0.1, 1.5), "rho: expected a number in 0…1, got 1.5"),
        (lambda x: adaptive.rmsprop_step(x, x, x, 0.1, 0.9, -1), "eps: expected a number of at least 0, got -1"),
        (lambda x: adaptive.adamw_step(x, x, x, x, 0, 0.1, 0.1), "t: expected a step number from 1, got 0"),
        (lambda x: adaptive.adamw_step(x, x, x, x, 1, 0.1, -0.1), "wd: expected a number of at least 0, got -0.1"),
        (lambda x: adaptive.adamw_step(x, x, x, x, 1, 0.1, 0.1, beta2=2), "beta2: expected a number in 0…1, got 2"),
        (lambda x: adaptive.adamw_step(x, x[:1], x, x, 1, 0.1, 0.1), "m: expected shape the shape of theta"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray([1.0, 2.0]))


TH, S, V, G = (np.random.default_rng(i).uniform(0.5, 2, size=(2, 3)) for i in range(4))
CASES = {
    "adagrad_step": [(TH, S, G, 0.1)],
    "rmsprop_step": [(TH, S, G, 0.1, 0.7)],
    "adamw_step": [(TH, S, V, G, 2, 0.1, 0.3)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(adaptive, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(adaptive)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T4.8/{key}" for key in ["no_root", "sum_in_rmsprop", "coupled_decay", "decay_scaled"]} <= {
        m.key for m in mine
    }

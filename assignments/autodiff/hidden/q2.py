"""Hidden tests of q2: the layer recursion of `002_3f85b5039545d858.txt` for any number of layers."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.mlp.networks import MlpCache, mlp_backward, mlp_forward
from reference.neurons.activations import activation_derivative


def drive(backward, cache, dL_dy):
    """The reference takes its cache as a named tuple."""
    return backward(MlpCache(*cache), dL_dy)


def reference(cache, dL_dy):
    return drive(mlp_backward, cache, dL_dy)


def recursion(cache, d, *, slope=lambda i, cache: activation_derivative(cache.acts[i], cache.pre_activations[i]),
              forwards=False, whole=True):  # fmt: skip
    """mlp_backward with another slope, with its lists in another order, or without the last step to the input."""
    dWs, dbs = [], []
    for i in reversed(range(len(cache.Ws))):
        u = slope(i, cache) * d
        dWs.append(u.T @ cache.activations[i])
        dbs.append(u.sum(axis=0))
        d = u @ cache.Ws[i]
    order = slice(None) if forwards else slice(None, None, -1)
    return dWs[order], dbs[order], d if whole else u


def of_output(i, cache):
    return activation_derivative(cache.acts[i], cache.activations[i + 1])


def hidden_only(i, cache):
    last = i == len(cache.Ws) - 1
    return 1.0 if last else activation_derivative(cache.acts[i], cache.pre_activations[i])


def averaged(cache, d):
    dWs, dbs, dX = mlp_backward(cache, d)
    return [dW / len(d) for dW in dWs], [db / len(d) for db in dbs], dX


MUTANTS = [
    *(m.through(drive) for m in misconceptions_of(mlp_backward)),
    *(
        Misconception(key, message, mutant).through(drive)
        for key, message, mutant in (
            ("T3.1/deriv_of_output", "SLOPES takes the net input z, not the activation.",
             lambda cache, d: recursion(cache, d, slope=of_output)),
            ("T3.4/mean", "Sum over the samples: a mean, if there is one, is in dL_dy already.", averaged),
            ("T3.5/last_first", "The lists begin with the first layer.",
             lambda cache, d: recursion(cache, d, forwards=True)),
            ("T3.5/linear_output", "The last layer has an activation and a slope, too.",
             lambda cache, d: recursion(cache, d, slope=hidden_only)),
            ("T3.5/stops_at_z", "dX is the gradient of the input: go through the first weights, too.",
             lambda cache, d: recursion(cache, d, whole=False)),
        )
    ),
]  # fmt: skip


def cases(*networks):
    rng = np.random.default_rng(32)
    drawn = []
    for n, units, acts in networks:
        for dtype in ("float64", "float32"):
            Ws = [rng.normal(size=(k, m)).astype(dtype) for m, k in zip(units, units[1:], strict=False)]
            bs = [rng.normal(size=k).astype(dtype) for k in units[1:]]
            _, cache = mlp_forward(rng.normal(size=(n, units[0])).astype(dtype), Ws, bs, acts, return_cache=True)
            drawn.append((tuple(cache), rng.normal(size=(n, units[-1])).astype(dtype)))
    (activations, zs, Ws, acts), d = drawn[0]
    turned = [[np.asfortranarray(a) for a in arrays] for arrays in (activations, zs, Ws)]
    return [*drawn, ((*turned, acts), np.asfortranarray(d))]


@test_case(
    name="two and three layers",
    points=2,
    hidden=True,
    failure_message="Write beside each product the shape that it must have.",
)
def test_hidden_few(mlp_backward):
    nets = [(5, (3, 4, 2), ["tanh", "identity"]), (6, (2, 7, 3, 1), ["relu", "sigmoid", "tanh"])]
    agree(
        mlp_backward,
        reference,
        cases(*nets, (4, (4, 4, 4), ["sigmoid", "relu"]), (5, (3, 4, 2), ["sigmoid", "sigmoid"])),
        mutants=MUTANTS,
        name="mlp_backward",
    )


@test_case(
    name="one layer, and many",
    points=1.5,
    hidden=True,
    failure_message="Is your loop one over the layers, whatever their number?",
)
def test_hidden_any(mlp_backward):
    nets = [
        (4, (3, 2), ["tanh"]),
        (1, (2, 3), ["identity"]),
        (3, (3, 5, 4, 6, 2), ["tanh", "relu", "identity", "sigmoid"]),
    ]
    agree(mlp_backward, reference, cases(*nets), mutants=MUTANTS, name="mlp_backward")


@test_case(
    name="layers of equal size",
    points=0.5,
    hidden=True,
    failure_message="With square weights every product fits: which one is right?",
)
def test_hidden_square(mlp_backward):
    nets = [(4, (4, 4, 4, 4), ["sigmoid", "identity", "tanh"])]
    agree(mlp_backward, reference, cases(*nets), mutants=MUTANTS, name="mlp_backward")

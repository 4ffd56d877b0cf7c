"""Hidden tests of q4: the reference knows activations by name, students get plain functions."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require
from reference.misconceptions import misconceptions_of
from reference.mlp.networks import mlp_forward as reference_forward
from reference.mlp.networks import mlp_forward_columns as reference_columns

FUNCTIONS = {
    "identity": lambda z: 1 * z,
    "relu": lambda z: np.maximum(z, 0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.01 * z),
    "tanh": np.tanh,
}


def drive(forward, *network):
    """(output, net inputs), as the question wants them."""
    output, cache = forward(*network, return_cache=True)
    return output, cache.pre_activations


def kept(of_layer, last=True):
    """Other numbers in the list: of a layer from its input, W, b and f; `last`: the output has its activation."""

    def mutant(X, Ws, bs, names):
        zs = []
        for k, (W, b, name) in enumerate(zip(Ws, bs, names, strict=True)):
            zs.append(of_layer(X, W, b, FUNCTIONS[name]))
            X = X @ W.T + b if k == len(Ws) - 1 and not last else FUNCTIONS[name](X @ W.T + b)
        return X, zs

    return mutant


def without_biases(X, Ws, bs, names):
    return drive(reference_forward, X, Ws, [0 * b for b in bs], names)


OWN = [
    Misconception("T3.3/no_bias", "Every layer has a bias.", without_biases),
    Misconception("T3.3/activations_kept", "The list holds the net inputs z, from before the activation.",
                  kept(lambda X, W, b, f: f(X @ W.T + b))),
    Misconception("T3.3/nets_without_bias", "The bias belongs to the net inputs in the list.",
                  kept(lambda X, W, b, f: X @ W.T)),
    Misconception("T3.3/last_linear", "The last layer has its activation, too, the last of the list.",
                  kept(lambda X, W, b, f: X @ W.T + b, last=False)),
]  # fmt: skip


def check(student, acts, networks):
    require(student, "mlp_forward")
    rng = np.random.default_rng(315)
    cases = []
    for n, *sizes in (*networks, networks[0]):  # the first sizes come twice
        for dtype in ("float64", "float32"):
            Ws = [rng.normal(size=(o, i)).astype(dtype) for i, o in zip(sizes, sizes[1:], strict=False)]
            bs = [rng.normal(size=len(W)).astype(dtype) for W in Ws]
            cases.append((rng.normal(size=(n, sizes[0])).astype(dtype), Ws, bs, acts))
    X, Ws, bs, _ = cases[0]
    cases.append((np.asfortranarray(X), [np.asfortranarray(W) for W in Ws], bs, acts))
    agree(
        lambda X, Ws, bs, names: student(X, Ws, bs, [FUNCTIONS[name] for name in names]),
        lambda *network: drive(reference_forward, *network),
        cases,
        mutants=[*(m.through(drive) for m in misconceptions_of(reference_forward)), *OWN],
        name="mlp_forward",
    )


@test_case(
    name="a linear output",
    points=1.5,
    hidden=True,
    failure_message="Which f belongs to which layer? Keep every z.",
)
def test_hidden_linear_output(mlp_forward):
    check(mlp_forward, ["tanh", "tanh", "identity"], [(5, 3, 4, 3, 2), (1, 2, 7, 5, 3), (4, 4, 4, 4, 4)])


@test_case(
    name="an activation for each layer",
    points=1,
    hidden=True,
    failure_message="As many layers as weights, each with its own f.",
)
def test_hidden_mixed(mlp_forward):
    check(mlp_forward, ["relu", "tanh", "leaky_relu", "relu"], [(6, 3, 5, 4, 3, 2), (2, 2, 2, 2, 2, 2)])
    check(mlp_forward, ["tanh"], [(3, 4, 2)])


def from_nets(X, W1, W2):
    right = reference_columns(X, W1, W2)
    Z3 = W2 @ right[0]
    return type(right)(*right[:2], Z3, 1 / (1 + np.exp(-Z3)))


NETS = Misconception("T3.3/output_from_net", "The output layer gets the activations A2, not Z2.", from_nets)


def check_columns(student, sizes):
    rng = np.random.default_rng(316)
    cases = [
        tuple(rng.normal(size=s).astype(dtype) for s in ((n, m), (h, m), (t, h)))
        for n, m, h, t in (*sizes, sizes[0])
        for dtype in ("float64", "float32")
    ]
    cases.append(tuple(np.asfortranarray(a) for a in cases[0]))
    agree(student, reference_columns, cases, mutants=[*misconceptions_of(reference_columns), NETS])


@test_case(
    name="columns on random networks",
    points=1,
    hidden=True,
    failure_message="Write down the shapes of A2 and W2: what fits?",
)
def test_hidden_columns(mlp_forward_columns):
    check_columns(mlp_forward_columns, ((4, 3, 4, 2), (5, 5, 5, 5), (6, 2, 3, 1), (1, 3, 5, 2)))


@test_case(
    name="as many samples as units",
    points=0.5,
    hidden=True,
    failure_message="When all shapes are square, a transpose too many raises nothing: count yours.",
)
def test_hidden_square(mlp_forward_columns):
    check_columns(mlp_forward_columns, ((3, 3, 3, 3), (4, 2, 4, 4)))

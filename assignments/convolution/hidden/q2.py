"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, CheckFailure, Misconception, agree, require
from reference.cnn import conv1d
from reference.misconceptions import misconceptions_of

SIZES = ((7, 3), (5, 2), (6, 5), (3, 3), (4, 1), (7, 3))  # the first one comes twice


def draw(seed, with_dout=False):
    rng = np.random.default_rng(seed)
    found = []
    for n, k in SIZES:
        for t in ("float64", "float32"):
            found.append(tuple(rng.normal(size=m).astype(t) for m in ((n, k, n - k + 1) if with_dout else (n, k))))
    for a in found[0]:
        a.flags.writeable = False
    return found


def layers(seed, g):
    biases = (0.7, np.float32(-0.4), 1, np.float64(-1.5))
    cases = [(h, w, biases[i % 4], g) for i, (h, w) in enumerate(draw(seed))]
    h, w, b, _ = cases[0]
    cases += [(h[::-1].copy(), w + 1, b, g), Case(g=g, b=0.3, w=cases[2][1], h=cases[2][0])]
    return [*cases, Case(h, w, -0.5)] if g == "identity" else cases  # the default of the header


def gradients(pick):
    """What a driver takes from the three gradients."""

    def drive(backward, h, w, dout):
        found = backward(h, w, dout)
        if type(found) is not list and not isinstance(found, tuple) or len(found) < 3:
            raise CheckFailure(said := "conv1d_backward: expected three values, (dh, dw, db)", contract=said)
        return pick(*found[:3])

    return drive


def masked(h, w, dout):
    return conv1d.conv1d_backward(h, w, dout * (conv1d.conv1d_layer(h, w, 0.0) > 0))


def db_mean(h, w, dout):
    dh, dw, db = conv1d.conv1d_backward(h, w, dout)
    return dh, dw, db / len(dout)


MASKED = Misconception(
    "T5.1/relu_again", "dout is the gradient before the activation: the slope of g is in it already.", masked
)
DB_MEAN = Misconception("T5.1/db_mean", "db is the sum of dout, not its mean.", db_mean)


def check_backward(student, pick, keys):
    require(student, "conv1d_backward")
    drive = gradients(pick)
    mutants = [m.through(drive) for m in (*misconceptions_of(conv1d.conv1d_backward, *keys), MASKED, DB_MEAN)]
    agree(
        lambda h, w, dout: drive(student, h, w, dout), lambda h, w, dout: drive(conv1d.conv1d_backward, h, w, dout), draw(23, with_dout=True),
        mutants=mutants, check_dtype=False, name="conv1d_backward",
    )  # fmt: skip


@test_case(
    name="random layers",
    points=0.5,
    hidden=True,
    failure_message="What is added at every place, and which weight comes first?",
)
def test_hidden_layers(conv1d_layer):
    agree(
        conv1d_layer,
        conv1d.conv1d_layer,
        layers(21, "identity"),
        mutants=misconceptions_of(conv1d.conv1d_layer),
        check_dtype=False,
    )


@test_case(
    name="random layers with relu",
    points=0.5,
    hidden=True,
    failure_message="Which comes first, the bias or the activation?",
)
def test_hidden_relu(conv1d_layer):
    agree(
        conv1d_layer,
        conv1d.conv1d_layer,
        layers(22, "relu"),
        mutants=misconceptions_of(conv1d.conv1d_layer),
        check_dtype=False,
    )


@test_case(
    name="gradients of kernel and bias",
    points=1,
    hidden=True,
    failure_message="One kernel and one bias serve all places: what happens to their gradients?",
)
def test_hidden_parameters(conv1d_backward):
    check_backward(conv1d_backward, lambda dh, dw, db: (dw, db), ("T5.1/flip", "T5.1/unshared", "T5.1/db_position"))


@test_case(
    name="gradient of the signal",
    points=1,
    hidden=True,
    failure_message="Which outputs has h_0 influenced, and through which weight?",
)
def test_hidden_signal(conv1d_backward):
    check_backward(conv1d_backward, lambda dh, dw, db: dh, ("T5.1/dh_corr",))

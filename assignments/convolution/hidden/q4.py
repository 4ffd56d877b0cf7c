"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, CheckFailure, Misconception, agree, require
from reference.cnn import conv
from reference.misconceptions import misconceptions_of

SHAPES = [
    ((2, 3, 7, 6), (4, 3, 3, 2)),
    ((3, 2, 6, 8), (5, 2, 2, 3)),
    ((2, 1, 5, 7), (2, 1, 3, 3)),
    ((1, 4, 6, 5), (3, 4, 1, 1)),
]


def cases(seed, settings):
    rng = np.random.default_rng(seed)
    found = []
    for xs, ws in SHAPES:
        for stride, padding in settings:
            for t in ("float64", "float32"):
                x, w = rng.normal(size=xs).astype(t), rng.normal(size=ws).astype(t)
                dout = rng.normal(size=conv.conv2d(x, w, None, stride, padding).shape).astype(t)
                found.append((x, w, dout, stride, padding))
    x, w, dout, stride, padding = found[0]
    frozen = [np.asfortranarray(a) for a in (x, w, dout)]
    for a in frozen:
        a.flags.writeable = False
    found += [(*frozen, stride, padding), Case(x, w, dout, stride=np.int64(stride), padding=np.int64(padding))]
    return [*found, (x, w, dout)] if (stride, padding) == (1, 0) else found  # those are the header's defaults


def assigned(x, w, dout, stride=1, padding=0):
    """Each window in place of what was there: (dx, dw) of the last."""
    p, (kh, kw) = int(padding), w.shape[2:]
    framed = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    dx, dw = np.zeros_like(framed), np.zeros_like(w)
    for i, j in np.ndindex(*dout.shape[2:]):
        here = (slice(None), slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dw = np.einsum("no,ncuv->ocuv", dout[:, :, i, j], framed[here])
        dx[here] = np.einsum("no,ocuv->ncuv", dout[:, :, i, j], w)
    return dx[:, :, p : p + x.shape[2], p : p + x.shape[3]], dw


def with_parts(part):
    """The right gradients but for one."""

    def mutant(x, w, dout, stride=1, padding=0):
        dx, dw, db = conv.conv2d_backward(x, w, dout, stride, padding)
        return part(dx, dw, db, *assigned(x, w, dout, stride, padding), dout)

    return mutant


OWN = [
    Misconception("T5.2/dx_assigned", "A pixel lies in several windows: add up what comes back through each.",
                  with_parts(lambda dx, dw, db, dx_last, dw_last, dout: (dx_last, dw, db))),
    Misconception("T5.2/dw_assigned", "All places share the weights: add up their parts of dw.",
                  with_parts(lambda dx, dw, db, dx_last, dw_last, dout: (dx, dw_last, db))),
    Misconception("T5.2/db_mean", "db is the sum over samples and places, not the mean.",
                  with_parts(lambda dx, dw, db, dx_last, dw_last, dout: (dx, dw, dout.mean(axis=(0, 2, 3))))),
]  # fmt: skip


def check(student, which, *names):
    """Some of the three gradients, by name."""
    require(student, "conv2d_backward")

    def drive(backward, x, w, dout, *settings, **named):
        found = backward(x, w, dout, *settings, **named)
        if type(found) is not list and not isinstance(found, tuple) or len(found) < 3:
            raise CheckFailure(said := "conv2d_backward: expected three arrays, (dx, dw, db)", contract=said)
        return {name: found[["dx", "dw", "db"].index(name)] for name in names}

    def expected(x, w, dout, *settings, **named):
        return drive(conv.conv2d_backward, x, w, dout, *settings, **named)

    def got(x, w, dout, *settings, **named):
        return drive(student, x, w, dout, *settings, **named)

    mutants = [m.through(drive) for m in (*misconceptions_of(conv.conv2d_backward), *OWN)]
    agree(got, expected, which, mutants=mutants, check_dtype=False, name="conv2d_backward")


@test_case(
    name="weights and biases",
    points=1.5,
    hidden=True,
    failure_message="Over which axes do the gradients of a shared weight and of a bias add up?",
)
def test_hidden_parameters(conv2d_backward):
    check(conv2d_backward, cases(41, ((1, 0), (2, 1))), "dw", "db")


@test_case(
    name="the image, stride 1",
    points=1,
    hidden=True,
    failure_message="To which pixels does one output send its gradient, and through which weights?",
)
def test_hidden_plain(conv2d_backward):
    check(conv2d_backward, cases(42, ((1, 0),)), "dx")


@test_case(
    name="the image, padded",
    points=0.5,
    hidden=True,
    failure_message="What happens to the gradient of the zeros around the image?",
)
def test_hidden_padded(conv2d_backward):
    check(conv2d_backward, cases(43, ((1, 1), (1, 2))), "dx")


@test_case(
    name="the image, with stride",
    points=1,
    hidden=True,
    failure_message="Where did the window of output (1, 1) begin? Are there pixels that no window saw?",
)
def test_hidden_stride(conv2d_backward):
    check(conv2d_backward, cases(44, ((2, 0), (2, 1), (3, 1))), "dx")

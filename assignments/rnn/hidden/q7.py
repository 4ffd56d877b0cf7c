"""Hidden tests of q7: one network's loss, gradients and writing; nothing is trained here."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.linear.softmax import log_softmax
from reference.rnn.elman import NAMES, rnn_backward, rnn_cell, rnn_forward


def reference_gradients(params, inputs, targets, weight=None, mean=True):
    """The loss with the weight of each character (default: the mean over all), and its gradients."""
    V = len(params["b_y"])
    X = np.eye(V)[inputs]
    (H, _), cache = rnn_forward(X, np.zeros((len(inputs), len(params["W_hh"]))), params, return_cache=True)
    log_p = log_softmax(H @ params["W_hy"].T + params["b_y"])
    true = np.eye(V)[targets]
    weight = np.ones(inputs.shape) if weight is None else weight
    weight = (weight / weight.sum() if mean else weight)[:, :, None]
    dz = weight * (np.exp(log_p) - true)
    grads = dict(zip(NAMES, rnn_backward(cache, dz @ params["W_hy"])[2:], strict=True))
    grads |= {"W_hy": np.einsum("btv,bth->vh", dz, H), "b_y": dz.sum(axis=(0, 1))}
    return -np.sum(weight * true * log_p), grads


def last_character(params, inputs, targets):
    weight = np.zeros(inputs.shape)
    weight[:, -1] = 1
    return reference_gradients(params, inputs, targets, weight)


def grads_of_sum(params, inputs, targets):
    return reference_gradients(params, inputs, targets)[0], reference_gradients(params, inputs, targets, mean=False)[1]


def per_sequence(params, inputs, targets):
    loss, grads = reference_gradients(params, inputs, targets)
    return loss * inputs.shape[1], {name: g * inputs.shape[1] for name, g in grads.items()}


def overflowing(params, inputs, targets):
    with np.errstate(all="ignore"):
        (H, _) = rnn_forward(np.eye(len(params["b_y"]))[inputs], np.zeros((len(inputs), len(params["W_hh"]))), params)
        p = np.exp(H @ params["W_hy"].T + params["b_y"])
        p = p / p.sum(axis=2, keepdims=True)
        loss = -np.mean(np.log(np.take_along_axis(p, targets[:, :, None], 2)))
    return loss, reference_gradients(params, inputs, targets)[1]


SUM = "L is the mean over all characters of all sequences, and so are its gradients."
GRADIENTS = [
    Misconception("T6.1/sum_of_characters", SUM, lambda *args: reference_gradients(*args, mean=False)),
    Misconception("T6.1/sum_of_characters", SUM, grads_of_sum),
    Misconception("T6.1/sum_of_characters", SUM, per_sequence),
    Misconception("T6.1/last_character", "Every character of the text is a target, not the last one alone.", last_character),
    Misconception("T6.1/overflow", "Scores of 1000 overflow: subtract the largest before the exponential.", overflowing),
]  # fmt: skip


def written(params, first, u, *, carry=True, feed=True, draw=True, echo=False):
    """`write_text`, right or with one part of it wrong."""
    h, k, out = np.zeros((1, len(params["W_hh"]))), first, []
    for chance in u:
        read = np.eye(len(params["b_y"]))[[k if feed else first]]
        h = rnn_cell(read, h if carry else 0 * h, *(params[n] for n in NAMES))
        p = np.exp(log_softmax(h @ params["W_hy"].T + params["b_y"]))[0]
        k = int(np.argmax(np.cumsum(p) > chance)) if draw else int(p.argmax())
        out.append(k)
    return np.array([first, *out[:-1]] if echo else out, dtype=int)


WRITES = [
    Misconception("T6.1/state_forgotten", "The state goes on from character to character.",
                  lambda *args: written(*args, carry=False)),
    Misconception("T6.1/reads_first", "What the network has just written is what it reads next.",
                  lambda *args: written(*args, feed=False)),
    Misconception("T6.1/greedy", "Draw the character with u; the likeliest one would be the same every time.",
                  lambda *args: written(*args, draw=False)),
    Misconception("T6.1/echo", "Return what was written, without the first character.",
                  lambda *args: written(*args, echo=True)),
]  # fmt: skip


def nets(sizes, seed, spread=1.0):
    rng = np.random.default_rng(seed)
    for V, H in sizes:
        shapes = dict(W_ih=(H, V), W_hh=(H, H), b_ih=(H,), b_hh=(H,), W_hy=(V, H), b_y=(V,))
        params = {name: rng.normal(size=s) / np.sqrt(s[-1]) for name, s in shapes.items()}
        yield rng, params | {"W_hy": spread * params["W_hy"], "b_y": spread * params["b_y"]}


def pieces(sizes, spread=1.0):
    nets_ = nets([(V, H) for _, _, V, H in sizes], 71, spread)
    return [(p, rng.integers(0, len(p["b_y"]), size=(B, T)), rng.integers(0, len(p["b_y"]), size=(B, T)))
            for (B, T, _, _), (rng, p) in zip(sizes, nets_, strict=True)]  # fmt: skip


@test_case(
    name="gradients of the whole model",
    points=1,
    hidden=True,
    failure_message="Compare with differences of your loss, one parameter after the other. Sum or mean, over what?",
)
def test_hidden_gradients(char_gradients):
    cases = pieces([(3, 5, 4, 6), (2, 4, 7, 3), (1, 6, 3, 4), (3, 5, 4, 6)])
    params, inputs, targets = cases[0]
    columns = {name: np.asfortranarray(value) for name, value in params.items()}
    cases.append((columns, np.asfortranarray(inputs), np.asfortranarray(targets)))
    for array in (*columns.values(), *cases[-1][1:]):
        array.flags.writeable = False
    agree(char_gradients, reference_gradients, cases, mutants=GRADIENTS, name="char_gradients")


@test_case(
    name="one character, and scores of a thousand",
    points=0.5,
    hidden=True,
    failure_message="What is np.exp(1000)? And does a piece of one character work?",
)
def test_hidden_large(char_gradients):
    cases = [*pieces([(2, 1, 4, 3), (1, 1, 3, 2)]), *pieces([(3, 4, 5, 6)], spread=1000.0)]
    params, inputs, targets = cases[0]
    cases.append((params | {"b_y": params["b_y"] - 1000}, inputs, targets))
    agree(char_gradients, reference_gradients, cases, mutants=GRADIENTS, name="char_gradients")


@test_case(
    name="what it writes",
    points=1,
    hidden=True,
    failure_message="Which state, which character and which u does each step use? What comes first in the result?",
)
def test_hidden_writes(write_text):
    cases = [
        (params, int(first), rng.random(30))
        for rng, params in nets([(5, 8), (9, 4), (27, 16), (5, 8)], 72, spread=3.0)
        for first in rng.integers(0, len(params["b_y"]), size=2)
    ]
    params, first, u = cases[0]
    cases.append(({name: np.asfortranarray(value) for name, value in params.items()}, first, u[::-1]))
    agree(write_text, written, cases, mutants=WRITES, name="write_text")


@test_case(
    name="short texts, sure networks",
    points=0.5,
    hidden=True,
    failure_message="Nothing to write is an empty array. And what if one score is 1000 above the others?",
)
def test_hidden_sure(write_text):
    cases = [(p, n % 3, rng.random(n)) for n in (0, 1, 12) for rng, p in nets([(4, 5), (6, 3)], 73 + n, spread=1000.0)]
    rng, params = next(nets([(5, 4)], 74))
    cases.append((params | {"b_y": params["b_y"] - 1000}, 2, rng.random(20)))
    agree(write_text, written, cases, mutants=WRITES, name="write_text")

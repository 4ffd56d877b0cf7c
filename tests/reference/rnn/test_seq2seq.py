"""Sequence to sequence against torch and recounts, with the worked numbers."""

import math

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.rnn import seq2seq
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

CANDIDATE, REFERENCE = ["the", "cat", "sat", "on", "mat"], ["the", "cat", "sat", "on", "the", "mat"]
THE = ["the"] * 3


def logits_with(losses):
    """Logits of two classes whose loss at class 0 is the number given."""
    return np.stack([np.zeros_like(losses), np.log(np.expm1(losses))], axis=-1)


WORKED = logits_with(np.array([[1.0, 2, 9], [4, 9, 9]])), [[0] * 3] * 2, [2, 1]


def test_the_worked_loss(xp):
    got = seq2seq.masked_cross_entropy(xp.asarray(WORKED[0]), xp.ints(WORKED[1]), xp.ints(WORKED[2]))
    assert float(got) == pytest.approx(7 / 3, rel=1e-9)


@pytest.mark.parametrize(("key", "loss"), [("padding_counted", 5.66667), ("mean_of_sentences", 2.75)])
def test_mistakes_give_their_published_losses(key, loss):
    (wrong,) = misconceptions_of(seq2seq.masked_cross_entropy, f"T6.7/{key}")
    assert float(wrong.mutant(*map(np.array, WORKED))) == pytest.approx(loss, rel=1e-6)


def test_the_worked_translation():
    assert seq2seq.bleu(CANDIDATE, REFERENCE) == pytest.approx(0.57893, abs=5e-6)
    assert pytest.approx(0.57893, abs=5e-6) == 0.818731 * (1 * 0.75 * 0.666667 * 0.5) ** 0.25
    assert seq2seq.bleu(THE, REFERENCE, 1) == pytest.approx(2 / 3 * math.exp(-1), rel=1e-9)


def test_mistakes_give_their_published_scores():
    clipping, brevity = misconceptions_of(seq2seq.bleu, "T6.7/no_clipping", "T6.7/no_brevity")
    assert clipping.mutant(THE, REFERENCE, 1) * math.e == pytest.approx(1, rel=1e-9)
    assert brevity.mutant(CANDIDATE, REFERENCE) == pytest.approx(0.707107, abs=5e-7)


@pytest.mark.parametrize("n", range(1, 5))
@pytest.mark.parametrize("seed", range(4))
def test_bleu_is_a_recount(seed, n):
    rng = np.random.default_rng(seed)
    c, r = (rng.integers(3, size=size).tolist() for size in rng.integers(4, 15, size=2))
    logs = []
    for k in range(1, n + 1):
        grams, pool = [c[i : i + k] for i in range(len(c) - k + 1)], [r[i : i + k] for i in range(len(r) - k + 1)]
        hits = sum(g in pool and not pool.remove(g) for g in grams)
        logs.append(math.log(hits / len(grams)) if hits else -math.inf)
    want = math.exp(sum(logs) / n) * math.exp(min(0, 1 - len(r) / len(c)))
    assert seq2seq.bleu(c, r, n) == pytest.approx(want, rel=1e-9)


def test_the_ends_of_bleu():
    assert seq2seq.bleu(REFERENCE, REFERENCE) == 1
    assert seq2seq.bleu([], REFERENCE) == seq2seq.bleu([], []) == seq2seq.bleu(REFERENCE, []) == 0
    assert seq2seq.bleu(["a", "b", "c"], ["a", "b", "c"]) == 0  # no 4-gram
    assert seq2seq.bleu(REFERENCE + ["x"], REFERENCE, 1) == pytest.approx(6 / 7)


def test_the_decoder_sees_what_came_before(xp):
    ids = [[5, 6, 2], [7, 2, 0]]
    assert xp.to_numpy(seq2seq.shift_right(xp.ints(ids), 1)).tolist() == [[1, 5, 6], [1, 7, 2]]
    assert xp.to_numpy(seq2seq.shift_right(xp.ints([[4]]), 1)).tolist() == [[1]]
    assert seq2seq.shift_right(xp.ints(ids), 1).dtype == xp.ints(ids).dtype


def test_masks_mark_real_tokens(xp):
    got = xp.to_numpy(seq2seq.length_mask(xp.ints([0, 1, 3]), 3))
    assert got.tolist() == [[False] * 3, [True, False, False], [True] * 3]
    assert tuple(seq2seq.length_mask(xp.ints([]), 3).shape) == (0, 3)
    assert tuple(seq2seq.length_mask(xp.ints([0]), 0).shape) == (1, 0)


@pytest.mark.parametrize("pad", [0, -100])
def test_the_loss_is_torch_s_with_ignored_padding(xp, pad):
    rng = np.random.default_rng(0)
    logits, ids, lengths = rng.normal(size=(4, 5, 3)) * 1e3, rng.integers(3, size=(4, 5)), [5, 0, 2, 1]
    ignored = ids.copy()
    for row, n in enumerate(lengths):
        ids[row, n:], ignored[row, n:] = pad, -100
        logits[row, n:] = np.nan  # what the network says about padding does not matter
    want = torch.nn.functional.cross_entropy(torch.tensor(logits).reshape(20, 3), torch.tensor(ignored).reshape(20))
    got = seq2seq.masked_cross_entropy(xp.asarray(logits), xp.ints(ids), xp.ints(lengths))
    assert float(got) == pytest.approx(want.item(), rel=1e-9)


@pytest.mark.parametrize("scale", [1.0, 1e3])
def test_attention_is_a_softmax_over_the_real_places(xp, scale):
    rng = np.random.default_rng(0)
    h, memory, W, lengths = (
        rng.normal(size=(3, 5)) * scale,
        rng.normal(size=(3, 7, 2)),
        rng.normal(size=(5, 2)),
        [7, 1, 4],
    )
    got = seq2seq.luong_step(xp.asarray(h), xp.asarray(memory), xp.asarray(W), xp.ints(lengths))
    for b, n in enumerate(lengths):
        w = torch.softmax(torch.tensor(memory[b, :n] @ (W.T @ h[b])), 0).numpy()
        np.testing.assert_allclose(xp.to_numpy(got.weights)[b], np.r_[w, np.zeros(7 - n)], rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(xp.to_numpy(got.context)[b], w @ memory[b, :n], rtol=1e-8, atol=1e-12)


def test_of_an_empty_memory_nothing_is_read(xp):
    h, W = xp.asarray(np.ones((2, 3))), xp.asarray(np.ones((3, 2)))
    got = seq2seq.luong_step(h, xp.asarray(np.ones((2, 4, 2))), W, xp.ints([0, 4]))
    assert xp.to_numpy(got.context).tolist() == [[0, 0], [1, 1]]
    assert xp.to_numpy(got.weights).tolist() == [[0] * 4, [0.25] * 4]
    none = seq2seq.luong_step(h, xp.asarray(np.ones((2, 0, 2))), W, xp.ints([0, 0]))
    assert (tuple(none.context.shape), tuple(none.weights.shape)) == ((2, 2), (2, 0))


def test_float32_stays_and_arguments_are_left_alone(xp):
    x, i = xp.asarray([[1.0, 2.0], [3.0, 4.0]], dtype="float32"), xp.ints([1, 1])
    out = [*seq2seq.luong_step(x, x[:, None, :], x, i)]
    out.append(seq2seq.masked_cross_entropy(x[:, None, :], i[:, None], i))
    seq2seq.shift_right(i[:, None], 0)
    assert {a.dtype for a in out} == {x.dtype}
    assert (xp.to_numpy(x).tolist(), xp.to_numpy(i).tolist()) == ([[1, 2], [3, 4]], [1, 1])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, i: seq2seq.shift_right(i, 0), r"ids: expected 2 axes \(B, T\), got shape \(2,\)"),
        (lambda x, i: seq2seq.shift_right(i[:, None][:, :0], 0), "ids: expected at least one sample"),
        (lambda x, i: seq2seq.length_mask(i, 0), "lengths: expected numbers in 0…0, got 1…1"),
        (lambda x, i: seq2seq.length_mask(-i, 3), "lengths: expected numbers in 0…3, got -1…-1"),
        (lambda x, i: seq2seq.length_mask(i, -1), "T: expected a number of at least 0, got -1"),
        (
            lambda x, i: seq2seq.masked_cross_entropy(x, i, i),
            r"logits: expected 3 axes \(B, T, V\), got shape \(2, 2\)",
        ),
        (lambda x, i: seq2seq.masked_cross_entropy(x[:, None, :], i, i), r"ids: expected shape \(B, T\) = \(2, 1\)"),
        (
            lambda x, i: seq2seq.masked_cross_entropy(x[:, None, :], i[:, None], i[:1]),
            r"lengths: expected shape \(B,\)",
        ),
        (
            lambda x, i: seq2seq.masked_cross_entropy(x[:, None, :], i[:, None] + 1, i),
            "y: expected labels in 0…1, got 2",
        ),
        (
            lambda x, i: seq2seq.masked_cross_entropy(x[:, None, :], i[:, None], 0 * i),
            "expected at least one token, got n",
        ),
        (lambda x, i: seq2seq.luong_step(x, x, x, i), r"memory: expected 3 axes \(B, S, H\), got shape \(2, 2\)"),
        (lambda x, i: seq2seq.luong_step(x[:1, :], x[:, None, :], x, i), r"h: expected shape \(B, D\) = \(2, 2\)"),
        (lambda x, i: seq2seq.luong_step(x, x[:, None, :], x[:1, :], i), r"W: expected shape \(D, H\) = \(2, 2\)"),
        (lambda x, i: seq2seq.luong_step(x, x[:, None, :], x, 2 * i), "lengths: expected numbers in 0…1, got 2…2"),
        (lambda x, i: seq2seq.bleu(["a"], ["a"], 0), "max_n: expected a number of at least 1, got 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray([[1.0, 2.0], [3.0, 4.0]]), xp.ints([1, 1]))


def test_a_string_is_no_list_of_tokens():
    with pytest.raises(TypeError, match="reference: expected a list of tokens, got a string; split it first"):
        seq2seq.bleu(["a"], "a b")


RNG = np.random.default_rng(0)
CASES = {
    "shift_right": [(np.array([[5, 6, 2], [7, 2, 0]]), 1)],
    "length_mask": [(np.array([2, 1, 0]), 3)],
    "masked_cross_entropy": [tuple(map(np.array, WORKED))],
    "luong_step": [(RNG.normal(size=(2, 3)), RNG.normal(size=(2, 4, 3)), RNG.normal(size=(3, 3)), np.array([2, 3]))],
    "bleu": [(CANDIDATE, REFERENCE, 2), (THE, REFERENCE, 1), (REFERENCE + ["x", "y"], REFERENCE, 3)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(seq2seq, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(seq2seq)
    assert {m.function for m in mine} == set(CASES)
    listed = "padding_counted mean_of_sentences no_clipping no_brevity"
    assert {f"T6.7/{key}" for key in listed.split()} <= {m.key for m in mine}

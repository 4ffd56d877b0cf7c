"""BLIP's three losses and its filter against torch, with the worked numbers."""

import math

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.vision import blip
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

N, B, T, V = 5, 2, 4, 7
SIM = [[2.0, 1.0, 0.5], [0.3, 1.5, -1.0], [0.0, 0.2, 0.1]]  # the first row is the example's


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def to_torch(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def close(xp, ours, theirs):
    theirs = theirs.detach() if isinstance(theirs, torch.Tensor) else theirs
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-9, atol=1e-12)


def test_the_worked_soft_target(xp):
    got = xp.to_numpy(blip.momentum_soft_targets(xp.asarray(SIM)))
    np.testing.assert_allclose(got[0], [0.851413, 0.092490, 0.056098], atol=5e-7)
    np.testing.assert_allclose(got.sum(axis=1), 1, rtol=1e-12)


def test_alpha_on_the_wrong_part_has_its_published_number(xp):
    (wrong,) = misconceptions_of(blip.momentum_soft_targets, "T9.6/alpha_swapped")
    got = xp.to_numpy(wrong.mutant(xp.asarray(SIM)))[0]
    np.testing.assert_allclose(got, [0.777119, 0.138734, 0.084147], atol=5e-7)


@pytest.mark.parametrize("alpha", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("n", [1, N])
def test_soft_targets_are_torchs_softmax_and_the_identity(xp, n, alpha):
    (sim,) = draw(xp, (n, n))
    (ts,) = to_torch(xp, sim)
    close(xp, blip.momentum_soft_targets(sim, alpha), torch.lerp(torch.eye(n).double(), ts.softmax(1), alpha))


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("n", [1, N])
def test_contrast_is_torchs_cross_entropy_of_both_directions(xp, n, soft):
    i2t, t2i, momentum = draw(xp, (n, n), (n, n), (n, n))
    y = blip.momentum_soft_targets(momentum) if soft else None
    a, b = to_torch(xp, i2t, t2i)
    target = torch.tensor(xp.to_numpy(y)) if soft else torch.arange(n)
    theirs = (F.cross_entropy(a, target) + F.cross_entropy(b, target)) / 2
    close(xp, blip.itc_loss(i2t, t2i, y), theirs)


def test_similarities_of_a_thousand_stay_finite(xp):
    (sim,) = draw(xp, (N, N))
    assert math.isfinite(float(blip.itc_loss(1e3 * sim, -1e3 * sim, blip.momentum_soft_targets(1e3 * sim))))
    assert np.isfinite(xp.to_numpy(blip.hard_negative_weights(1e3 * sim))).all()


@pytest.mark.parametrize("kind", ["int64", "bool"])
@pytest.mark.parametrize("b", [1, N])
def test_matching_is_torchs_cross_entropy_with_class_1(xp, b, kind):
    (logits,) = draw(xp, (b, 2))
    match = np.arange(b) % 2 == 0
    (tl,) = to_torch(xp, logits)
    theirs = F.cross_entropy(tl, torch.tensor(match).long())
    close(xp, blip.itm_loss(logits, xp.asarray(match, dtype=kind)), theirs)
    close(
        xp,
        blip.itm_loss(logits, xp.asarray(match, dtype=kind)),
        F.binary_cross_entropy_with_logits(tl[:, 1] - tl[:, 0], torch.tensor(match).double()),
    )


def test_the_worked_negatives(xp):
    got = xp.to_numpy(blip.hard_negative_weights(xp.asarray(SIM)))
    np.testing.assert_allclose(got[0], [0, 0.622459, 0.377541], atol=5e-7)


@pytest.mark.parametrize("n", [2, N])
def test_negatives_are_the_softmax_without_the_positive_normalised_again(xp, n):
    (sim,) = draw(xp, (n, n))
    p = to_torch(xp, sim)[0].softmax(1)
    p = p * (1 - torch.eye(n))
    close(xp, blip.hard_negative_weights(sim), p / p.sum(1, keepdim=True))


def test_a_positive_far_above_the_others_leaves_their_weights_as_they_are(xp):
    sim = xp.asarray([[1e3, 1.0, 0.5], [0.0, 1e3, 0.0], [0.0, 0.0, 1e3]])
    got = xp.to_numpy(blip.hard_negative_weights(sim))
    np.testing.assert_allclose(got[0], [0, 0.622459, 0.377541], atol=5e-7)


def caption(xp, z, smoothing):
    """The example as a caption: its second token is 0."""
    logits = xp.asarray([[z, [0.0] * len(z)]])
    return float(blip.captioning_loss(logits, xp.ints([[1, 0]]), smoothing))


def test_the_worked_smoothing(xp):
    assert caption(xp, SIM[0], 0.1) == pytest.approx(0.547702, abs=5e-7)
    assert caption(xp, SIM[0], 0.0) == pytest.approx(0.464369, abs=5e-7)


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
@pytest.mark.parametrize(("b", "t"), [(1, 2), (B, T)])
def test_captioning_is_torchs_smoothed_cross_entropy_of_the_next_token(xp, b, t, smoothing):
    (logits,) = draw(xp, (b, t, V))
    labels = np.random.default_rng(1).integers(0, V, size=(b, t))
    labels[0, 2:3] = -100
    (tl,) = to_torch(xp, logits)
    theirs = F.cross_entropy(
        tl[:, :-1].reshape(-1, V), torch.tensor(labels[:, 1:]).reshape(-1), label_smoothing=smoothing
    )
    close(xp, blip.captioning_loss(logits, xp.ints(labels), smoothing), theirs)


def test_captions_of_likely_and_unlikely_tokens_stay_finite(xp):
    (logits,) = draw(xp, (B, T, V))
    labels = xp.ints(np.zeros((B, T)))
    assert math.isfinite(float(blip.captioning_loss(1e3 * logits, labels)))


def test_the_filter_is_asked_about_texts_of_the_web_and_of_the_captioner():
    asked = []

    def keep(image, text):
        asked.append((image, text))
        return len(text) > 1

    web, synthetic = [(1, "a cat"), (2, "x")], [(1, "y"), (2, "a dog")]
    assert blip.capfilt(web, synthetic, keep) == [(1, "a cat"), (2, "a dog")]
    assert asked == web + synthetic
    assert blip.capfilt([], [], keep) == []


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (N, N), (N, 2), (B, T, V), dtype="float32")
    before = [xp.to_numpy(a).copy() for a in arrays]
    sim, logits, words = arrays
    soft = blip.momentum_soft_targets(sim)
    out = [soft, blip.itc_loss(sim, sim), blip.itc_loss(sim, sim, soft), blip.hard_negative_weights(sim)]
    out += [blip.itm_loss(logits, xp.ints([0, 1] * 2 + [1])), blip.captioning_loss(words, xp.ints(np.ones((B, T))))]
    assert {a.dtype for a in out} == {sim.dtype}
    for a, b in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)


def labels_of(xp, value):
    return xp.ints(np.full((B, T), value))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda xp, s, z: blip.itc_loss(s[:, :2], s), r"sim_i2t: expected shape \(N, N\) = \(5, 5\), got \(5, 2\)"),
        (lambda xp, s, z: blip.itc_loss(s, s[:2, :2]), r"sim_t2i: expected shape \(N, N\) = \(5, 5\), got \(2, 2\)"),
        (
            lambda xp, s, z: blip.itc_loss(s, s, s[:, :1]),
            r"soft_targets: expected shape \(N, N\) = \(5, 5\), got \(5, 1\)",
        ),
        (lambda xp, s, z: blip.itc_loss(s[:0, :0], s[:0, :0]), "sim_i2t: expected at least one sample"),
        (lambda xp, s, z: blip.momentum_soft_targets(s, 1.5), r"alpha: expected a number in \[0, 1\], got 1.5"),
        (lambda xp, s, z: blip.hard_negative_weights(s[:1, :1]), "N: expected a number of at least 2, got 1"),
        (lambda xp, s, z: blip.itm_loss(s, xp.ints([0] * 5)), r"logits: expected shape \(B, 2\) = \(5, 2\)"),
        (lambda xp, s, z: blip.itm_loss(s[:, :2], xp.ints([0])), r"match: expected shape \(B,\) = \(5,\), got \(1,\)"),
        (lambda xp, s, z: blip.itm_loss(s[:0, :2], xp.ints([])), "logits: expected at least one sample"),
        (lambda xp, s, z: blip.itm_loss(s[:, :2], xp.ints([0, 1, 2, 0, 0])), "match: expected 0 and 1 only"),
        (lambda xp, s, z: blip.captioning_loss(z, labels_of(xp, 0), -0.1), r"smoothing: expected a number in \[0, 1\]"),
        (lambda xp, s, z: blip.captioning_loss(z, labels_of(xp, V)), "labels: expected tokens from 0 to 6, got one"),
        (lambda xp, s, z: blip.captioning_loss(z, labels_of(xp, -100)), "labels: expected at least one token with a"),
        (
            lambda xp, s, z: blip.captioning_loss(z[:, :1, :], labels_of(xp, 0)[:, :1]),
            "labels: expected at least one token with a loss, got none",
        ),
        (
            lambda xp, s, z: blip.captioning_loss(z, labels_of(xp, 0)[:, :2]),
            r"labels: expected shape \(B, T\) = \(2, 4\), got \(2, 2\)",
        ),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp, *draw(xp, (N, N), (B, T, V)))


def test_a_match_is_no_fraction(xp):
    (logits,) = draw(xp, (2, 2))
    with pytest.raises(TypeError, match="match: expected integers or booleans, got dtype"):
        blip.itm_loss(logits, xp.asarray([0.5, 1.0]))


NP = Backend("numpy")
I2T, T2I, PAIRS, WORDS = draw(NP, (N, N), (N, N), (N, 2), (B, T, V))
LABELS = np.array([[0, 3, 1, 5], [6, 2, 2, -100]])
KEEP = [([(1, "ab"), (2, "c")], [(1, "d"), (2, "ef")], lambda image, text: len(text) > 1)]
CASES = {
    "itc_loss": [(I2T, T2I), (I2T, T2I, blip.momentum_soft_targets(I2T))],
    "momentum_soft_targets": [(I2T,)],
    "itm_loss": [(PAIRS, np.array([0, 1, 1, 0, 1]))],
    "hard_negative_weights": [(I2T,)],
    "captioning_loss": [(WORDS, LABELS)],
    "capfilt": KEEP,
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(blip, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    """All but grad_teacher, which only gradients show, and filter_gen, which no function does."""
    mine = declared_in(blip)
    assert {m.function for m in mine} == set(CASES)
    listed = "itm_match_class hard_neg_self alpha_swapped"
    assert {f"T9.6/{key}" for key in listed.split()} <= {m.key for m in mine}

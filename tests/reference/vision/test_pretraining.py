"""Masked patches, distillation and linear probes against torch and least squares, with the worked numbers."""

import math

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.vision import pretraining
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

B, N, P, C, D = 2, 7, 5, 3, 4
PRED, TARGET = [[[1.0, 2, 3, 4], [0, 0, 0, 0]]], [[[2.0, 2, 3, 4], [1, 1, 1, 1]]]
FIRST = [[True, False]]


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def flags(xp, *shape, seed=1):
    return xp.asarray(np.random.default_rng(seed).random(shape) < 0.6, dtype="bool")


def to_torch(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def close(xp, ours, theirs):
    theirs = theirs.detach() if isinstance(theirs, torch.Tensor) else theirs
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("ratio", [0.0, 0.3, 0.75, 1.0])
@pytest.mark.parametrize("b", [0, 1, B])
def test_restored_patches_are_in_their_places_and_removed_ones_marked(xp, b, ratio):
    (noise,) = draw(xp, (b, N))
    keep, mask, restore = map(xp.to_numpy, pretraining.mae_random_mask(noise, ratio))
    for row in range(b):
        removed = np.flatnonzero(mask[row])
        assert sorted([*keep[row], *removed]) == list(range(N))
        by_noise = np.argsort(xp.to_numpy(noise)[row])
        assert keep[row].tolist() == by_noise[: keep.shape[1]].tolist()
        np.testing.assert_array_equal(by_noise[restore[row]], np.arange(N))


def test_kept_tokens_and_mask_tokens_come_back_to_the_image(xp):
    noise, x = draw(xp, (B, N), (B, N, P))
    keep, mask, restore = map(xp.to_numpy, pretraining.mae_random_mask(noise, 0.6))
    plain = xp.to_numpy(x)
    kept = np.take_along_axis(plain, keep[:, :, None], axis=1)
    filled = np.concatenate([kept, np.zeros((B, N - keep.shape[1], P))], axis=1)
    back = np.take_along_axis(filled, restore[:, :, None], axis=1)
    np.testing.assert_array_equal(back, np.where(mask[:, :, None], 0, plain))


@pytest.mark.parametrize(
    ("n", "ratio", "kept"), [(196, 0.75, 49), (10, 0.9, 1), (20, 0.9, 2), (100, 0.9, 10), (50, 0.8, 10)]
)
def test_the_worked_numbers_of_kept_patches(xp, n, ratio, kept):
    keep, mask, _ = pretraining.mae_random_mask(*draw(xp, (1, n)), ratio)
    assert keep.shape == (1, kept)
    assert int(xp.to_numpy(mask).sum()) == n - kept


def test_of_equal_noises_the_first_are_kept(xp):
    keep, mask, restore = pretraining.mae_random_mask(xp.asarray([[0.5, 0.2, 0.5, 0.2, 0.5]]), 0.4)
    assert xp.to_numpy(keep).tolist() == [[1, 3, 0]]
    assert xp.to_numpy(mask).tolist() == [[False, False, True, False, True]]
    assert xp.to_numpy(restore).tolist() == [[2, 0, 3, 1, 4]]


def worked(xp):
    return xp.asarray(PRED), xp.asarray(TARGET), xp.asarray(FIRST, dtype="bool")


def test_the_worked_loss_and_that_over_all_patches(xp):
    assert float(pretraining.mae_loss(*worked(xp), norm_pix=False)) == pytest.approx(0.25, rel=1e-12)
    (wrong,) = misconceptions_of(pretraining.mae_loss, "T9.4/loss_everywhere")
    assert float(wrong.mutant(*worked(xp), norm_pix=False)) == pytest.approx(0.625, rel=1e-12)


@pytest.mark.parametrize("norm_pix", [False, True])
@pytest.mark.parametrize("b", [1, B])
def test_the_loss_is_torchs_over_the_removed_patches(xp, b, norm_pix):
    pred, target = draw(xp, (b, N, P))[0], draw(xp, (b, N, P), seed=2)[0]
    mask = flags(xp, b, N)
    tp, tt, tm = to_torch(xp, pred, target, mask)
    if norm_pix:
        tt = (tt - tt.mean(-1, keepdim=True)) / torch.sqrt(tt.var(-1, unbiased=True, keepdim=True) + 1e-6)
    close(xp, pretraining.mae_loss(pred, target, mask, norm_pix), F.mse_loss(tp[tm], tt[tm]))


def test_what_was_kept_does_not_matter_even_when_it_is_nan(xp):
    pred, target, mask = worked(xp)
    bad = xp.to_numpy(pred).copy()
    bad[0, 1] = np.nan
    assert float(pretraining.mae_loss(xp.asarray(bad), target, mask, norm_pix=False)) == pytest.approx(0.25)


def test_a_patch_of_one_colour_is_normalised_to_zero(xp):
    pred, _, mask = worked(xp)
    same = xp.asarray(np.full((1, 2, 4), 1e3))
    assert float(pretraining.mae_loss(pred, same, mask)) == pytest.approx((1 + 4 + 9 + 16) / 4)


@pytest.mark.parametrize("T", [0.5, 1.0, 4.0])
@pytest.mark.parametrize("b", [1, N])
def test_distillation_is_torchs_divergence(xp, b, T):
    student, teacher = draw(xp, (b, C))[0], draw(xp, (b, C), seed=2)[0]
    ts, tt = to_torch(xp, student, teacher)
    theirs = T * T * F.kl_div(F.log_softmax(ts / T, 1), F.softmax(tt / T, 1), reduction="batchmean")
    close(xp, pretraining.knowledge_distillation_loss(student, teacher, T), theirs)


def test_equal_models_have_no_loss_and_logits_of_a_thousand_stay_finite(xp):
    z, y = xp.asarray([[1e3, -1e3, 0.0]]), xp.asarray([[-1e3, 1e3, 0.0]])
    assert float(pretraining.knowledge_distillation_loss(z, z, 2.0)) == 0
    assert float(pretraining.knowledge_distillation_loss(z, y)) == pytest.approx(2000, rel=1e-12)


def test_the_gradient_keeps_its_size_when_the_temperature_grows():
    student, teacher = to_torch(NP, *draw(NP, (N, C), (N, C)))
    sizes = []
    for T in (20.0, 200.0):
        student.grad = None
        pretraining.knowledge_distillation_loss(student.requires_grad_(), teacher, T).backward()
        sizes.append(float(student.grad.norm()))
    assert sizes[1] == pytest.approx(sizes[0], rel=0.1)


@pytest.mark.parametrize("ridge", [1e-3, 0.5, 20.0])
@pytest.mark.parametrize("n", [1, 3, 30])
def test_a_probe_is_the_least_squares_of_samples_and_penalty(xp, n, ridge):
    (features,) = draw(xp, (n, D))
    y = np.random.default_rng(2).integers(0, C, size=n)
    plain = xp.to_numpy(features)
    rows = np.block([[plain, np.ones((n, 1))], [math.sqrt(ridge) * np.eye(D), np.zeros((D, 1))]])
    right, *_ = np.linalg.lstsq(rows, np.vstack([np.eye(C)[y], np.zeros((D, C))]), rcond=None)
    W, b = pretraining.linear_probe(features, xp.ints(y), C, ridge)
    np.testing.assert_allclose(xp.to_numpy(W), right[:D].T, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(xp.to_numpy(b), right[D], rtol=1e-7, atol=1e-9)


def test_a_probe_tells_separable_classes_apart(xp):
    rng = np.random.default_rng(0)
    y = rng.integers(0, C, size=60)
    features = 5 * np.eye(D)[y] + 0.3 * rng.normal(size=(60, D)) + 100
    W, b = map(xp.to_numpy, pretraining.linear_probe(xp.asarray(features), xp.ints(y), C))
    assert (np.argmax(features @ W.T + b, axis=1) == y).all()


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (B, N), (B, N, P), (N, C), dtype="float32")
    before = [xp.to_numpy(a).copy() for a in arrays]
    noise, patches, logits = arrays
    mask = pretraining.mae_random_mask(noise).mask
    out = [pretraining.mae_loss(patches, patches, mask), pretraining.knowledge_distillation_loss(logits, logits)]
    out += pretraining.linear_probe(logits, xp.ints(np.arange(N) % C), C)
    assert {a.dtype for a in out} == {noise.dtype}
    for a, b in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p, m: pretraining.mae_random_mask(p), r"noise: expected 2 axes \(B, N\), got shape \(2, 7, 5\)"),
        (lambda p, m: pretraining.mae_random_mask(p[:, :, 0], 1.5), r"ratio: expected a number in \[0, 1\], got 1.5"),
        (lambda p, m: pretraining.mae_loss(p, p[:, :2, :], m), r"target: expected shape \(B, N, P\) = \(2, 7, 5\)"),
        (lambda p, m: pretraining.mae_loss(p, p, m[:, :2]), r"mask: expected shape \(B, N\) = \(2, 7\), got \(2, 2\)"),
        (lambda p, m: pretraining.mae_loss(p, p, m & ~m), "mask: expected at least one removed patch, got none"),
        (lambda p, m: pretraining.mae_loss(p[:, :, :1], p[:, :, :1], m), "norm_pix: expected patches of at least 2"),
        (
            lambda p, m: pretraining.knowledge_distillation_loss(p[0, :, :], p[0, :, :3]),
            r"teacher: expected shape \(N, C\) = \(7, 5\), got \(7, 3\)",
        ),
        (
            lambda p, m: pretraining.knowledge_distillation_loss(p[0, :, :], p[0, :, :], 0.0),
            "T: expected a temperature above 0, got 0.0",
        ),
        (
            lambda p, m: pretraining.knowledge_distillation_loss(p[0, :0, :], p[0, :0, :]),
            "student: expected at least one sample",
        ),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (B, N, P)), flags(xp, B, N))


def test_a_mask_of_numbers_is_refused(xp):
    (p,) = draw(xp, (B, N, P))
    with pytest.raises(TypeError, match=r"mask: expected booleans \(True: removed\), got dtype"):
        pretraining.mae_loss(p, p, p[:, :, 0])


@pytest.mark.parametrize(
    ("y", "ridge", "message"),
    [
        ([0, 3], 1e-3, "y: expected classes from 0 to 2, got one outside"),
        ([0, -1], 1e-3, "y: expected classes from 0 to 2, got one outside"),
        ([0, 1, 2], 1e-3, r"y: expected shape \(N,\) = \(2,\), got \(3,\)"),
        ([0, 1], 0.0, "ridge: expected a number above 0, got 0.0"),
    ],
)
def test_a_probe_refuses_what_does_not_fit(xp, y, ridge, message):
    with pytest.raises(ValueError, match=message):
        pretraining.linear_probe(*draw(xp, (2, D)), xp.ints(y), C, ridge)


def test_a_probe_wants_samples_and_whole_labels(xp):
    (features,) = draw(xp, (2, D))
    with pytest.raises(TypeError, match="y: expected integers, got dtype"):
        pretraining.linear_probe(features, xp.asarray([0.0, 1.0]), C)
    with pytest.raises(ValueError, match="features: expected at least one sample"):
        pretraining.linear_probe(features[:0, :], xp.ints([]), C)


NP = Backend("numpy")
NOISE, PATCHES, TRUE, STUDENT, TEACHER, FEATURES = draw(NP, (B, N), (B, N, P), (B, N, P), (N, C), (N, C), (N, D))
CASES = {
    "mae_random_mask": [(NOISE,), (NOISE, 0.6)],
    "mae_loss": [(PATCHES, TRUE, flags(NP, B, N)), (PATCHES, TRUE, flags(NP, B, N), False)],
    "knowledge_distillation_loss": [(STUDENT, TEACHER, 2.0), (STUDENT, TEACHER, 1.0)],
    "linear_probe": [(FEATURES, np.arange(N) % C, C, 0.5)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(pretraining, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(pretraining)
    assert {m.function for m in mine} == set(CASES)
    listed = "loss_everywhere mask_meaning keep_ratio no_restore norm_global"
    assert {f"T9.4/{key}" for key in listed.split()} <= {m.key for m in mine}

"""CLIP's logits, loss and zero-shot classes against torch, with the worked numbers."""

import math

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.vision import clip
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

N, M, D = 5, 3, 7
COSINES = np.array([[0.9, 0.1], [0.3, 0.8]])
START = math.log(1 / 0.07)


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def to_torch(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def close(xp, ours, theirs):
    theirs = theirs.detach() if isinstance(theirs, torch.Tensor) else theirs
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-9, atol=1e-12)


def worked(xp):
    """Images and texts, of any lengths, whose cosines are those of the example; and the logarithm of the scale 2."""
    images = np.concatenate([COSINES, np.sqrt(1 - (COSINES**2).sum(axis=1, keepdims=True))], axis=1)
    texts = np.eye(3)[:2]
    return xp.asarray(3 * images), xp.asarray(0.5 * texts), math.log(2)


def test_the_worked_logits_and_losses(xp):
    assert pytest.approx(2.659260, abs=5e-7) == START
    images, texts, scale = worked(xp)
    close(xp, clip.clip_logits(images, texts, scale), 2 * COSINES)
    logits = clip.clip_logits(images, texts, scale)
    assert float(clip.matching(logits)) == pytest.approx(0.248581, abs=5e-7)
    assert float(clip.matching(xp.asarray(2 * COSINES.T))) == pytest.approx(0.241850, abs=5e-7)
    assert float(clip.clip_loss(images, texts, scale)) == pytest.approx(0.245216, abs=5e-7)


@pytest.mark.parametrize(("key", "expected"), [("one_direction", 0.248581), ("sum_not_mean", 0.490431)])
def test_wrong_losses_have_their_published_numbers(xp, key, expected):
    (m,) = misconceptions_of(clip.clip_loss, f"T9.5/{key}")
    assert float(m.mutant(*worked(xp))) == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize(("n", "m"), [(1, 1), (N, M), (0, M)])
def test_logits_are_torchs_scaled_cosines(xp, n, m):
    img, txt = draw(xp, (n, D), (m, D))
    ti, tt = to_torch(xp, img, txt)
    close(xp, clip.clip_logits(img, txt, START), F.cosine_similarity(ti[:, None], tt[None], dim=-1) / 0.07)


@pytest.mark.parametrize("n", [1, N])
def test_the_loss_is_torchs_cross_entropy_both_ways(xp, n):
    img, txt = draw(xp, (n, D), (n, D))
    ti, tt = to_torch(xp, img, txt)
    logits = math.exp(START) * F.normalize(ti) @ F.normalize(tt).T
    theirs = (F.cross_entropy(logits, torch.arange(n)) + F.cross_entropy(logits.T, torch.arange(n))) / 2
    close(xp, clip.clip_loss(img, txt, START), theirs)


def test_the_scale_is_clipped_at_a_hundred(xp):
    img, txt = draw(xp, (N, D), (N, D))
    cosines = xp.to_numpy(clip.clip_logits(img, txt, 0.0))
    for scale in (math.log(100), 5.0, 1e3):
        close(xp, clip.clip_logits(img, txt, scale), 100 * cosines)
    close(xp, clip.clip_logits(img, txt, math.log(99)), 99 * cosines)
    assert math.isfinite(float(clip.clip_loss(img, -img, 1e3)))


def test_a_scale_may_be_an_array_and_learns_below_the_clip():
    img, txt = to_torch(NP, *draw(NP, (N, D), (N, D)))
    slopes = []
    for start in (START, 5.0):
        scale = torch.tensor(start, dtype=torch.float64, requires_grad=True)
        clip.clip_loss(img, txt, scale).backward()
        slopes.append(float(scale.grad))
    assert slopes[0] != 0
    assert slopes[1] == 0


def test_a_row_of_zeros_has_cosines_of_zero_and_nan_stays(xp):
    img, txt = draw(xp, (N, D), (M, D))
    close(xp, clip.clip_logits(0 * img, txt, START), np.zeros((N, M)))
    assert np.isnan(xp.to_numpy(clip.clip_logits(img, txt, math.nan))).all()


def test_lengths_do_not_matter(xp):
    img, txt = draw(xp, (N, D), (N, D))
    close(xp, clip.clip_logits(1e3 * img, 1e-3 * txt, START), xp.to_numpy(clip.clip_logits(img, txt, START)))


def test_the_worked_ensemble(xp):
    (x,) = draw(xp, (1, 2))
    (got,) = clip.class_embeddings(x, [xp.asarray([[1.0, 0.0], [0.6, 0.8]])])
    np.testing.assert_allclose(xp.to_numpy(got), [0.894427, 0.447214], atol=5e-7)


def test_without_the_second_norm_the_ensemble_is_shorter(xp):
    """The mean of the example is (0.8, 0.4): a text between it and its unit vector wins where it should not."""
    prompts = [xp.asarray([[1.0, 0.0], [0.6, 0.8]]), xp.asarray([[0.894427, 0.447213 - 0.2]])]
    image = xp.asarray([[0.8, 0.4]])
    (wrong,) = misconceptions_of(clip.zero_shot_classify, "T9.5/no_renorm")
    assert xp.to_numpy(clip.zero_shot_classify(image, prompts)).tolist() == [0]
    assert xp.to_numpy(wrong.mutant(image, prompts)).tolist() == [1]


def test_classes_are_those_of_torchs_ensembles(xp):
    (img, *prompts) = draw(xp, (40, D), (1, D), (4, D), (2, D))
    ti, *tp = to_torch(xp, img, *prompts)
    centres = torch.stack([F.normalize(F.normalize(p).mean(0), dim=0) for p in tp])
    expected = (F.normalize(ti) @ centres.T).argmax(1)
    np.testing.assert_array_equal(xp.to_numpy(clip.zero_shot_classify(img, prompts)), expected)
    assert len(set(expected.tolist())) == 3


def test_of_equally_near_classes_the_first_wins_and_no_image_has_no_class(xp):
    img, prompt = draw(xp, (N, D), (2, D))
    assert xp.to_numpy(clip.zero_shot_classify(img, [prompt, prompt])).tolist() == [0] * N
    assert clip.zero_shot_classify(img[:0, :], [prompt]).shape == (0,)


def test_prompts_may_be_wider_numbers_than_the_images(xp):
    img, prompt, other = (draw(xp, shape, seed=i)[0] for i, shape in enumerate([(N, D), (2, D), (1, D)]))
    narrow = draw(xp, (N, D), dtype="float32")[0]
    expected = xp.to_numpy(clip.zero_shot_classify(img, [prompt, other]))
    np.testing.assert_array_equal(xp.to_numpy(clip.zero_shot_classify(narrow, [prompt, other])), expected)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    img, txt = arrays = draw(xp, (N, D), (N, D), dtype="float32")
    before = [xp.to_numpy(a).copy() for a in arrays]
    scale = xp.asarray(START, dtype="float32")
    out = [clip.clip_logits(img, txt, START), clip.clip_logits(img, txt, scale), clip.clip_loss(img, txt, START)]
    assert {a.dtype for a in out} == {img.dtype}
    for a, b in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda i, t: clip.clip_logits(i, t[:, :2], 0.0), r"txt: expected shape \(M, d\) = \(3, 7\), got \(3, 2\)"),
        (lambda i, t: clip.clip_logits(i[0, :], t, 0.0), r"img: expected 2 axes \(N, d\), got shape \(7,\)"),
        (lambda i, t: clip.clip_logits(i, t[0, :], 0.0), r"txt: expected 2 axes \(M, d\), got shape \(7,\)"),
        (lambda i, t: clip.zero_shot_classify(i[0, :], [t]), r"img: expected 2 axes \(N, d\), got shape \(7,\)"),
        (
            lambda i, t: clip.zero_shot_classify(i, [t[0, :]]),
            r"class_prompts\[0\]: expected 2 axes \(P, d\), got shape",
        ),
        (lambda i, t: clip.clip_loss(i, t, 0.0), r"txt: expected shape \(N, d\) = \(5, 7\), got \(3, 7\)"),
        (lambda i, t: clip.clip_loss(i[:0, :], t[:0, :], 0.0), "img: expected at least one sample"),
        (lambda i, t: clip.zero_shot_classify(i, []), "class_prompts: expected at least one class, got none"),
        (lambda i, t: clip.zero_shot_classify(i, [t, t[:0, :]]), r"class_prompts\[1\]: expected at least one sample"),
        (
            lambda i, t: clip.zero_shot_classify(i, [t[:, :2]]),
            r"class_prompts\[0\]: expected shape \(P, d\) = \(3, 7\), got \(3, 2\)",
        ),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, D), (M, D)))


NP = Backend("numpy")
IMG, TXT, *PROMPTS = draw(NP, (N, D), (N, D), (3, D), (2, D), (4, D))
MANY = draw(NP, (60, D), seed=3)[0]
SCALED = [p * np.array([[1.0], [9.0], [2.0], [0.3]])[: len(p)] for p in PROMPTS]
CASES = {
    "clip_logits": [(IMG, TXT, START), (IMG, TXT, 6.0)],
    "clip_loss": [(IMG, TXT, START)],
    "zero_shot_classify": [(MANY, SCALED)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(clip, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(clip)
    assert {m.function for m in mine} == set(CASES)
    listed = "one_direction not_normalised scale_log sum_not_mean no_renorm"
    assert {f"T9.5/{key}" for key in listed.split()} <= {m.key for m in mine}

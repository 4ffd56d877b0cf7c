"""Masked tokens and next sentences against torch, and the published sizes."""

import numpy as np
import pytest

from reference.llm import bert
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

B, T, V, MASK = 2, 5, 7, 3


def draw(xp, shape=(B, T, V), seed=0, dtype="float64"):
    return xp.asarray(np.random.default_rng(seed).normal(size=shape), dtype=dtype)


def corrupted(xp):
    rng = np.random.default_rng(2)
    tokens = rng.integers(4, V, size=(B, T))
    ids, other = xp.ints(tokens), xp.ints((tokens - 3) % 3 + 4)  # differs everywhere
    select = xp.asarray([[True] * 4 + [False], [False, True, True, True, False]], dtype="bool")
    u = xp.asarray([[0.0, 0.79, 0.8, 0.89, 0.1], [0.1, 0.9, 0.95, 0.85, 0.99]])
    return ids, select, u, other, MASK


def test_the_thresholds_decide(xp):
    ids, select, u, other, mask = corrupted(xp)
    out = bert.mlm_corrupt(ids, select, u, other, mask)
    i, o = xp.to_numpy(ids), xp.to_numpy(other)
    expected = [[MASK, MASK, o[0, 2], o[0, 3], i[0, 4]], [i[1, 0], i[1, 1], i[1, 2], o[1, 3], i[1, 4]]]
    np.testing.assert_array_equal(xp.to_numpy(out.ids), expected)
    np.testing.assert_array_equal(xp.to_numpy(out.labels), np.where(xp.to_numpy(select), i, -100))


def test_a_thousand_selected_tokens_are_split_80_10_10():
    u = np.random.default_rng(0).random((1, 150_000))
    ids, other = np.full(u.shape, 5), np.full(u.shape, 6)
    out = bert.mlm_corrupt(ids, np.ones(u.shape, dtype=bool), u, other, MASK).ids
    np.testing.assert_allclose([(out == i).mean() for i in (MASK, 6, 5)], [0.8, 0.1, 0.1], atol=0.004)


def test_the_masked_loss_is_torchs(xp):
    logits, labels = draw(xp), bert.mlm_corrupt(*corrupted(xp)).labels
    theirs = F.cross_entropy(
        torch.tensor(xp.to_numpy(logits)).reshape(-1, V),
        torch.tensor(xp.to_numpy(labels)).reshape(-1),
        ignore_index=-100,
    )
    assert float(bert.masked_lm_loss(logits, labels)) == pytest.approx(float(theirs), rel=1e-9)


def test_the_loss_of_the_next_sentence_has_class_0_for_is_next(xp):
    logits, follows = draw(xp, (3, 2)), xp.ints([1, 0, 1])
    theirs = F.cross_entropy(torch.tensor(xp.to_numpy(logits)), torch.tensor([0, 1, 0]))
    assert float(bert.nsp_loss(logits, follows)) == pytest.approx(float(theirs), rel=1e-9)
    assert float(bert.nsp_loss(logits, follows == 1)) == pytest.approx(float(theirs), rel=1e-9)


def test_the_published_sizes():
    assert (bert.bert_param_count(12, 768), bert.bert_param_count(24, 1024)) == (109_482_240, 335_141_888)


def test_float32_stays_float32(xp):
    logits = draw(xp, dtype="float32")
    assert bert.masked_lm_loss(logits, bert.mlm_corrupt(*corrupted(xp)).labels).dtype == logits.dtype


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda xp, a: bert.mlm_corrupt(a[0], a[0], *a[2:]), TypeError, "select: expected booleans"),
        (lambda xp, a: bert.mlm_corrupt(a[2], *a[1:]), TypeError, "ids: expected integers"),
        (lambda xp, a: bert.mlm_corrupt(a[0], a[1], a[2][:, :2], *a[3:]), ValueError, r"u: expected shape \(B, T\)"),
        (
            lambda xp, a: bert.masked_lm_loss(draw(xp), 0 * a[0] - 100),
            ValueError,
            "labels: expected at least one token",
        ),
        (lambda xp, a: bert.nsp_loss(draw(xp, (2, 3)), a[0][:, 0]), ValueError, r"logits: expected shape \(B, 2\)"),
        (lambda xp, a: bert.nsp_loss(draw(xp, (2, 2)), a[0][:, 0]), ValueError, "is_next: expected 0 and 1"),
        (lambda xp, a: bert.bert_param_count(0, 768), ValueError, "n_layer: expected a number of at least 1"),
    ],
)
def test_bad_input_is_refused(xp, call, error, message):
    with pytest.raises(error, match=message):
        call(xp, corrupted(xp))


NP = Backend("numpy")
CASES = {
    "mlm_corrupt": [corrupted(NP)],
    "masked_lm_loss": [(draw(NP), bert.mlm_corrupt(*corrupted(NP)).labels)],
    "nsp_loss": [(draw(NP, (3, 2)), np.array([1, 0, 1]))],
    "bert_param_count": [(2, 4, 7, 9)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(bert, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(bert)
    assert {m.function for m in mine} == set(CASES)
    listed = "all_positions mask_always label_changed div_by_T"
    assert {f"T8.3/{key}" for key in listed.split()} <= {m.key for m in mine}  # causal, special: concepts

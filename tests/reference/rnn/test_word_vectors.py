"""Skip-gram with negative sampling against autograd, pairs and analogies by hand, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.rnn import word_vectors as wv
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

PAIR = [1.0, 0.5], [0.4, -0.2], [[1.0, 1.0], [-0.5, 0.0]]  # v, u_o, negatives
COUNTS = [16, 81, 1]


def test_the_worked_pair(xp):
    got = wv.sgns_loss_grad(*map(xp.asarray, PAIR))
    assert float(got.loss) == pytest.approx(2.72985, abs=5e-6)
    np.testing.assert_allclose(xp.to_numpy(got.dv), [0.458581, 0.902686], atol=5e-7)
    np.testing.assert_allclose(xp.to_numpy(got.du), [-0.425557, -0.212779], atol=5e-7)


def test_the_worked_noise(xp):
    for counts in (xp.asarray(COUNTS), xp.ints(COUNTS)):
        np.testing.assert_allclose(xp.to_numpy(wv.noise_distribution(counts)), [0.222222, 0.75, 0.0277778], atol=5e-7)


def test_mistakes_give_their_published_numbers():
    (sign,) = misconceptions_of(wv.sgns_loss_grad, "T6.8/negative_sign")
    assert float(sign.mutant(*map(np.array, PAIR)).loss) == pytest.approx(1.72985, abs=5e-6)
    (unigram,) = misconceptions_of(wv.noise_distribution, "T6.8/unigram")
    np.testing.assert_allclose(unigram.mutant(np.array(COUNTS)), [0.163265, 0.826531, 0.0102041], atol=5e-7)


@pytest.mark.parametrize("scale", [1.0, 30.0])
@pytest.mark.parametrize("K", [0, 1, 5])
def test_loss_and_gradients_are_autograd_s(xp, K, scale):
    rng = np.random.default_rng(K)
    data = [rng.normal(size=s) * scale for s in ((3,), (3,), (K, 3))]
    v, u, U = leaves = [torch.tensor(d, requires_grad=True) for d in data]
    logsigmoid = torch.nn.functional.logsigmoid
    loss = -logsigmoid(u @ v) - logsigmoid(-(U @ v)).sum()
    loss.backward()
    got = wv.sgns_loss_grad(*map(xp.asarray, data))
    assert float(got.loss) == pytest.approx(loss.item(), rel=1e-9)
    for ours, leaf in zip(got[1:], leaves, strict=True):
        np.testing.assert_allclose(xp.to_numpy(ours), leaf.grad.numpy(), rtol=1e-8, atol=1e-12)


def test_a_negative_drawn_twice_counts_twice(xp):
    v, u, U = map(xp.asarray, PAIR)
    once, twice = wv.sgns_loss_grad(v, u, U[:1, :]), wv.sgns_loss_grad(v, u, xp.asarray([PAIR[2][0]] * 2))
    none = wv.sgns_loss_grad(v, u, U[:0, :])
    assert float(twice.loss - none.loss) == pytest.approx(2 * float(once.loss - none.loss), rel=1e-9)
    assert xp.to_numpy(twice.dU).tolist() == [xp.to_numpy(once.dU)[0].tolist()] * 2


def test_scores_of_a_thousand_stay_finite(xp):
    far = wv.sgns_loss_grad(xp.asarray([1e3]), xp.asarray([-1.0]), xp.asarray([[1.0], [-1.0]]))
    assert [float(far.loss), float(far.dv[0]), float(far.du[0])] == [2000, 2, -1000]


@pytest.mark.parametrize("power", [0.0, 0.5, 0.75, 1.0, 3.0])
def test_noise_is_a_distribution_that_never_draws_what_never_occurs(xp, power):
    counts = np.array([5.0, 0, 1, 1e200])[: 3 if power < 3 else 4]
    got = xp.to_numpy(wv.noise_distribution(xp.asarray(counts), power))
    want = np.where(counts > 0, (counts / counts.max()) ** power, 0)
    np.testing.assert_allclose(got, want / want.sum(), rtol=1e-9)
    assert got[1] == 0


@pytest.mark.parametrize("window", [1, 2, 9])
def test_pairs_are_all_places_that_are_near(xp, window):
    ids = [3, 1, 3, 3, 2]
    want = [(ids[t], ids[j]) for t in range(5) for j in range(5) if 0 < abs(t - j) <= window]
    assert wv.skip_gram_pairs(xp.ints(ids), window) == wv.skip_gram_pairs(ids, window) == want


def test_short_texts_have_no_pairs():
    assert wv.skip_gram_pairs([], 2) == wv.skip_gram_pairs([4], 2) == []


# man, woman, king, queen, a long king-like word, apple
E = np.array([[1.0, 0, 0.1], [1, 1, 0.1], [1, 0, 2], [1, 1.1, 2], [9, 0, 12], [-1, 0.2, 0.3]])


def test_man_is_to_woman_as_king_is_to_queen(xp):
    assert wv.analogy(xp.asarray(E), 0, 1, 2) == 3
    assert wv.analogy(xp.asarray(E), 2, 3, 0) == 1


@pytest.mark.parametrize("seed", range(4))
def test_an_analogy_is_the_best_cosine_of_the_others(xp, seed):
    table = np.random.default_rng(seed).normal(size=(8, 3))
    q = table[1] - table[0] + table[2]
    cosines = [row @ q / np.linalg.norm(row) for row in table]
    assert wv.analogy(xp.asarray(table), 0, 1, 2) == max(range(3, 8), key=lambda w: cosines[w])


def test_words_may_repeat_and_ties_go_to_the_first(xp):
    assert wv.analogy(xp.asarray([[1.0, 0], [2, 0], [2, 0], [0, 0]]), 0, 0, 0) == 1
    assert wv.analogy(xp.asarray([[1.0, 0], [0, 0]]), 0, 0, 0) == 1


def test_float32_stays_and_arguments_are_left_alone(xp):
    args = [xp.asarray(a, dtype="float32") for a in PAIR]
    out = [*wv.sgns_loss_grad(*args), wv.noise_distribution(args[0])]
    assert {a.dtype for a in out} == {args[0].dtype}
    for a, before in zip(args, PAIR, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), np.array(before, dtype="float32"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x: wv.sgns_loss_grad(x, x, x), r"v_c: expected 1 axes \(d,\), got shape \(2, 2\)"),
        (lambda x: wv.sgns_loss_grad(x[0, :], x[0, :1], x), r"u_o: expected shape \(d,\) = \(2,\), got \(1,\)"),
        (
            lambda x: wv.sgns_loss_grad(x[0, :], x[0, :], x[:, :1]),
            r"U_neg: expected shape \(K, d\) = \(2, 2\), got \(2, 1",
        ),
        (lambda x: wv.noise_distribution(x), r"counts: expected 1 axes \(V,\), got shape \(2, 2\)"),
        (lambda x: wv.noise_distribution(-x[0, :]), "counts: expected numbers ≥ 0, at least one above 0, got others"),
        (
            lambda x: wv.noise_distribution(0 * x[0, :]),
            "counts: expected numbers ≥ 0, at least one above 0, got others",
        ),
        (lambda x: wv.noise_distribution(x[0, :0]), "counts: expected numbers ≥ 0, at least one above 0, got others"),
        (lambda x: wv.noise_distribution(x[0, :], -1), "power: expected a number of at least 0, got -1"),
        (lambda x: wv.skip_gram_pairs([1, 2], 0), "window: expected a number of at least 1, got 0"),
        (lambda x: wv.analogy(x[0, :], 0, 0, 0), r"E: expected 2 axes \(V, d\), got shape \(2,\)"),
        (lambda x: wv.analogy(x, 0, 2, 1), "b: expected a word in 0…1, got 2"),
        (lambda x: wv.analogy(x, 0, 1, 1), "E: expected a word other than a, b and c, got 2 words"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray([[1.0, 2.0], [3.0, 4.0]]))


LONG = np.r_[E, [[0.2, 1.2, 1.9], [20, 12, 30], [1.1, 0.1, 2.2], [1, -1, 2]]]
CASES = {
    "sgns_loss_grad": [tuple(map(np.array, PAIR))],
    "noise_distribution": [(np.array(COUNTS),)],
    "skip_gram_pairs": [([3, 1, 3, 2], 2)],
    "analogy": [(LONG, 0, 1, 2), (LONG, 2, 3, 0), (E, 0, 5, 2)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(wv, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(wv)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T6.8/{key}" for key in ["negative_sign", "unigram", "shared_vectors", "query_in_answer"]} <= {
        m.key for m in mine
    }

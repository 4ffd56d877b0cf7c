"""Autoregressive models by enumeration of all states, masks by what they let through, and the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.generative import autoregressive as ar
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, every_bits, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

N, D, H = 3, 5, 4


def fvsbn(xp, scale=1.0, dtype="float64"):
    W, c = draw(NP, (D, D), (D,))
    return xp.asarray(scale * np.tril(W, -1), dtype=dtype), xp.asarray(scale * c, dtype=dtype)


def nade(xp, scale=1.0, dtype="float64", width=H):
    return [xp.asarray(scale * a, dtype=dtype) for a in draw(NP, (width, D), (D, width), (D,), (width,), seed=1)]


@pytest.mark.parametrize("scale", [1.0, 1e3])
def test_the_probabilities_of_all_states_sum_to_one(xp, scale):
    states = xp.asarray(every_bits(D))
    for logp in (ar.fvsbn_log_prob(states, *fvsbn(xp, scale)), ar.nade_log_prob(states, *nade(xp, scale))):
        assert np.exp(xp.to_numpy(logp)).sum() == pytest.approx(1, rel=1e-9)


def test_conditionals_are_torchs_one_after_the_other(xp):
    x, (W, c), (Wn, V, b, cn) = every_bits(D)[[3, 17, 30]], fvsbn(NP), nade(NP)
    expected = np.zeros((2, 3))
    for i, row in enumerate(x):
        for d in range(D):
            h = torch.sigmoid(torch.tensor(cn + Wn[:, :d] @ row[:d]))
            for model, z in enumerate((c[d] + W[d, :d] @ row[:d], b[d] + V[d] @ h.numpy())):
                p = torch.distributions.Bernoulli(logits=torch.tensor(z))
                expected[model, i] += float(p.log_prob(torch.tensor(row[d])))
    close(xp, ar.fvsbn_log_prob(xp.asarray(x), *fvsbn(xp)), expected[0])
    close(xp, ar.nade_log_prob(xp.asarray(x), *nade(xp)), expected[1])


def test_a_nade_without_hidden_units_has_independent_entries(xp):
    x = xp.asarray(every_bits(D))
    empty = nade(xp, width=0)
    close(xp, ar.nade_log_prob(x, *empty), xp.to_numpy(ar.fvsbn_log_prob(x, 0 * fvsbn(xp)[0], empty[2])))


def test_no_sample_has_no_probability(xp):
    none = xp.asarray(np.zeros((0, D)))
    assert ar.fvsbn_log_prob(none, *fvsbn(xp)).shape == ar.nade_log_prob(none, *nade(xp)).shape == (0,)


def test_the_worked_masks(xp):
    first, last = ar.made_masks(xp.ints([1, 2, 3]), [xp.ints([1, 2, 1, 2])])
    assert xp.to_numpy(first).tolist() == [[1, 0, 0], [1, 1, 0], [1, 0, 0], [1, 1, 0]]
    assert xp.to_numpy(last).tolist() == [[0, 0, 0, 0], [1, 0, 1, 0], [1, 1, 1, 1]]


@pytest.mark.parametrize("order", list(itertools.permutations([1, 2, 3])))
def test_a_masked_nets_output_feels_earlier_inputs_alone(order):
    """The Jacobian of a random net of two masked layers: strictly lower triangular in the order."""
    widths = [np.array(w) for w in ([2, 1, 1, 2], [1, 2, 2, 1, 1])]
    masks = [torch.tensor(m) for m in ar.made_masks(np.array(order), widths)]
    weights = [torch.tensor(w) * m for w, m in zip(draw(NP, *(m.shape for m in masks)), masks, strict=True)]

    def net(x):
        for W in weights[:-1]:
            x = torch.tanh(W @ x)
        return weights[-1] @ x

    jacobian = torch.autograd.functional.jacobian(net, torch.tensor([0.3, -0.2, 0.5], dtype=torch.float64)).numpy()
    by_order = jacobian[np.ix_(np.argsort(order), np.argsort(order))]
    assert (np.triu(by_order) == 0).all()
    assert (by_order[np.tril_indices(3, -1)] != 0).all()


def test_the_worked_pixel_masks(xp):
    like = xp.asarray([0.0])
    assert xp.to_numpy(ar.pixelcnn_mask(3, "A", like)).tolist() == [[1, 1, 1], [1, 0, 0], [0, 0, 0]]
    assert xp.to_numpy(ar.pixelcnn_mask(3, "B", like)).tolist() == [[1, 1, 1], [1, 1, 0], [0, 0, 0]]
    assert [float(ar.pixelcnn_mask(5, kind).sum()) for kind in "AB"] == [12, 13]
    assert [ar.pixelcnn_mask(1, kind).tolist() for kind in "AB"] == [[[0]], [[1]]]


def test_the_worked_receptive_field_is_what_a_gradient_reaches():
    assert ar.wavenet_receptive_field(2, [2**i for i in range(10)]) == 1024
    x = torch.zeros(1, 1, 40, dtype=torch.float64, requires_grad=True)
    h = x
    for d in (1, 2, 4):
        h = torch.nn.functional.conv1d(torch.nn.functional.pad(h, (2 * d, 0)), torch.ones(1, 1, 3).double(), dilation=d)
    h[0, 0, -1].backward()
    assert int((x.grad != 0).sum()) == ar.wavenet_receptive_field(3, [1, 2, 4])


def test_the_worked_bits(xp):
    published(xp, ar.bits_per_dim(xp.asarray([3000.0]), 32 * 32 * 3), [1.408882])
    (wrong,) = misconceptions_of(ar.bits_per_dim, "T10.1/bits_no_ln2")
    assert wrong.mutant(3000.0, 32 * 32 * 3) == pytest.approx(0.976563, abs=5e-7)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    x = xp.asarray(every_bits(D), dtype="float32")
    for call, params in (
        (ar.fvsbn_log_prob, fvsbn(xp, dtype="float32")),
        (ar.nade_log_prob, nade(xp, dtype="float32")),
    ):
        assert unchanged(xp, call, [x, *params]).dtype == x.dtype


def test_gradients_pass():
    leaves = to_torch(NP, *nade(NP), grad=True)
    ar.nade_log_prob(torch.tensor(every_bits(D)), *leaves).sum().backward()
    assert all(leaf.grad is not None and bool((leaf.grad != 0).any()) for leaf in leaves)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, W, c: ar.fvsbn_log_prob(x + 0.5, W, c), "x: expected entries 0 or 1, got 0.5"),
        (lambda x, W, c: ar.fvsbn_log_prob(x, W + 1, c), "W: expected zeros on and above the diagonal"),
        (lambda x, W, c: ar.fvsbn_log_prob(x, W[:4, :], c), r"W: expected shape \(D, D\) = \(5, 5\), got \(4, 5\)"),
        (lambda x, W, c: ar.fvsbn_log_prob(x, W, c[:4]), r"c: expected shape \(D,\) = \(5,\), got \(4,\)"),
        (lambda x, W, c: ar.fvsbn_log_prob(x[0, :], W, c), r"x: expected 2 axes \(N, D\), got shape \(5,\)"),
        (lambda x, W, c: ar.nade_log_prob(x, W[:3, :], W, c, c), r"V: expected shape \(D, H\) = \(5, 3\)"),
        (lambda x, W, c: ar.nade_log_prob(x, W[:3, :], W[:, :3], c[:2], c), r"b: expected shape \(D,\) = \(5,\)"),
        (lambda x, W, c: ar.nade_log_prob(x, W[:3, :], W[:, :3], c, c), r"c: expected shape \(H,\) = \(3,\)"),
        (lambda x, W, c: ar.pixelcnn_mask(4, "A"), "k: expected an odd number of at least 1, got 4"),
        (lambda x, W, c: ar.pixelcnn_mask(3, "C"), "kind: expected one of 'A', 'B', got 'C'"),
        (lambda x, W, c: ar.wavenet_receptive_field(2, [1, 0]), r"dilations\[1\]: expected a number of at least 1"),
        (lambda x, W, c: ar.bits_per_dim(1.0, 0), "n_dims: expected a number of at least 1, got 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(every_bits(D)), *fvsbn(xp))


def test_degrees_are_integers(xp):
    with pytest.raises(ValueError, match="m_hidden: expected at least one hidden layer, got none"):
        ar.made_masks(xp.ints([1, 2]), [])
    with pytest.raises(TypeError, match=r"m_hidden\[0\]: expected integers"):
        ar.made_masks(xp.ints([1, 2]), [xp.asarray([1.0])])


BITS = every_bits(D)[[3, 17, 30]]
CASES = {
    "fvsbn_log_prob": [(BITS, *fvsbn(NP))],
    "nade_log_prob": [(BITS, *nade(NP))],
    "made_masks": [(np.array([1, 2, 3]), [np.array([1, 2, 1, 2])]), (np.array([2, 1]), [np.array([1, 1])] * 2)],
    "pixelcnn_mask": [(3, "A"), (3, "B"), (5, "A")],
    "wavenet_receptive_field": [(2, [1, 2, 4]), (3, [1, 3])],
    "bits_per_dim": [(3000.0, 3072)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(ar, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(ar)
    assert {m.function for m in mine} == set(CASES)
    listed = "A_B_swapped ge_output nade_order bits_no_ln2 joint_sum"
    assert {f"T10.1/{key}" for key in listed.split()} <= {m.key for m in mine}

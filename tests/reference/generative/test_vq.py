"""Vector quantisation against autograd with `detach`, brute force, and the worked numbers."""

import math

import numpy as np
import pytest

from reference.generative import vq
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, published, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

N, K, D = 7, 4, 3
Z, E = [[0.2, 0.1], [0.9, 0.8], [1.2, -0.1]], [[0.0, 0], [1, 1], [1, 0]]
TARGET = [[0.0, 0], [1, 1], [1, 1]]
DZ = [[0.0166667, 0.00833333], [-0.00833333, -0.0166667], [0.0166667, -0.341667]]
DE = [[-0.0666667, -0.0333333], [0.0333333, 0.0666667], [-0.0666667, 0.0333333]]


def gradients(losses=vq.vq_losses, through=vq.straight_through):
    """Of losses and a decoder that is the identity, by z and by the codes: loss, dz, dE."""
    z, book = (torch.tensor(a, requires_grad=True) for a in (Z, E))
    quantized = vq.vector_quantize(z, book)
    parts = losses(z, quantized.z_q)
    loss = parts.codebook + parts.commitment
    loss = loss + ((through(z, quantized.z_q) - torch.tensor(TARGET)) ** 2).mean()
    dz, dE = torch.autograd.grad(loss, (z, book), allow_unused=True, materialize_grads=True)
    return [loss.detach().numpy(), dz.numpy(), dE.numpy()]


def test_the_worked_codes_and_losses(xp):
    z, book = xp.asarray(Z), xp.asarray(E)
    idx, z_q = vq.vector_quantize(z, book)
    assert xp.to_numpy(idx).tolist() == [0, 1, 2]
    published(xp, z_q, E)
    codebook, commitment = vq.vq_losses(z, z_q)
    published(xp, codebook, 0.025)
    published(xp, codebook + commitment, 0.03125)
    (wrong,) = misconceptions_of(vq.vq_losses, "T10.5/sum_not_mean")
    published(xp, wrong.mutant(z, z_q).codebook, 0.15)


def test_the_worked_gradients():
    loss, dz, dE = gradients()
    assert loss - 0.03125 == pytest.approx(0.166667, abs=5e-7)
    np.testing.assert_allclose(dz, DZ, atol=5e-7)
    np.testing.assert_allclose(dE, DE, atol=5e-7)


def test_wrong_gradients_have_their_published_numbers():
    (no,) = misconceptions_of(vq.straight_through, "T10.5/no_straight_through")
    np.testing.assert_allclose(gradients(through=no.mutant)[1][2], [0.0166667, -0.00833333], atol=5e-7)
    (swapped,) = misconceptions_of(vq.vq_losses, "T10.5/stop_swapped")
    expected = [[-0.0166667, -0.00833333], [0.00833333, 0.0166667], [-0.0166667, 0.00833333]]
    np.testing.assert_allclose(gradients(losses=swapped.mutant)[2], expected, atol=5e-7)


def test_forward_values_are_the_codes_to_the_last_bit(xp):
    z, z_q = draw(xp, (N, D), (N, D))
    np.testing.assert_array_equal(xp.to_numpy(vq.straight_through(1e6 * z, z_q)), xp.to_numpy(z_q))


@pytest.mark.parametrize("n", [0, 1, N])
def test_codes_are_the_nearest_by_brute_force(xp, n):
    z, book = draw(xp, (n, D), (K, D))
    d = ((xp.to_numpy(z)[:, None] - xp.to_numpy(book)[None]) ** 2).sum(2)
    idx, z_q = vq.vector_quantize(z, book)
    np.testing.assert_array_equal(xp.to_numpy(idx), d.argmin(1))
    close(xp, z_q, xp.to_numpy(book)[d.argmin(1)])


def test_of_equally_near_codes_the_first_is_taken(xp):
    z, book = xp.asarray([[0.0, 0.0]]), xp.asarray([[1.0, 0], [0, -1], [0, 1]])
    assert xp.to_numpy(vq.vector_quantize(z, book).idx).tolist() == [0]


def test_moving_averages_by_hand_and_a_code_that_is_never_used(xp):
    z, (N_k, m_k) = (
        xp.asarray([[1.0, 2], [3, 4], [5, 0]]),
        (xp.asarray([2.0, 1, 0]), xp.asarray([[2.0, 2], [1, 0], [7, 8]])),
    )
    book = vq.ema_codebook(N_k, m_k, xp.ints([0, 0, 1]), z, 0.5)
    close(xp, book.N_k, [2, 1, 0])
    close(xp, book.m_k, [[3, 4], [3, 0], [3.5, 4]])
    close(xp, book.E, [[1.5, 2], [3, 0], [3.5, 4]])


def test_without_memory_codes_are_the_means_of_their_vectors(xp):
    (z,) = draw(xp, (N, D))
    idx = np.array([0, 1, 1, 0, 2, 1, 2])
    zero = draw(xp, (3,), (3, D))
    got = vq.ema_codebook(*zero, xp.ints(idx), z, 0.0).E
    close(xp, got, np.stack([xp.to_numpy(z)[idx == k].mean(0) for k in range(3)]))


@pytest.mark.parametrize(
    ("idx", "expected"),
    [([0, 1, 2], 3), ([1, 1], 1), ([0, 0, 0, 2], math.exp(-0.75 * math.log(0.75) - 0.25 * math.log(0.25)))],
)
def test_the_perplexity_of_codes(xp, idx, expected):
    assert float(vq.codebook_perplexity(xp.ints(idx), 3)) == pytest.approx(expected, rel=1e-6)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    z, book, count = draw(xp, (N, D), (K, D), (K,), dtype="float32")
    idx, z_q = unchanged(xp, vq.vector_quantize, [z, book])
    out = [z_q, *unchanged(xp, vq.vq_losses, [z, z_q]), *vq.ema_codebook(count, book, idx, z, 0.9)]
    assert {a.dtype for a in [*out, vq.straight_through(z, z_q)]} == {z.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda z, i: vq.vector_quantize(z, z[:0, :]), "expected at least one sample"),
        (lambda z, i: vq.vq_losses(z, z[:, :1]), r"z_q: expected shape \(N, d\) = \(7, 3\), got \(7, 1\)"),
        (lambda z, i: vq.vq_losses(z, z, -1.0), "beta: expected a number of at least 0, got -1.0"),
        (lambda z, i: vq.vq_losses(z[:0, :], z[:0, :]), "z: expected at least one sample"),
        (lambda z, i: vq.straight_through(z, z[:2, :]), r"z_q: expected shape \(N, d\) = \(7, 3\), got \(2, 3\)"),
        (lambda z, i: vq.ema_codebook(z[0, :], z, i, z, 0.9), r"m_k: expected shape \(K, d\) = \(3, 3\), got \(7, 3\)"),
        (lambda z, i: vq.ema_codebook(z[:, 0], z, i + 5, z, 0.9), "expected labels in 0…6"),
        (lambda z, i: vq.ema_codebook(z[:, 0], z, i, z, 1.5), r"decay: expected a number in \[0, 1\], got 1.5"),
        (lambda z, i: vq.codebook_perplexity(i, 2), "expected labels in 0…1"),
        (lambda z, i: vq.codebook_perplexity(i[:0], 2), "expected at least one sample"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(draw(xp, (N, D))[0], xp.ints([0, 1, 2, 3, 0, 0, 0]))


def of_losses(f):
    return gradients(losses=f)


def of_straight_through(f):
    return gradients(through=f)


TIES = np.array([[0.0, 0.0], [0.4, 0.1], [2.0, 3.0]])
CASES = {
    "vector_quantize": [(TIES, np.array([[1.0, 0], [0, -1], [0, 1], [5.0, 5]]))],
    "vq_losses": [()],
    "straight_through": [()],
    "ema_codebook": [(np.array([2.0, 1]), np.array([[2.0, 2], [1, 0]]), np.array([0, 1, 1]), draw(NP, (3, 2))[0], 0.7)],
    "codebook_perplexity": [(np.array([0, 0, 0, 2, 1]), 4)],
}
DRIVERS = {"vq_losses": of_losses, "straight_through": of_straight_through}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(vq, name), CASES[name], driver=DRIVERS.get(name)) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(vq)
    assert {m.function for m in mine} == set(CASES)
    listed = "no_straight_through stop_swapped sum_not_mean gradient_to_both"
    assert {f"T10.5/{key}" for key in listed.split()} <= {m.key for m in mine}

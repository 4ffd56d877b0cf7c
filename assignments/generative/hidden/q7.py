"""Hidden tests of q7."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.generative.vq import Codebook, Quantized
from reference.generative.vq import codebook_perplexity as reference_perplexity
from reference.generative.vq import ema_codebook as reference_ema
from reference.generative.vq import vector_quantize as reference_quantize
from reference.misconceptions import misconceptions_of


def nearest_vector(z, E):
    """For each code the nearest vector would be another question; here: the largest single difference decides."""
    idx = np.abs(z[:, None] - E).max(axis=2).argmin(axis=1)
    return Quantized(idx, E[idx])


def vectors_kept(z, E):
    return Quantized(reference_quantize(z, E).idx, z)


def mean_of_batch(N_k, m_k, idx, z, decay):
    """m follows the means of the batch, not its sums."""
    n = np.bincount(idx, minlength=len(N_k))
    sums = reference_ema(0 * N_k, 0 * m_k, idx, z, 0.0).m_k
    N_new = decay * N_k + (1 - decay) * n
    m_new = decay * m_k + (1 - decay) * sums / np.maximum(n, 1)[:, None]
    return Codebook(N_new, m_new, m_new / np.where(N_new == 0, 1, N_new)[:, None])


def old_counts(N_k, m_k, idx, z, decay):
    """Divides by the counts before the batch."""
    right = reference_ema(N_k, m_k, idx, z, decay)
    return Codebook(right.N_k, right.m_k, right.m_k / np.where(N_k == 0, 1, N_k)[:, None])


QUANTIZE = (
    *misconceptions_of(reference_quantize),
    Misconception("T10.5/largest_difference", "All squared differences add.", nearest_vector),
    Misconception("T10.5/vectors_kept", "z_q are the codes, not the vectors.", vectors_kept),
)
EMA = (
    *misconceptions_of(reference_ema),
    Misconception("T10.5/mean_of_batch", "m follows the sums of the batch; the division comes last.", mean_of_batch),
    Misconception("T10.5/old_counts", "Divide by the new N_k.", old_counts),
)
PERPLEXITY = misconceptions_of(reference_perplexity)


def books(*sizes):
    rng = np.random.default_rng(71)
    for N, K, d in sizes:
        for dtype in ("float64", "float32"):
            E = (rng.normal(size=(K, d)) * np.exp(rng.normal(size=(K, 1)))).astype(dtype)
            yield rng.normal(size=(N, d)).astype(dtype), E


@test_case(
    name="books of codes",
    points=0.5,
    hidden=True,
    failure_message="Compute all distances of one vector: which code is the nearest?",
)
def test_hidden_books(vector_quantize):
    cases = list(books((9, 5, 3), (6, 7, 2), (12, 4, 5), (9, 5, 3)))
    z, E = cases[0]
    cases += [(np.asfortranarray(z), np.asfortranarray(E)), (z + 40, E)]  # far from all codes
    agree(vector_quantize, reference_quantize, cases, mutants=QUANTIZE)


@test_case(
    name="equally near codes, one code, codes twice",
    points=0.5,
    hidden=True,
    failure_message="Of equally near codes the first one is taken.",
)
def test_hidden_ties(vector_quantize):
    rng = np.random.default_rng(72)
    grid = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 2.0], [2.0, 2.0], [0.0, 0.0]])
    z = np.array([[1.0, 1.0], [1.0, 0.0], [2.0, 1.0], [0.0, 0.0], [1.0, 2.0], [5.0, 1.0]])
    cases = [
        (z, grid),
        (z, grid[::-1].copy()),
        (rng.normal(size=(4, 3)), rng.normal(size=(1, 3))),
        (rng.normal(size=(5, 1)), rng.normal(size=(4, 1))),
    ]
    agree(vector_quantize, reference_quantize, cases, mutants=QUANTIZE)


def followed(seed, *sizes):
    rng = np.random.default_rng(seed)
    for N, K, d, decay in sizes:
        for dtype in ("float64", "float32"):
            N_k, m_k, z = rng.uniform(0.5, 4, size=K), rng.normal(size=(K, d)), rng.normal(size=(N, d))
            idx = rng.integers(0, K, size=N)
            yield *(part.astype(dtype) for part in (N_k, m_k)), idx, z.astype(dtype), decay


@test_case(
    name="codes that follow their vectors",
    points=1,
    hidden=True,
    failure_message="Counts and sums are averaged over time, each by itself; the division comes last.",
)
def test_hidden_follow(ema_codebook):
    cases = list(followed(73, (9, 4, 3, 0.9), (6, 3, 2, 0.25), (12, 5, 4, 0.75), (9, 4, 3, 0.6)))
    N_k, m_k, idx, z, decay = cases[0]
    cases.append((N_k, np.asfortranarray(m_k), idx[::-1].copy(), np.asfortranarray(z), decay))
    agree(ema_codebook, reference_ema, cases, mutants=EMA)


@test_case(
    name="dead codes, no memory, nothing but memory",
    points=0.5,
    hidden=True,
    failure_message="A code with N_k = 0 has no mean. With γ = 0 only the batch counts, with γ = 1 nothing changes.",
)
def test_hidden_dead(ema_codebook):
    (N_k, m_k, idx, z, _), *_ = followed(74, (7, 4, 3, 0.5))
    dead = np.where(np.arange(4) == 2, 0, N_k)
    idx = np.where(idx == 2, 0, idx)
    cases = [
        (dead, m_k, idx, z, 0.5),
        (N_k, m_k, idx, z, 0.0),
        (N_k, m_k, idx, z, 1.0),
        (np.zeros(4), np.zeros((4, 3)), idx, z, 0.9),
        (N_k, m_k, np.full(7, 3), z, 0.5),
    ]
    agree(ema_codebook, reference_ema, cases, mutants=EMA)


@test_case(
    name="words in use",
    points=0.5,
    hidden=True,
    failure_message="K for even use, 1 for a single code, and something between for all else.",
)
def test_hidden_words(codebook_perplexity):
    rng = np.random.default_rng(75)
    cases = [
        (rng.integers(0, 6, size=20), 6),
        (rng.integers(0, 3, size=9), 8),
        (rng.integers(0, 4, size=9), 8),
        (np.array([2, 2, 2, 0]), 3),
        (np.full(5, 4), 7),
        (np.arange(6), 6),
        (np.array([0]), 1),
    ]
    agree(codebook_perplexity, reference_perplexity, cases, mutants=PERPLEXITY)

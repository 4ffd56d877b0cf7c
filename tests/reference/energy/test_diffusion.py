"""Diffusion against products of Gaussians, step-by-step noise, DDPM as a case of DDIM, and the worked numbers."""

import numpy as np
import pytest

from reference.energy import diffusion as df
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

BETAS = [0.1, 0.2, 0.3]
B, SHAPE = 4, (4, 2, 3)
ONE, HALF = [[1.0]], [[0.5]]


def worked(xp):
    """x₀, ε and x_t at the last step."""
    x0, eps, betas = xp.asarray(ONE), xp.asarray(HALF), xp.asarray(BETAS)
    return x0, eps, betas, df.q_sample(x0, 2, eps, betas)


def test_the_worked_schedules(xp):
    like = xp.asarray([0.0])
    linear = xp.to_numpy(df.beta_schedule("linear", 1000, like))
    bars = np.cumprod(1 - linear)
    assert (bars[0], bars[-1]) == (pytest.approx(0.9999), pytest.approx(4.03583e-5, rel=2e-6))
    published(xp, df.beta_schedule("cosine", 4, like), [0.152988, 0.416958, 0.707859, 0.999])
    assert xp.to_numpy(df.beta_schedule("linear", 1, like)).tolist() == [1e-4]
    assert df.beta_schedule("linear", 2).tolist() == [1e-4, 0.02]


def test_the_worked_steps(xp):
    x0, eps, betas, x_t = worked(xp)
    published(xp, x_t, [[1.062066]])
    mean, variance = df.posterior_mean_variance(x0, x_t, 2, betas)
    published(xp, mean, [[1.014845]])
    published(xp, variance, [[0.169355]])
    published(xp, df.p_sample(x_t, 2, eps, 0 * eps, betas), [[1.014845]])
    published(xp, df.ddim_step(x_t, 2, 1, eps, betas), [[1.113103]])
    published(xp, df.ddim_step(x_t, 2, 1, eps, betas, 1.0, eps), [[1.220609]])
    published(xp, df.ddim_step(x_t, 2, 0, eps, betas, 0.5, eps), [[1.16263]])
    published(xp, df.classifier_free_guidance(xp.asarray([0.5]), xp.asarray([0.2]), 2), [0.8])


def test_mistakes_give_their_published_numbers(xp):
    x0, eps, betas, x_t = worked(xp)
    for function, key, arguments, expected in (
        (df.q_sample, "T11.7/no_sqrt", (x0, 2, eps, betas), 0.752),
        (df.ddim_step, "T11.8/direction_not_reduced", (x_t, 2, 1, eps, betas, 1.0, eps), 1.31887),
        (df.classifier_free_guidance, "T11.7/cfg_form", (eps, 0.4 * eps, 2), 1.1),
    ):
        (m,) = misconceptions_of(function, key)
        published(xp, m.mutant(*arguments), [[expected]])
    (m,) = misconceptions_of(df.posterior_mean_variance, "T11.7/var_beta")
    published(xp, m.mutant(x0, x_t, 2, betas).variance, [[0.3]])


def test_noise_at_once_is_noise_step_by_step(xp):
    """Means and variances of x_t given x₀ by the chain x_t = √(1−β) x_{t−1} + √β z."""
    mean, variance = 1.0, 0.0
    for t, beta in enumerate(BETAS):
        mean, variance = (1 - beta) ** 0.5 * mean, (1 - beta) * variance + beta
        betas = xp.asarray(BETAS)
        close(xp, df.q_sample(xp.asarray(ONE), t, xp.asarray([[0.0]]), betas), [[mean]])
        close(xp, df.q_sample(xp.asarray([[0.0]]), t, xp.asarray(ONE), betas), [[variance**0.5]])


def test_the_posterior_is_a_product_of_gaussians(xp):
    """q(x_{t−1} | x₀) · q(x_t | x_{t−1}) as functions of x_{t−1}: precisions add, means are weighed by them."""
    x0, x_t = draw(xp, SHAPE, SHAPE)
    bars = np.concatenate([[1.0], np.cumprod(1 - np.array(BETAS))])
    for t in (1, 2):
        alpha = 1 - BETAS[t]
        prior, likelihood = 1 / (1 - bars[t]), alpha / BETAS[t]
        mean = (prior * bars[t] ** 0.5 * xp.to_numpy(x0) + likelihood * xp.to_numpy(x_t) / alpha**0.5) / (
            prior + likelihood
        )
        ours = df.posterior_mean_variance(x0, x_t, t, xp.asarray(BETAS))
        close(xp, ours.mean, mean)
        close(xp, ours.variance, np.full(SHAPE, 1 / (prior + likelihood)))


def test_at_the_first_step_the_posterior_is_the_data_and_no_noise_is_added(xp):
    x0, x_t, noise = draw(xp, SHAPE, SHAPE, SHAPE)
    mean, variance = df.posterior_mean_variance(x0, x_t, 0, xp.asarray(BETAS))
    close(xp, mean, xp.to_numpy(x0))
    close(xp, variance, np.zeros(SHAPE))
    ours = [df.p_sample(x_t, 0, x0, z, xp.asarray(BETAS)) for z in (noise, 0 * noise)]
    close(xp, ours[0], xp.to_numpy(ours[1]))


@pytest.mark.parametrize("t", [0, 1, 2])
def test_the_data_come_back_from_their_noise(xp, t):
    x0, eps = draw(xp, SHAPE, SHAPE)
    betas = xp.asarray(BETAS)
    x_t = df.q_sample(x0, t, eps, betas)
    close(xp, df.predict_x0(x_t, t, eps, betas), xp.to_numpy(x0), rtol=1e-8, atol=1e-10)
    close(xp, df.ddim_step(x_t, t, -1, eps, betas), xp.to_numpy(x0), rtol=1e-8, atol=1e-10)


def test_a_step_of_ddpm_is_that_of_its_algorithm_and_a_case_of_ddim(xp):
    x_t, eps, z = draw(xp, SHAPE, SHAPE, SHAPE)
    bars = np.concatenate([[1.0], np.cumprod(1 - np.array(BETAS))])
    x, e, n = (xp.to_numpy(a) for a in (x_t, eps, z))
    for t, beta in enumerate(BETAS):
        tilde = beta * (1 - bars[t]) / (1 - bars[t + 1])
        expected = (x - beta / (1 - bars[t + 1]) ** 0.5 * e) / (1 - beta) ** 0.5 + tilde**0.5 * n
        close(xp, df.p_sample(x_t, t, eps, z, xp.asarray(BETAS)), expected)
        close(xp, df.ddim_step(x_t, t, t - 1, eps, xp.asarray(BETAS), 1.0, z), expected)


def test_with_a_perfect_net_deterministic_steps_stay_on_the_data_and_noise(xp):
    """ε is the true noise at every step: x_{t′} is q_sample of the same x₀ and ε."""
    x0, eps = draw(xp, SHAPE, SHAPE)
    betas = xp.asarray(BETAS)
    for t_prev in (0, 1):
        ours = df.ddim_step(df.q_sample(x0, 2, eps, betas), 2, t_prev, eps, betas)
        close(xp, ours, xp.to_numpy(df.q_sample(x0, t_prev, eps, betas)))


def test_every_sample_may_have_its_own_step(xp):
    x, eps, z = draw(xp, SHAPE, SHAPE, SHAPE)
    betas, t = xp.asarray(BETAS), [2, 0, 1, 2]
    calls = {
        "q": lambda x, t, e, z: df.q_sample(x, t, e, betas),
        "x0": lambda x, t, e, z: df.predict_x0(x, t, e, betas),
        "mean": lambda x, t, e, z: df.posterior_mean_variance(x, e, t, betas)[0],
        "variance": lambda x, t, e, z: df.posterior_mean_variance(x, e, t, betas)[1],
        "p": lambda x, t, e, z: df.p_sample(x, t, e, z, betas),
        "ddim": lambda x, t, e, z: df.ddim_step(x, t, t - 1, e, betas, 0.5, z),
    }
    for call in calls.values():
        whole = call(x, xp.ints(t), eps, z)
        for i, step in enumerate(t):
            row = slice(i, i + 1)
            close(xp, whole[row, ...], xp.to_numpy(call(x[row, ...], step, eps[row, ...], z[row, ...])))


def test_the_loss_is_torchs(xp):
    a, b = draw(xp, SHAPE, SHAPE)
    close(xp, df.ddpm_loss(a, b), torch.nn.functional.mse_loss(*to_torch(xp, a, b)))


def test_guidance_of_none_one_and_the_papers_form(xp):
    c, u = draw(xp, SHAPE, SHAPE)
    close(xp, df.classifier_free_guidance(c, u, 0.0), xp.to_numpy(u))
    close(xp, df.classifier_free_guidance(c, u, 1.0), xp.to_numpy(c))
    close(xp, df.classifier_free_guidance(c, u, 3.0), 3 * xp.to_numpy(c) - 2 * xp.to_numpy(u))


def test_float32_stays_float32_beside_a_schedule_of_float64(xp):
    x, e, z = draw(xp, SHAPE, SHAPE, SHAPE, dtype="float32")
    betas = xp.asarray(BETAS)
    out = [unchanged(xp, lambda *a: df.p_sample(a[0], 2, a[1], a[2], a[3]), [x, e, z, betas])]
    out += [df.q_sample(x, xp.ints([0, 1, 2, 0]), e, betas), df.predict_x0(x, 1, e, betas), df.ddpm_loss(x, e)]
    out += [*df.posterior_mean_variance(x, e, 1, betas), df.ddim_step(x, 2, 0, e, betas, 0.5, z)]
    out += [df.classifier_free_guidance(x, e, 2.0), df.beta_schedule("cosine", 4, x)]
    assert {a.dtype for a in out} == {x.dtype}


def test_an_empty_batch_stays_empty(xp):
    (x,) = draw(xp, (0, 2))
    assert df.q_sample(x, xp.ints([]), x, xp.asarray(BETAS)).shape == (0, 2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, b: df.beta_schedule("sine", 4), "kind: expected one of 'linear', 'cosine', got 'sine'"),
        (lambda x, b: df.beta_schedule("linear", 0), "T: expected a number of at least 1, got 0"),
        (lambda x, b: df.q_sample(x, 3, x, b), "t: expected steps in 0…2, got 3"),
        (lambda x, b: df.q_sample(x, -1, x, b), "t: expected steps in 0…2, got -1"),
        (
            lambda x, b: df.q_sample(x, 0, x[:, 0, :], b),
            r"noise: expected shape that of x0 = \(4, 2, 3\), got \(4, 3\)",
        ),
        (lambda x, b: df.q_sample(x, 0, x, 10 * b), r"betas: expected numbers in \(0, 1\)"),
        (lambda x, b: df.q_sample(x, 0, x, x), r"betas: expected 1 axes \(T,\), got shape \(4, 2, 3\)"),
        (lambda x, b: df.predict_x0(x, 0, x[:1, ...], b), "eps: expected shape that of x_t"),
        (lambda x, b: df.p_sample(x, 0, x, x[:1, ...], b), "noise: expected shape that of x_t"),
        (lambda x, b: df.ddpm_loss(x, x[:1, ...]), "eps_pred: expected shape that of eps"),
        (lambda x, b: df.ddpm_loss(x[:0, ...], x[:0, ...]), "eps: expected at least one sample"),
        (lambda x, b: df.ddim_step(x, 1, 1, x, b), "t_prev: expected a step before t, got t_prev = 1 for t = 1"),
        (lambda x, b: df.ddim_step(x, 1, -2, x, b), "t: expected steps in -1…2, got -2"),
        (lambda x, b: df.ddim_step(x, 1, 0, x, b, 0.5), "noise: expected an array of the shape of x_t for eta = 0.5"),
        (lambda x, b: df.ddim_step(x, 1, 0, x, b, 1.5, x), r"eta: expected a number in \[0, 1\], got 1.5"),
        (lambda x, b: df.classifier_free_guidance(x, x[:1, ...], 2.0), "eps_u: expected shape that of eps_c"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, SHAPE), xp.asarray(BETAS))


def test_steps_are_integers_one_a_sample(xp):
    (x,) = draw(xp, SHAPE)
    with pytest.raises(TypeError, match="t: expected integers"):
        df.q_sample(x, xp.asarray([0.0, 1, 2, 0]), x, xp.asarray(BETAS))
    with pytest.raises(ValueError, match=r"t: expected shape \(B,\) = \(4,\), got \(2,\)"):
        df.q_sample(x, xp.ints([0, 1]), x, xp.asarray(BETAS))


X, E, Z = draw(NP, SHAPE, SHAPE, SHAPE)
SCHEDULE = np.array(BETAS)
CASES = {
    "beta_schedule": [("linear", 10), ("cosine", 4)],
    "q_sample": [(X, 2, E, SCHEDULE), (X, 1, E, SCHEDULE)],
    "predict_x0": [(X, 2, E, SCHEDULE)],
    "posterior_mean_variance": [(X, E, 2, SCHEDULE)],
    "ddpm_loss": [(X, E)],
    "p_sample": [(X, 2, E, Z, SCHEDULE), (X, 0, E, Z, SCHEDULE)],
    "ddim_step": [(X, 2, 0, E, SCHEDULE, 0.5, Z), (X, 2, 0, E, SCHEDULE)],
    "classifier_free_guidance": [(X, E, 2.0)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(df, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(df)
    assert {m.function for m in mine} == set(CASES)
    listed = "no_sqrt alpha_for_abar t_shift noise_last var_beta cfg_form"
    assert {f"T11.7/{key}" for key in listed.split()} | {"T11.8/direction_not_reduced"} <= {m.key for m in mine}

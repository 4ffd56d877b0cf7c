"""Autoencoders against torch's distributions, scikit-learn's PCA, exact likelihoods and the worked numbers."""

import math

import numpy as np
import pytest

from reference.generative import vae
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
dist = torch.distributions

B, LATENT, N, D, K = 3, 2, 7, 4, 5
MU, LOGVAR, EPS = [[1.0, -0.5]], [[0.0, math.log(0.25)]], [[0.5, 1.0]]


def test_the_worked_draw_and_divergence(xp):
    mu, logvar, eps = (xp.asarray(a) for a in (MU, LOGVAR, EPS))
    published(xp, vae.reparameterize(mu, logvar, eps), [[1.5, 0]])
    published(xp, vae.gaussian_kl(mu, logvar), [0.943147])
    each = [float(vae.gaussian_kl(mu[:, i : i + 1], logvar[:, i : i + 1])[0]) for i in (0, 1)]
    assert each == pytest.approx([0.5, 0.443147], abs=5e-7)


@pytest.mark.parametrize(
    ("function", "key", "expected"),
    [
        ("reparameterize", "logvar_as_std", [[1.5, -0.25]]),
        ("gaussian_kl", "kl_sign", [-0.943147]),
        ("gaussian_kl", "kl_mean", [0.471574]),
        ("gaussian_kl", "kl_half", [1.886294]),
    ],
)
def test_mistakes_give_their_published_numbers(xp, function, key, expected):
    (m,) = misconceptions_of(getattr(vae, function), f"T10.2/{key}")
    arguments = [xp.asarray(a) for a in (MU, LOGVAR, EPS)][: 3 if function == "reparameterize" else 2]
    published(xp, m.mutant(*arguments), expected)


@pytest.mark.parametrize("batch", [0, 1, B])
def test_the_divergence_is_torchs(xp, batch):
    mu, logvar = draw(xp, (batch, LATENT), (batch, LATENT))
    m, lv = to_torch(xp, mu, logvar)
    theirs = dist.kl_divergence(dist.Normal(m, (lv / 2).exp()), dist.Normal(torch.zeros_like(m), 1.0)).sum(1)
    close(xp, vae.gaussian_kl(mu, logvar), theirs)


def test_the_divergence_of_almost_the_prior_is_not_lost_to_rounding(xp):
    tiny = xp.asarray([[1e-9]])
    assert float(vae.gaussian_kl(0 * tiny, tiny)[0]) == pytest.approx(2.5e-19, rel=0.5)


def test_the_bound_is_torchs_and_sums_over_pixels(xp):
    x, logits, mu, logvar = draw(xp, (B, 2, 3), (B, 2, 3), (B, LATENT), (B, LATENT))
    x = xp.asarray((xp.to_numpy(x) > 0).astype(float))
    recon = dist.Bernoulli(logits=to_torch(xp, logits)[0]).log_prob(to_torch(xp, x)[0]).sum((1, 2))
    for beta in (0.0, 1.0, 4.0):
        expected = recon.numpy() - beta * xp.to_numpy(vae.gaussian_kl(mu, logvar))
        close(xp, vae.vae_elbo(x, logits, mu, logvar, beta), expected)
    assert np.isfinite(xp.to_numpy(vae.vae_elbo(x, 1e3 * logits, mu, logvar))).all()


def test_the_bound_is_the_likelihood_less_the_divergence_from_the_posterior(xp):
    """z ∈ R, p(x|z) Bernoulli with logits a·z: likelihood and posterior on a grid, the bound by the mean over draws."""
    x, slopes = np.array([1.0, 0, 1, 1]), np.array([1.0, -2.0, 0.5, 1.5])
    grid, step = np.linspace(-12, 12, 4001, retstep=True)
    given_z = dist.Bernoulli(logits=torch.tensor(grid[:, None] * slopes)).log_prob(torch.tensor(x)).sum(1).numpy()
    joint = given_z + dist.Normal(0.0, 1.0).log_prob(torch.tensor(grid)).numpy()
    exact = math.log(np.exp(joint).sum() * step)
    q = dist.Normal(0.6, math.sqrt(0.5)).log_prob(torch.tensor(grid)).numpy()
    divergence = (np.exp(q) * (q - (joint - exact))).sum() * step
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    mu, logvar = xp.asarray(np.full((60, 1), 0.6)), xp.asarray(np.full((60, 1), math.log(0.5)))
    z = vae.reparameterize(mu, logvar, xp.asarray(nodes[:, None]))
    bounds = vae.vae_elbo(xp.asarray(np.tile(x, (60, 1))), z * xp.asarray(slopes), mu, logvar)
    elbo = (xp.to_numpy(bounds) * weights).sum() / weights.sum()
    assert elbo == pytest.approx(exact - divergence, abs=1e-6)
    assert divergence > 0.1


def linear_gaussian(q_mean, q_var, x, draws):
    """log w of z ~ N(0, 1), x|z ~ N(z, 1), for draws from q."""
    z = q_mean + math.sqrt(q_var) * draws
    log = [
        dist.Normal(m, torch.tensor(v).sqrt()).log_prob(a)
        for m, v, a in ((0.0, 1.0, z), (z, 1.0, x), (q_mean, q_var, z))
    ]
    return log[0] + log[1] - log[2]


def test_at_the_posterior_the_bound_is_the_likelihood(xp):
    draws, x = torch.tensor(draw(NP, (B, K))[0]), torch.tensor(1.0, dtype=torch.float64)
    tight = linear_gaussian(0.5, 0.5, x, draws)
    close(xp, vae.iwae_bound(xp.asarray(tight)), np.full(B, dist.Normal(0.0, math.sqrt(2)).log_prob(x)), rtol=1e-7)
    published(xp, vae.iwae_bound(xp.asarray(tight)), np.full(B, -1.515512))


def test_the_prior_as_posterior_gives_the_published_bound(xp):
    """E log p(x|z) for z ~ N(0, 1): by quadrature; the KL term is 0."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    log_w = linear_gaussian(0.0, 1.0, torch.tensor(1.0, dtype=torch.float64), torch.tensor(nodes))
    each = xp.to_numpy(vae.iwae_bound(xp.asarray(log_w[:, None])))
    assert (each * weights).sum() / weights.sum() == pytest.approx(-1.918939, abs=5e-7)


def test_the_worked_importance_weights(xp):
    log_w = xp.asarray([[-1.0, -2, -4]])
    published(xp, vae.iwae_bound(log_w), [-1.749600])
    (wrong,) = misconceptions_of(vae.iwae_bound, "T10.2/iwae_mean_log")
    published(xp, wrong.mutant(log_w), [-2.333333])
    far = xp.asarray([[-1e3, -1e3], [-np.inf, 0.0], [-np.inf, -np.inf]])
    close(xp, vae.iwae_bound(far), [-1e3, -math.log(2), -np.inf])


def test_more_weights_tighten_the_bound(xp):
    log_w = draw(xp, (B, K))[0]
    assert (xp.to_numpy(vae.iwae_bound(log_w)) > xp.to_numpy(log_w).mean(1)).all()


@pytest.mark.parametrize("k", [1, 2, D])
def test_the_linear_autoencoder_is_scikit_learns_pca(xp, k):
    PCA = pytest.importorskip("sklearn.decomposition").PCA
    (X,) = draw(xp, (N, D))
    pca = PCA(k).fit(xp.to_numpy(X))
    ours = vae.linear_autoencoder_pca(X, k)
    close(xp, ours.recon, pca.inverse_transform(pca.transform(xp.to_numpy(X))), atol=1e-10)
    W = xp.to_numpy(ours.W)
    np.testing.assert_allclose(np.abs((W * pca.components_).sum(1)), 1, rtol=1e-9)
    assert (W[np.arange(k), np.abs(W).argmax(1)] > 0).all()


def test_no_trained_linear_autoencoder_is_better():
    X = torch.tensor(draw(NP, (N, D))[0] + 2)
    best = ((X.numpy() - vae.linear_autoencoder_pca(X.numpy(), 2).recon) ** 2).sum()
    torch.manual_seed(0)
    encoder, decoder = torch.nn.Linear(D, 2).double(), torch.nn.Linear(2, D).double()
    optimizer = torch.optim.LBFGS(
        [*encoder.parameters(), *decoder.parameters()], max_iter=300, line_search_fn="strong_wolfe"
    )

    def loss():
        optimizer.zero_grad()
        value = ((decoder(encoder(X)) - X) ** 2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    assert best * (1 - 1e-9) <= float(loss()) <= best * 1.001


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    mu, logvar, eps, x, logits = draw(xp, *[(B, LATENT)] * 3, (B, D), (B, D), dtype="float32")
    out = [unchanged(xp, vae.reparameterize, [mu, logvar, eps]), unchanged(xp, vae.gaussian_kl, [mu, logvar])]
    out += [unchanged(xp, vae.vae_elbo, [x, logits, mu, logvar]), vae.iwae_bound(x), *vae.linear_autoencoder_pca(x, 2)]
    assert {a.dtype for a in out} == {x.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda m, x: vae.reparameterize(m, m, m[:, :1]), r"eps: expected shape \(B, d\) = \(3, 2\), got \(3, 1\)"),
        (lambda m, x: vae.reparameterize(m, m[:1, :], m), r"logvar: expected shape \(B, d\) = \(3, 2\), got \(1, 2\)"),
        (lambda m, x: vae.gaussian_kl(m[0, :], m[0, :]), r"mu: expected 2 axes \(B, d\), got shape \(2,\)"),
        (lambda m, x: vae.vae_elbo(x, x[:, :1], m, m), r"x_logits: expected shape that of x = \(3, 4\), got \(3, 1\)"),
        (lambda m, x: vae.vae_elbo(x, x, m[:1, :], m[:1, :]), r"mu: expected shape \(B, d\) = \(3, 2\), got \(1, 2\)"),
        (lambda m, x: vae.vae_elbo(x, x, m, m, -1.0), "beta: expected a number of at least 0, got -1.0"),
        (lambda m, x: vae.iwae_bound(x[:, :0]), "expected at least one sample"),
        (lambda m, x: vae.linear_autoencoder_pca(x, 4), r"k: expected 1…3 directions for X with shape \(3, 4\), got 4"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (B, LATENT), (B, D)))


LATENTS = draw(NP, *[(B, LATENT)] * 3)
PIXELS = draw(NP, (B, D), (B, D), seed=1)
CASES = {
    "linear_autoencoder_pca": [(PIXELS[0] + 2, 2)],
    "reparameterize": [tuple(LATENTS)],
    "gaussian_kl": [tuple(LATENTS[:2])],
    "vae_elbo": [((PIXELS[0] > 0).astype(float), PIXELS[1], *LATENTS[:2], 4.0)],
    "iwae_bound": [(np.array([[-1.0, -2, -4], [0, 1, 3], [1, 1, 2]]),)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(vae, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(vae)
    assert {m.function for m in mine} == set(CASES)
    listed = "logvar_as_std kl_sign kl_mean kl_half beta_recon iwae_mean_log"
    assert {f"T10.2/{key}" for key in listed.split()} <= {m.key for m in mine}

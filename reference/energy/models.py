r"""Energy-based models, $p(x) = e^{-E(x)/T}/Z$: low energy is high probability.

Langevin's step has a drift of ε/2 and noise of √ε; the form with ε and √(2ε) is the same with 2ε for ε.

Sources: `001_93c4fdc1f7522504.txt` (outline: energy-based models); LeCun et al. 2006, Hinton 2002 (contrastive
divergence), Hyvärinen 2005 and Vincent 2011 (score matching).
"""

from reference._array import (
    Array,
    as_arrays,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
)
from reference.linear.softmax import logsumexp, softmax


def _check_temperature(T: float) -> None:
    if not T > 0:
        raise ValueError(f"T: expected a temperature above 0, got {T}")


def _energies(energies: Array) -> Array:
    energies = as_float(energies)
    check_ndim("energies", energies, "(S,)", 1)
    check_samples("energies", energies)
    return energies


def boltzmann_probs(energies: Array, T: float = 1.0) -> Array:
    r"""$p_s = e^{-E_s/T} / \sum_{s'} e^{-E_{s'}/T}$.

    Args:
        energies: (S,) float, those of all states. T: temperature, above 0.

    Returns:
        (S,) float.

    Raises:
        ValueError: other axes, no state, a T that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, energy-based models.

    >>> import numpy as np  # E = −x₁x₂ − ½x₁ at (−1,−1), (−1,1), (1,−1), (1,1)
    >>> boltzmann_probs(np.array([-0.5, 1.5, 0.5, -1.5])).round(6).tolist()
    [0.236883, 0.032059, 0.087144, 0.643914]
    """
    _check_temperature(T)
    return softmax(-_energies(energies) / T)


def log_partition(energies: Array) -> Array:
    r"""$\log Z = \log\sum_s e^{-E_s}$.

    Args:
        energies: (S,) float, those of all states.

    Returns:
        a scalar.

    Raises:
        ValueError: other axes, no state.

    Source: `001_93c4fdc1f7522504.txt`, energy-based models.
    """
    return logsumexp(-_energies(energies))


def langevin_step(x: Array, grad_E: Array, eps: float, noise: Array) -> Array:
    r"""$x - \frac\varepsilon2\nabla E(x) + \sqrt\varepsilon\,z$.

    Args:
        x: (N, D) float. grad_E: (N, D) float, ∇E at x. eps: ε, at least 0. noise: (N, D) float, z from N(0, I).

    Returns:
        (N, D) float.

    Raises:
        ValueError: shapes that differ, a negative ε.

    Source: `001_93c4fdc1f7522504.txt`, energy-based models; Welling and Teh 2011.
    """
    check_at_least(0, eps=eps)
    x, grad_E, noise = as_floats(x, grad_E, noise)
    check_ndim("x", x, "(N, D)", 2)
    check_shape("grad_E", grad_E, "(N, D)", *x.shape)
    check_shape("noise", noise, "(N, D)", *x.shape)
    return x - eps / 2 * grad_E + eps**0.5 * noise


def metropolis_accept(dE: float | Array, u: float | Array, T: float = 1.0) -> Array:
    r"""Whether $u < \min(1, e^{-\Delta E/T})$: downhill always, uphill sometimes.

    Args:
        dE: energy of the proposal less that of the state, any shape. u: uniforms in [0, 1), the same shape.
        T: temperature, above 0.

    Returns:
        bool of that shape.

    Raises:
        ValueError: shapes that differ, a uniform outside [0, 1), a T that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, energy-based models; Metropolis et al. 1953.
    """
    _check_temperature(T)
    dE, u = as_arrays(dE, u)
    check_shape("u", u, "that of dE", *dE.shape)
    xp = namespace(dE, u)
    if not bool(xp.all((u >= 0) & (u < 1))):
        raise ValueError("u: expected uniforms in [0, 1)")
    uphill = xp.where(dE > 0, dE, xp.zeros_like(dE))
    return (dE <= 0) | (u < xp.exp(-uphill / T))


def cd_loss(E_data: Array, E_model: Array) -> Array:
    r"""$\overline{E(x_{data})} - \overline{E(x_{model})}$: its gradient is that of $-\overline{\log p(x_{data})}$.

    Args:
        E_data: (N,) float, energies of data. E_model: (M,) float, energies of samples of the model, held fixed.

    Returns:
        a scalar; of either sign, and no measure of fit.

    Raises:
        ValueError: other axes, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, energy-based models; Hinton 2002.
    """
    E_data, E_model = as_floats(E_data, E_model)
    for name, E in (("E_data", E_data), ("E_model", E_model)):
        check_ndim(name, E, "(N,)", 1)
        check_samples(name, E)
    xp = namespace(E_data)
    return xp.mean(E_data) - xp.mean(E_model)


def score_matching_loss(score: Array, jac_trace: Array) -> Array:
    r"""$\overline{\frac12\|s(x)\|^2 + \mathrm{tr}\,\nabla s(x)}$: how far s is from the data's score, less a constant.

    Args:
        score: (N, D) float, s = ∇ₓ log p of the model at the data. jac_trace: (N,) float, the trace of its Jacobian.

    Returns:
        a scalar, often negative.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, energy-based models; Hyvärinen 2005.
    """
    score, jac_trace = as_floats(score, jac_trace)
    check_ndim("score", score, "(N, D)", 2)
    check_samples("score", score)
    check_shape("jac_trace", jac_trace, "(N,)", score.shape[0])
    xp = namespace(score)
    return xp.mean(xp.sum(score * score, axis=1) / 2 + jac_trace)


def denoising_score_target(x: Array, x_noisy: Array, sigma: float) -> Array:
    r"""$-(\tilde x - x)/\sigma^2$, the score of N(x, σ²I) at x̃: what a net is to say of noisy data.

    Args:
        x, x_noisy: one shape, float. sigma: σ, above 0.

    Returns:
        that shape.

    Raises:
        ValueError: shapes that differ, a σ that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, energy-based models; Vincent 2011.
    """
    if not sigma > 0:
        raise ValueError(f"sigma: expected a number above 0, got {sigma}")
    x, x_noisy = as_floats(x, x_noisy)
    check_shape("x_noisy", x_noisy, "that of x", *x.shape)
    return (x - x_noisy) / sigma**2

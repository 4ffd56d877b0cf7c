"""Wrong versions of the functions in `reference.energy.boltzmann`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.energy.boltzmann import (
    BoltzmannGradient,
    Exact,
    bm_conditional,
    bm_energy,
    bm_exact,
    bm_gibbs_sweep,
    bm_gradient,
    every_state,
)
from reference.misconceptions import misconception


@misconception(bm_energy, "T11.3/pairs_twice", "Each pair once: factor ½.")
def _pairs_twice(s, W, b):
    return bm_energy(s, 2 * W, b)


@misconception(bm_energy, "T11.3/plus_energy", "Linked units that are both on lower the energy: −½sᵀWs − bᵀs.")
def _plus_energy(s, W, b):
    return -bm_energy(s, W, b)


@misconception(bm_energy, "T11.3/bias_sign", "A positive bias favours 1: −bᵀs.")
def _bias_sign(s, W, b):
    return bm_energy(s, W, -b)


@misconception(bm_conditional, "T11.3/factor2", "The energy's ½ cancels: no 2 in the conditional.")
def _factor2(s, i, W, b, T=1.0):
    return bm_conditional(s, i, 2 * W, b, T)


@misconception(bm_conditional, "T11.3/T_multiplies", "Divide by the temperature.")
def _T_multiplies(s, i, W, b, T=1.0):
    return bm_conditional(s, i, W * T, b * T)


@misconception(bm_conditional, "T11.3/deterministic", "Units are stochastic; Hopfield is T→0.")
def _deterministic(s, i, W, b, T=1.0):
    xp, p = namespace(s), bm_conditional(s, i, W, b, T)
    return xp.astype(p >= 0.5, p.dtype)


@misconception(bm_conditional, "T11.3/probability_of_zero", "σ is the probability of a 1.")
def _probability_of_zero(s, i, W, b, T=1.0):
    return 1 - bm_conditional(s, i, W, b, T)


@misconception(bm_gibbs_sweep, "T11.3/sync", "One unit after the other: each sees those before it as they are by then.")
def _sync(s, W, b, u):
    xp = namespace(s)
    on = [u[i] < bm_conditional(s, i, W, b) for i in range(s.shape[0])]
    return xp.astype(xp.stack(on), s.dtype)


@misconception(bm_gibbs_sweep, "T11.3/deterministic", "Units are stochastic; Hopfield is T→0.")
def _sweep_deterministic(s, W, b, u):
    return bm_gibbs_sweep(s, W, b, 0 * u + 0.5)


@misconception(bm_gibbs_sweep, "T11.3/u_reversed", "A unit is on iff u < p.")
def _u_reversed(s, W, b, u):
    return bm_gibbs_sweep(s, W, b, 1 - u)


@misconception(bm_exact, "T11.3/plus_energy", "Low energy = high probability: exp(−E).")
def _exact_plus_energy(W, b):
    return bm_exact(-W, -b)


@misconception(bm_exact, "T11.3/covariances", "⟨sᵢsⱼ⟩ is a mean of products; no means are subtracted.")
def _covariances(W, b):
    right = bm_exact(W, b)
    return right._replace(correlations=right.correlations - right.means[:, None] * right.means[None, :])


@misconception(bm_exact, "T11.3/spins", "Units are 0 or 1.")
def _spins(W, b):
    xp = namespace(W, b)
    S = 2 * every_state(b.shape[0], b) - 1
    weights = xp.exp(xp.sum(S * (S @ W / 2 + b), axis=1))
    p = weights / xp.sum(weights)
    return Exact(xp.sum(weights), p, p @ S, transpose(S) @ (p[:, None] * S))


@misconception(bm_gradient, "T11.3/phases_swapped", "Data minus model.")
def _phases_swapped(data, W, b):
    return BoltzmannGradient(*(-g for g in bm_gradient(data, W, b)))


@misconception(bm_gradient, "T11.3/self", "Zero diagonal.")
def _self(data, W, b):
    dW = transpose(data) @ data / data.shape[0] - bm_exact(W, b).correlations
    return BoltzmannGradient(dW, bm_gradient(data, W, b).db)


@misconception(bm_gradient, "T11.3/no_negative", "The model's phase is missing.")
def _no_negative(data, W, b):
    xp = namespace(data)
    off = xp.eye(b.shape[0], dtype=b.dtype, device=getattr(b, "device", None)) == 0
    products = transpose(data) @ data / data.shape[0]
    return BoltzmannGradient(xp.where(off, products, 0 * products), xp.mean(data, axis=0))


@misconception(bm_gradient, "T11.3/data_summed", "Means over the data, not sums.")
def _data_summed(data, W, b):
    xp, M = namespace(data), data.shape[0]
    dW, db = bm_gradient(data, W, b)
    positive = _no_negative(data, W, b)
    return BoltzmannGradient(dW + (M - 1) * positive.dW, db + (M - 1) * xp.mean(data, axis=0))

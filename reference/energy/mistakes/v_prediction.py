"""Wrong versions of the functions in `reference.energy.v_prediction`, with the message that names each mistake."""

from reference._array import namespace
from reference.energy.diffusion import alpha_bar
from reference.energy.v_prediction import eps_from_v, min_snr_weight, v_target, x0_from_v
from reference.misconceptions import misconception

V = "v=√ᾱ ε−√(1−ᾱ)x₀."
ROOTS = "Use √ᾱ and √(1−ᾱ)."


@misconception(v_target, "T11.8/v_sign", V)
def _v_sign(x0, eps, t, betas):
    return -v_target(x0, eps, t, betas)


@misconception(v_target, "T11.8/v_coefficients", V)
def _v_coefficients(x0, eps, t, betas):
    return -v_target(eps, x0, t, betas)


@misconception(v_target, "T11.8/no_sqrt", ROOTS)
def _v_no_sqrt(x0, eps, t, betas):
    bar = alpha_bar(t, betas, x0)
    return bar * eps - (1 - bar) * x0


@misconception(x0_from_v, "T11.8/v_sign", V)
def _x0_v_sign(x_t, v, t, betas):
    return x0_from_v(x_t, -v, t, betas)


@misconception(x0_from_v, "T11.8/v_is_noise", "v is no noise: x₀=√ᾱ x−√(1−ᾱ)v, without dividing by √ᾱ.")
def _v_is_noise(x_t, v, t, betas):
    bar = alpha_bar(t, betas, x_t)
    return (x_t - (1 - bar) ** 0.5 * v) / bar**0.5


@misconception(x0_from_v, "T11.8/no_sqrt", ROOTS)
def _x0_no_sqrt(x_t, v, t, betas):
    bar = alpha_bar(t, betas, x_t)
    return bar * x_t - (1 - bar) * v


@misconception(eps_from_v, "T11.8/v_sign", V)
def _eps_v_sign(x_t, v, t, betas):
    return eps_from_v(x_t, -v, t, betas)


@misconception(eps_from_v, "T11.8/v_coefficients", "ε=√ᾱ v+√(1−ᾱ)x.")
def _eps_coefficients(x_t, v, t, betas):
    return eps_from_v(v, x_t, t, betas)


@misconception(eps_from_v, "T11.8/no_sqrt", ROOTS)
def _eps_no_sqrt(x_t, v, t, betas):
    bar = alpha_bar(t, betas, x_t)
    return bar * v + (1 - bar) * x_t


@misconception(
    min_snr_weight, "T11.8/x0_weight", "For ε the clipped ratio is divided by the ratio; min(snr, γ) is that for x₀."
)
def _x0_weight(betas, gamma=5.0):
    xp = namespace(betas)
    bars = xp.exp(xp.cumulative_sum(xp.log1p(-betas)))
    return min_snr_weight(betas, gamma) * bars / (1 - bars)


@misconception(min_snr_weight, "T11.8/noise_to_signal", "Signal over noise: ᾱ/(1−ᾱ).")
def _noise_to_signal(betas, gamma=5.0):
    xp = namespace(betas)
    bars = xp.exp(xp.cumulative_sum(xp.log1p(-betas)))
    nsr = (1 - bars) / bars
    return xp.where(nsr > gamma, gamma + 0 * nsr, nsr) / nsr


@misconception(min_snr_weight, "T11.8/step_ratio", "ᾱ is the running product.")
def _step_ratio(betas, gamma=5.0):
    xp, snr = namespace(betas), (1 - betas) / betas
    return xp.where(snr > gamma, gamma + 0 * snr, snr) / snr

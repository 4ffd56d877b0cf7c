"""Wrong versions of the functions in `reference.energy.diffusion`, with the message that names each mistake."""

from math import cos, pi

from reference._array import namespace
from reference.energy.diffusion import (
    Posterior,
    alpha_bar,
    beta_schedule,
    classifier_free_guidance,
    ddim_step,
    ddpm_loss,
    p_sample,
    posterior_mean_variance,
    predict_x0,
    q_sample,
)
from reference.misconceptions import misconception

ROOTS = "Use √ᾱ and √(1−ᾱ)."
PRODUCT = "ᾱ is the running product."
SHIFT = "Off by one in t."
BETA_TILDE = "Posterior variance is β̃, not β."


def _schedule(betas, values):
    return namespace(betas).asarray(values, dtype=betas.dtype)


def _f(t, T):
    return cos((t / T + 0.008) / 1.008 * pi / 2)


@misconception(beta_schedule, "T11.7/abar_as_beta", "β is what a step adds: 1 − ᾱ_{t+1}/ᾱ_t.")
def _abar_as_beta(kind, T, like=None):
    betas = beta_schedule(kind, T, like)
    return _schedule(betas, [1 - _f(t + 1, T) ** 2 / _f(0, T) ** 2 for t in range(T)]) if kind == "cosine" else betas


@misconception(beta_schedule, "T11.7/cosine_not_squared", "ᾱ follows the *squared* cosine.")
def _cosine_not_squared(kind, T, like=None):
    betas = beta_schedule(kind, T, like)
    return _schedule(betas, [min(1 - _f(t + 1, T) / _f(t, T), 0.999) for t in range(T)]) if kind == "cosine" else betas


@misconception(beta_schedule, "T11.7/not_clipped", "β is at most 0.999: 1 would leave nothing of the data.")
def _not_clipped(kind, T, like=None):
    betas = beta_schedule(kind, T, like)
    return _schedule(betas, [1 - _f(t + 1, T) ** 2 / _f(t, T) ** 2 for t in range(T)]) if kind == "cosine" else betas


@misconception(beta_schedule, "T11.7/end_missing", "The linear schedule reaches 0.02 at its last step.")
def _end_missing(kind, T, like=None):
    return beta_schedule(kind, T + 1, like)[:-1] if kind == "linear" else beta_schedule(kind, T, like)


def _alpha(t, betas, x):
    """α_t where ᾱ_t belongs."""
    return alpha_bar(t, betas, x) / alpha_bar(t - 1, betas, x, least=-1)


@misconception(q_sample, "T11.7/no_sqrt", ROOTS)
def _no_sqrt(x0, t, noise, betas):
    bar = alpha_bar(t, betas, x0)
    return bar * x0 + (1 - bar) * noise


@misconception(q_sample, "T11.7/alpha_for_abar", PRODUCT)
def _alpha_for_abar(x0, t, noise, betas):
    alpha = _alpha(t, betas, x0)
    return alpha**0.5 * x0 + (1 - alpha) ** 0.5 * noise


@misconception(q_sample, "T11.7/t_shift", SHIFT)
def _t_shift(x0, t, noise, betas):
    bar = alpha_bar(t - 1, betas, x0, least=-1)
    return bar**0.5 * x0 + (1 - bar) ** 0.5 * noise


@misconception(predict_x0, "T11.7/no_sqrt", ROOTS)
def _predict_no_sqrt(x_t, t, eps, betas):
    bar = alpha_bar(t, betas, x_t)
    return (x_t - (1 - bar) * eps) / bar


@misconception(predict_x0, "T11.7/alpha_for_abar", PRODUCT)
def _predict_alpha_for_abar(x_t, t, eps, betas):
    alpha = _alpha(t, betas, x_t)
    return (x_t - (1 - alpha) ** 0.5 * eps) / alpha**0.5


@misconception(predict_x0, "T11.7/not_scaled_up", "Divide by √ᾱ: the data were shrunk by it.")
def _not_scaled_up(x_t, t, eps, betas):
    return alpha_bar(t, betas, x_t) ** 0.5 * predict_x0(x_t, t, eps, betas)


@misconception(posterior_mean_variance, "T11.7/var_beta", BETA_TILDE)
def _var_beta(x0, x_t, t, betas):
    return Posterior(posterior_mean_variance(x0, x_t, t, betas).mean, 0 * x0 + 1 - _alpha(t, betas, x0))


def _posterior(x0, x_t, bar, before, alpha):
    mean = (before**0.5 * (1 - alpha) * x0 + alpha**0.5 * (1 - before) * x_t) / (1 - bar)
    return Posterior(mean, 0 * x0 + (1 - alpha) * (1 - before) / (1 - bar))


@misconception(posterior_mean_variance, "T11.7/t_shift", SHIFT)
def _posterior_t_shift(x0, x_t, t, betas):
    bar = alpha_bar(t, betas, x0)
    return _posterior(x0, x_t, bar, bar, _alpha(t, betas, x0))


@misconception(posterior_mean_variance, "T11.7/alpha_for_abar", PRODUCT)
def _posterior_alpha_for_abar(x0, x_t, t, betas):
    alpha = _alpha(t, betas, x0)
    return _posterior(x0, x_t, alpha, alpha_bar(t - 1, betas, x0, least=-1), alpha)


@misconception(posterior_mean_variance, "T11.7/coefficients_swapped", "The mean is near x_t, except in the last steps.")
def _coefficients_swapped(x0, x_t, t, betas):
    return Posterior(
        posterior_mean_variance(x_t, x0, t, betas).mean, posterior_mean_variance(x0, x_t, t, betas).variance
    )


@misconception(ddpm_loss, "T11.7/loss_sum", "The mean over all entries.")
def _loss_sum(eps, eps_pred):
    return namespace(eps).sum((eps - eps_pred) ** 2)


@misconception(ddpm_loss, "T11.7/loss_half", "No ½ here.")
def _loss_half(eps, eps_pred):
    return ddpm_loss(eps, eps_pred) / 2


@misconception(ddpm_loss, "T11.7/loss_absolute", "Squared errors.")
def _loss_absolute(eps, eps_pred):
    xp = namespace(eps)
    return xp.mean(xp.abs(eps - eps_pred))


@misconception(p_sample, "T11.7/noise_last", "No noise in the last step.")
def _noise_last(x_t, t, eps_pred, noise, betas):
    step = p_sample(x_t, t, eps_pred, noise, betas)
    first = alpha_bar(t - 1, betas, x_t, least=-1) == 1
    variance = 1 - _alpha(t, betas, x_t)
    return namespace(x_t).where(first, step + variance**0.5 * noise, step)


@misconception(p_sample, "T11.7/var_beta", BETA_TILDE)
def _sample_var_beta(x_t, t, eps_pred, noise, betas):
    mean = p_sample(x_t, t, eps_pred, 0 * noise, betas)
    first = alpha_bar(t - 1, betas, x_t, least=-1) == 1
    return namespace(x_t).where(first, mean, mean + (1 - _alpha(t, betas, x_t)) ** 0.5 * noise)


@misconception(p_sample, "T11.7/variance_as_std", "Noise is scaled by the standard deviation √β̃.")
def _variance_as_std(x_t, t, eps_pred, noise, betas):
    variance = posterior_mean_variance(x_t, x_t, t, betas).variance
    return p_sample(x_t, t, eps_pred, variance**0.5 * noise, betas)


@misconception(p_sample, "T11.7/alpha_for_abar", PRODUCT)
def _sample_alpha_for_abar(x_t, t, eps_pred, noise, betas):
    alpha, variance = _alpha(t, betas, x_t), posterior_mean_variance(x_t, x_t, t, betas).variance
    return (x_t - (1 - alpha) ** 0.5 * eps_pred) / alpha**0.5 + variance**0.5 * noise


def _ddim(x_t, t, t_prev, eps_pred, betas, eta, noise, reduced=True, deviation=True):
    bar, after = alpha_bar(t, betas, x_t), alpha_bar(t_prev, betas, x_t, least=-1)
    variance = eta**2 * (1 - after) / (1 - bar) * (1 - bar / after)
    direction = (1 - after - (variance if reduced else 0)) ** 0.5
    x = after**0.5 * predict_x0(x_t, t, eps_pred, betas) + direction * eps_pred
    return x if noise is None else x + variance ** (0.5 if deviation else 1) * noise


@misconception(ddim_step, "T11.8/direction_not_reduced", "The σ² taken by the noise leaves the direction: √(1−ᾱ′−σ²).")
def _direction_not_reduced(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    return _ddim(x_t, t, t_prev, eps_pred, betas, eta, noise, reduced=False)


@misconception(ddim_step, "T11.8/variance_as_std", "Noise is scaled by σ, not by σ².")
def _ddim_variance_as_std(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    return _ddim(x_t, t, t_prev, eps_pred, betas, eta, noise, deviation=False)


@misconception(ddim_step, "T11.8/eta_ignored", "η > 0 adds noise.")
def _eta_ignored(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    return ddim_step(x_t, t, t_prev, eps_pred, betas)


@misconception(ddim_step, "T11.7/t_shift", SHIFT)
def _ddim_t_shift(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    return ddim_step(x_t, t, t - 1, eps_pred, betas, eta, noise)


@misconception(classifier_free_guidance, "T11.7/cfg_form", "Two guidance conventions: this is ε_u+w(ε_c−ε_u).")
def _cfg_form(eps_c, eps_u, w):
    return (1 + w) * eps_c - w * eps_u


@misconception(classifier_free_guidance, "T11.7/cfg_swapped", "Guidance moves away from the unconditional noise.")
def _cfg_swapped(eps_c, eps_u, w):
    return classifier_free_guidance(eps_u, eps_c, w)


@misconception(
    classifier_free_guidance, "T11.7/cfg_added", "w multiplies the difference of the two, not the conditional noise."
)
def _cfg_added(eps_c, eps_u, w):
    return eps_u + w * eps_c

"""Wrong versions of the functions in `reference.rl.continuous`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.rl.continuous import gaussian_log_prob, sac_target, soft_update, tanh_log_prob, temperature_loss


@misconception(gaussian_log_prob, "T13.5/std_not_log", "The argument is log σ: take its exponential.")
def _std_not_log(u, mu, log_std):
    return gaussian_log_prob(u, mu, namespace(u).log(namespace(u).abs(log_std) + 1e-300))


@misconception(gaussian_log_prob, "T13.5/no_normaliser", "A density needs its −log σ − ½ log 2π.")
def _no_normaliser(u, mu, log_std):
    xp = namespace(u)
    return xp.sum(-((u - mu) ** 2) * xp.exp(-2 * log_std) / 2, axis=1)


@misconception(gaussian_log_prob, "T13.5/no_half", "The square is halved.")
def _no_half(u, mu, log_std):
    xp = namespace(u)
    return gaussian_log_prob(u, mu, log_std) - xp.sum((u - mu) ** 2 * xp.exp(-2 * log_std) / 2, axis=1)


@misconception(gaussian_log_prob, "T13.5/mean_over_actions", "The logarithms of the actions add up.")
def _mean(u, mu, log_std):
    return gaussian_log_prob(u, mu, log_std) / u.shape[1]


@misconception(tanh_log_prob, "T13.5/no_correction", "Squashing changes the density.")
def _no_correction(u, mu, log_std):
    return gaussian_log_prob(u, mu, log_std)


@misconception(tanh_log_prob, "T13.5/naive_log", "1−tanh² is 0 in floating point: use the softplus form.")
def _naive(u, mu, log_std):
    xp = namespace(u)
    return gaussian_log_prob(u, mu, log_std) - xp.sum(xp.log(1 - xp.tanh(u) ** 2), axis=1)


@misconception(tanh_log_prob, "T13.5/correction_sign", "The correction is subtracted: a squashed density is higher.")
def _correction_sign(u, mu, log_std):
    return 2 * gaussian_log_prob(u, mu, log_std) - tanh_log_prob(u, mu, log_std)


@misconception(sac_target, "T13.5/max_of_twins", "The smaller of the two critics.")
def _max(r, done, q1, q2, logp, gamma, alpha):
    return sac_target(r, done, *2 * [namespace(r).maximum(q1, q2)], logp, gamma, alpha)


@misconception(sac_target, "T13.5/entropy_sign", "The target *adds* entropy: −α·logp.")
def _entropy_sign(r, done, q1, q2, logp, gamma, alpha):
    return sac_target(r, done, q1, q2, -logp, gamma, alpha)


@misconception(sac_target, "T13.5/no_done", "No bootstrap after a terminal step.")
def _no_done(r, done, q1, q2, logp, gamma, alpha):
    return sac_target(r, done & ~done, q1, q2, logp, gamma, alpha)


@misconception(
    sac_target, "T13.5/entropy_not_discounted", "The entropy belongs to the next state: it is discounted, too."
)
def _not_discounted(r, done, q1, q2, logp, gamma, alpha):
    return sac_target(r, done, q1, q2, 0 * logp, gamma, alpha) - alpha * logp


@misconception(temperature_loss, "T13.5/temperature_sign", "Minimise −α(log π + H̄).")
def _temperature_sign(log_alpha, logp, target_entropy):
    return -temperature_loss(log_alpha, logp, target_entropy)


@misconception(temperature_loss, "T13.5/target_sign", "The wanted entropy is added to log π.")
def _target_sign(log_alpha, logp, target_entropy):
    return temperature_loss(log_alpha, logp, -target_entropy)


@misconception(temperature_loss, "T13.5/log_for_alpha", "The factor is α, not its logarithm.")
def _log_for_alpha(log_alpha, logp, target_entropy):
    return -log_alpha * (namespace(logp).mean(logp) + target_entropy)


@misconception(soft_update, "T13.5/tau_swapped", "τ is the share of the online network.")
def _tau_swapped(target, online, tau):
    return soft_update(target, online, 1 - tau)


@misconception(soft_update, "T13.5/hard", "The target moves by τ of the way, not all of it.")
def _hard(target, online, tau):
    return soft_update(target, online, 1.0)


@misconception(soft_update, "T13.5/added", "A weighted mean: the old value keeps 1 − τ.")
def _added(target, online, tau):
    return {name: target[name] + tau * online[name] for name in target}


@misconception(tanh_log_prob, "T13.5/tanh_of_mean", "The correction stands at u, the value that was drawn.")
def _at_mean(u, mu, log_std):
    return gaussian_log_prob(u, mu, log_std) + tanh_log_prob(mu, mu, log_std) - gaussian_log_prob(mu, mu, log_std)

"""Wrong versions of the functions in `reference.generative.vae`, with the message that names each mistake."""

from math import log, prod

from reference._array import namespace
from reference.generative.vae import (
    LinearAutoencoder,
    gaussian_kl,
    iwae_bound,
    linear_autoencoder_pca,
    reparameterize,
    vae_elbo,
)
from reference.linear.softmax import logsumexp
from reference.misconceptions import misconception


@misconception(linear_autoencoder_pca, "T10.2/not_centred", "Subtract the mean before, add it after.")
def _not_centred(X, k):
    both = namespace(X).concat([X, -X])  # their mean is 0
    W, recon = linear_autoencoder_pca(both, k)
    return LinearAutoencoder(W, recon[: X.shape[0], :])


@misconception(linear_autoencoder_pca, "T10.2/mean_not_restored", "The decoder adds the mean again.")
def _mean_not_restored(X, k):
    W, recon = linear_autoencoder_pca(X, k)
    return LinearAutoencoder(W, recon - namespace(X).mean(X, axis=0, keepdims=True))


@misconception(linear_autoencoder_pca, "T10.2/smallest_variance", "Keep the directions of largest variance.")
def _smallest_variance(X, k):
    xp = namespace(X)
    W = xp.flip(linear_autoencoder_pca(X, min(X.shape)).W, axis=0)[:k, :]
    mean = xp.mean(X, axis=0, keepdims=True)
    return LinearAutoencoder(W, mean + (X - mean) @ xp.matrix_transpose(W) @ W)


@misconception(reparameterize, "T10.2/logvar_as_std", "σ = exp(½·logvar).")
def _logvar_as_std(mu, logvar, eps):
    return reparameterize(mu, 2 * logvar, eps)


@misconception(reparameterize, "T10.2/std_is_logvar", "The net gives log σ²: exponentiate.")
def _std_is_logvar(mu, logvar, eps):
    return mu + logvar * eps


@misconception(reparameterize, "T10.2/noise_unscaled", "Noise is scaled by σ.")
def _noise_unscaled(mu, logvar, eps):
    return reparameterize(mu, 0 * logvar, eps)


@misconception(gaussian_kl, "T10.2/kl_sign", "KL is never negative.")
def _kl_sign(mu, logvar):
    return -gaussian_kl(mu, logvar)


@misconception(gaussian_kl, "T10.2/kl_mean", "Sum over latent dimensions.")
def _kl_mean(mu, logvar):
    return gaussian_kl(mu, logvar) / mu.shape[1]


@misconception(gaussian_kl, "T10.2/kl_half", "The ½ is missing.")
def _kl_half(mu, logvar):
    return 2 * gaussian_kl(mu, logvar)


@misconception(gaussian_kl, "T10.2/logvar_as_std", "σ = exp(½·logvar).")
def _kl_logvar_as_std(mu, logvar):
    return gaussian_kl(mu, 2 * logvar)


@misconception(vae_elbo, "T10.2/beta_recon", "β weighs the KL term.")
def _beta_recon(x, x_logits, mu, logvar, beta=1.0):
    return beta * vae_elbo(x, x_logits, mu, logvar, 0.0) - gaussian_kl(mu, logvar)


@misconception(vae_elbo, "T10.2/kl_added", "The bound subtracts the KL term.")
def _kl_added(x, x_logits, mu, logvar, beta=1.0):
    return vae_elbo(x, x_logits, mu, logvar, 0.0) + beta * gaussian_kl(mu, logvar)


@misconception(vae_elbo, "T10.2/pixel_mean", "Sum over pixels: the KL term is a sum, too.")
def _pixel_mean(x, x_logits, mu, logvar, beta=1.0):
    return vae_elbo(x, x_logits, mu, logvar, 0.0) / prod(x.shape[1:]) - beta * gaussian_kl(mu, logvar)


@misconception(vae_elbo, "T10.2/loss_not_bound", "The ELBO is maximised; the loss is its negative.")
def _loss_not_bound(x, x_logits, mu, logvar, beta=1.0):
    return -vae_elbo(x, x_logits, mu, logvar, beta)


@misconception(iwae_bound, "T10.2/iwae_mean_log", "Average inside the log.")
def _iwae_mean_log(log_w):
    return namespace(log_w).mean(log_w, axis=1)


@misconception(iwae_bound, "T10.2/iwae_sum", "The mean of the weights, not their sum: subtract log K.")
def _iwae_sum(log_w):
    return logsumexp(log_w, axis=1)


@misconception(iwae_bound, "T10.2/iwae_over_batch", "Average over the draws of a sample, not over the batch.")
def _iwae_over_batch(log_w):
    return logsumexp(log_w, axis=0) - log(log_w.shape[0])

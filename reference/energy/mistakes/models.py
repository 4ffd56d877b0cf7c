"""Wrong versions of the functions in `reference.energy.models`, with the message that names each mistake."""

from reference._array import namespace
from reference.energy.models import (
    boltzmann_probs,
    cd_loss,
    denoising_score_target,
    langevin_step,
    log_partition,
    metropolis_accept,
    score_matching_loss,
)
from reference.misconceptions import misconception

LOW = "Low energy = high probability: exp(−E)."


@misconception(boltzmann_probs, "T11.1/plus_energy", LOW)
def _plus_energy(energies, T=1.0):
    return boltzmann_probs(-energies, T)


@misconception(boltzmann_probs, "T11.1/T_multiplies", "Divide by the temperature.")
def _T_multiplies(energies, T=1.0):
    return boltzmann_probs(energies * T)


@misconception(boltzmann_probs, "T11.1/not_normalised", "Divide by Z.")
def _not_normalised(energies, T=1.0):
    return namespace(energies).exp(-energies / T)


@misconception(log_partition, "T11.1/plus_energy", LOW)
def _partition_plus_energy(energies):
    return log_partition(-energies)


@misconception(log_partition, "T11.1/mean_not_sum", "Z is a sum over states, not a mean.")
def _mean_not_sum(energies):
    xp = namespace(energies)
    return xp.log(xp.mean(xp.exp(-energies)))


@misconception(log_partition, "T11.1/sum_of_energies", "The logarithm of a sum, not a sum of logarithms.")
def _sum_of_energies(energies):
    return -namespace(energies).sum(energies)


@misconception(log_partition, "T11.1/free_energy", "−log Z is the free energy.")
def _free_energy(energies):
    return -log_partition(energies)


@misconception(langevin_step, "T11.1/ascent", "Langevin descends the energy.")
def _ascent(x, grad_E, eps, noise):
    return langevin_step(x, -grad_E, eps, noise)


@misconception(langevin_step, "T11.1/noise_eps", "Noise scales with √ε.")
def _noise_eps(x, grad_E, eps, noise):
    return langevin_step(x, grad_E, eps, noise * eps**0.5)


@misconception(langevin_step, "T11.1/half", "The drift has ε/2.")
def _half(x, grad_E, eps, noise):
    return langevin_step(x, 2 * grad_E, eps, noise)


@misconception(langevin_step, "T11.1/no_noise", "Without noise it is gradient descent and samples nothing.")
def _no_noise(x, grad_E, eps, noise):
    return langevin_step(x, grad_E, eps, 0 * noise)


@misconception(metropolis_accept, "T11.1/downhill_only", "Uphill moves are accepted sometimes.")
def _downhill_only(dE, u, T=1.0):
    return dE <= 0


@misconception(metropolis_accept, "T11.1/plus_energy", LOW)
def _uphill(dE, u, T=1.0):
    return metropolis_accept(-dE, u, T)


@misconception(metropolis_accept, "T11.1/T_multiplies", "Divide by the temperature.")
def _accept_T_multiplies(dE, u, T=1.0):
    return metropolis_accept(dE * T, u)


@misconception(cd_loss, "T11.1/no_negative", "The model term ∇log Z is missing.")
def _no_negative(E_data, E_model):
    return namespace(E_data, E_model).mean(E_data)


@misconception(cd_loss, "T11.1/phases_swapped", "Lower the energy of data, raise that of samples.")
def _phases_swapped(E_data, E_model):
    return cd_loss(E_model, E_data)


@misconception(cd_loss, "T11.1/sums", "Means: the batches may have different sizes.")
def _sums(E_data, E_model):
    xp = namespace(E_data, E_model)
    return xp.sum(E_data) - xp.sum(E_model)


@misconception(score_matching_loss, "T11.1/score_half", "½‖s‖².")
def _score_half(score, jac_trace):
    return score_matching_loss(2**0.5 * score, jac_trace)


@misconception(score_matching_loss, "T11.1/no_trace", "Without the trace the best score is 0 everywhere.")
def _no_trace(score, jac_trace):
    return score_matching_loss(score, 0 * jac_trace)


@misconception(score_matching_loss, "T11.1/trace_sign", "The trace is added.")
def _trace_sign(score, jac_trace):
    return score_matching_loss(score, -jac_trace)


@misconception(denoising_score_target, "T11.1/target_sign", "The score points from the noisy to the clean sample.")
def _target_sign(x, x_noisy, sigma):
    return denoising_score_target(x_noisy, x, sigma)


@misconception(denoising_score_target, "T11.1/sigma_once", "Divide by the variance σ².")
def _sigma_once(x, x_noisy, sigma):
    return sigma * denoising_score_target(x, x_noisy, sigma)


@misconception(denoising_score_target, "T11.1/noise_itself", "The score is the noise over σ², not the noise.")
def _noise_itself(x, x_noisy, sigma):
    return denoising_score_target(x, x_noisy, 1.0)

"""Wrong versions of the functions in `reference.energy.rbm`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.energy.rbm import (
    Rbm,
    drawn,
    rbm_cd_gradient,
    rbm_energy,
    rbm_exact_log_likelihood,
    rbm_free_energy,
    rbm_p_h_given_v,
    rbm_p_v_given_h,
)
from reference.misconceptions import misconception
from reference.neurons.activations import sigmoid, softplus

SHAPE = "W is [visible,hidden]."


@misconception(rbm_energy, "T11.4/W_transpose", SHAPE)
def _W_transpose(v, h, W, b, c):
    return rbm_energy(v, h, transpose(W), b, c)


@misconception(
    rbm_energy, "T11.4/plus_energy", "Units that agree with their links lower the energy: all terms are negative."
)
def _plus_energy(v, h, W, b, c):
    return -rbm_energy(v, h, W, b, c)


@misconception(rbm_energy, "T11.4/energy_no_biases", "Biases of both layers have their part in the energy.")
def _energy_no_biases(v, h, W, b, c):
    return rbm_energy(v, h, W, 0 * b, 0 * c)


@misconception(rbm_energy, "T11.4/links_halved", "A link between the layers stands once in W: no ½.")
def _links_halved(v, h, W, b, c):
    return rbm_energy(v, h, W / 2, b, c)


@misconception(rbm_free_energy, "T11.4/F_sign", "Free energy is minus the log-sum.")
def _F_sign(v, W, b, c):
    return -rbm_free_energy(v, W, b, c)


@misconception(rbm_free_energy, "T11.4/softplus_no_bias", "Include c in the softplus.")
def _softplus_no_bias(v, W, b, c):
    return rbm_free_energy(v, W, b, 0 * c) - namespace(c).sum(c)


@misconception(rbm_free_energy, "T11.4/W_transpose", SHAPE)
def _free_W_transpose(v, W, b, c):
    return rbm_free_energy(v, transpose(W), b, c)


@misconception(rbm_free_energy, "T11.4/visible_bias_forgotten", "The visible biases are a part of F: −bᵀv.")
def _visible_bias_forgotten(v, W, b, c):
    return -namespace(v).sum(softplus(v @ W + c), axis=1)


@misconception(rbm_p_h_given_v, "T11.4/W_transpose", SHAPE)
def _hidden_W_transpose(v, W, b, c):
    return rbm_p_h_given_v(v, transpose(W), b, c)


@misconception(rbm_p_h_given_v, "T11.4/other_bias", "Hidden units have the bias c.")
def _other_bias(v, W, b, c):
    return rbm_p_h_given_v(v, W, c, b)


@misconception(rbm_p_h_given_v, "T11.4/no_bias", "Add the unit's own bias.")
def _no_bias(v, W, b, c):
    return rbm_p_h_given_v(v, W, b, 0 * c)


@misconception(rbm_p_v_given_h, "T11.4/W_transpose", SHAPE)
def _visible_W_transpose(h, W, b, c):
    return rbm_p_v_given_h(h, transpose(W), b, c)


@misconception(rbm_p_v_given_h, "T11.4/other_bias", "Visible units have the bias b.")
def _visible_other_bias(h, W, b, c):
    return rbm_p_v_given_h(h, W, c, b)


@misconception(rbm_p_v_given_h, "T11.4/no_bias", "Add the unit's own bias.")
def _visible_no_bias(h, W, b, c):
    return rbm_p_v_given_h(h, W, 0 * b, c)


@misconception(rbm_cd_gradient, "T11.4/cd_sign", "Positive phase minus negative phase.")
def _cd_sign(v0, u_h, u_v, W, b, c, k=1):
    return Rbm(*(-g for g in rbm_cd_gradient(v0, u_h, u_v, W, b, c, k)))


def _chain(v0, u_h, u_v, W, b, c, k, mean_field=False):
    """The last hidden sample and visible state of the chain."""
    v = v0
    for t in range(k):
        p = sigmoid(v @ W + c)
        h = p if mean_field else drawn(p, u_h[t])
        v = drawn(sigmoid(h @ transpose(W) + b), u_v[t])
    return h, v


def _statistics(v0, h0, v, h):
    xp = namespace(v0, h0)
    dW = (transpose(v0) @ h0 - transpose(v) @ h) / v0.shape[0]
    return Rbm(dW, xp.mean(v0 - v, axis=0), xp.mean(h0 - h, axis=0))


@misconception(rbm_cd_gradient, "T11.4/sampled_stats", "Use probabilities in the last step.")
def _sampled_stats(v0, u_h, u_v, W, b, c, k=1):
    h, v = _chain(v0, u_h, u_v, W, b, c, k)
    return _statistics(v0, sigmoid(v0 @ W + c), v, h)


@misconception(rbm_cd_gradient, "T11.4/hidden_not_sampled", "In the chain hidden units are sampled, not probabilities.")
def _hidden_not_sampled(v0, u_h, u_v, W, b, c, k=1):
    _, v = _chain(v0, u_h, u_v, W, b, c, k, mean_field=True)
    return _statistics(v0, sigmoid(v0 @ W + c), v, sigmoid(v @ W + c))


@misconception(rbm_cd_gradient, "T11.4/batch_summed", "The mean over the batch.")
def _batch_summed(v0, u_h, u_v, W, b, c, k=1):
    return Rbm(*(v0.shape[0] * g for g in rbm_cd_gradient(v0, u_h, u_v, W, b, c, k)))


@misconception(rbm_cd_gradient, "T11.4/one_step", "The chain makes k steps.")
def _one_step(v0, u_h, u_v, W, b, c, k=1):
    return rbm_cd_gradient(v0, u_h[:1], u_v[:1], W, b, c)


@misconception(rbm_exact_log_likelihood, "T11.4/not_normalised", "Subtract log Z.")
def _not_normalised(v, W, b, c):
    return -rbm_free_energy(v, W, b, c)


@misconception(rbm_exact_log_likelihood, "T11.4/F_sign", "Free energy is minus the log-sum.")
def _likelihood_F_sign(v, W, b, c):
    return rbm_exact_log_likelihood(v, W, b, c) + 2 * rbm_free_energy(v, W, b, c)


@misconception(rbm_exact_log_likelihood, "T11.4/softplus_no_bias", "Include c in the softplus.")
def _likelihood_no_bias(v, W, b, c):
    return rbm_exact_log_likelihood(v, W, b, 0 * c)

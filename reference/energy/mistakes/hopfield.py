"""Wrong versions of the functions in `reference.energy.hopfield`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.energy.hopfield import (
    Recall,
    hopfield_energy,
    hopfield_recall,
    hopfield_update,
    hopfield_weights,
)
from reference.misconceptions import misconception


@misconception(hopfield_weights, "T11.2/diag", "No self-connections.")
def _diag(P):
    return transpose(P) @ P / P.shape[1]


@misconception(hopfield_weights, "T11.2/01_patterns", "Patterns are ±1.")
def _01_patterns(P):
    xp, bits = namespace(P), (P + 1) / 2
    W = transpose(bits) @ bits / P.shape[1]
    return W * xp.astype(xp.eye(P.shape[1], device=getattr(P, "device", None)) == 0, W.dtype)


@misconception(hopfield_weights, "T11.2/no_1_over_n", "Divide by N.")
def _no_1_over_n(P):
    return P.shape[1] * hopfield_weights(P)


@misconception(hopfield_weights, "T11.2/1_over_k", "Divide by the number of units, not of patterns.")
def _1_over_k(P):
    return P.shape[1] / P.shape[0] * hopfield_weights(P)


@misconception(hopfield_energy, "T11.2/energy_half", "Each pair once: factor ½.")
def _energy_half(W, s, theta=None):
    return 2 * hopfield_energy(W, s) + hopfield_energy(0 * W, s, theta)


@misconception(hopfield_energy, "T11.2/energy_sign", "Stored patterns are minima: −½sᵀWs.")
def _energy_sign(W, s, theta=None):
    return hopfield_energy(-W, s, theta)


@misconception(hopfield_energy, "T11.2/theta_sign", "A threshold holds a unit back: +θᵀs.")
def _theta_sign(W, s, theta=None):
    return hopfield_energy(W, s, None if theta is None else -theta)


def _signs(field, s, zero):
    xp = namespace(field)
    one = xp.ones_like(s)
    return xp.where(field > 0, one, xp.where(field < 0, -one, zero(s)))


def _one_by_one(W, s, order, theta, zero):
    xp = namespace(W, s)
    at = xp.arange(s.shape[0], device=getattr(s, "device", None))
    for i in order:
        field = W @ s - (0 if theta is None else theta)
        s = xp.where(at == int(i), _signs(field, s, zero), s)
    return s


@misconception(hopfield_update, "T11.2/sync", "Update one unit at a time.")
def _sync(W, s, order, theta=None):
    xp = namespace(W, s)
    at = xp.arange(s.shape[0], device=getattr(s, "device", None))
    new = s
    for i in order:
        new = xp.where(at == int(i), hopfield_update(W, s, xp.reshape(i, (1,)), theta), new)
    return new


@misconception(hopfield_update, "T11.2/sign_zero", "A zero field gives +1 here.")
def _sign_zero(W, s, order, theta=None):
    return _one_by_one(W, s, order, theta, lambda s: -abs(s))


@misconception(hopfield_update, "T11.2/zero_keeps", "A zero field gives +1 here, it does not keep the state.")
def _zero_keeps(W, s, order, theta=None):
    return _one_by_one(W, s, order, theta, lambda s: s)


@misconception(hopfield_update, "T11.2/theta_ignored", "Compare the field with θ.")
def _theta_ignored(W, s, order, theta=None):
    return hopfield_update(W, s, order)


@misconception(hopfield_update, "T11.2/order_ignored", "Only the units in `order`, in that order.")
def _order_ignored(W, s, order, theta=None):
    return hopfield_update(W, s, namespace(s).arange(s.shape[0], device=getattr(s, "device", None)), theta)


def _recall(W, s, max_sweeps, update):
    xp, energies = namespace(s), [hopfield_energy(W, s)]
    order = xp.arange(s.shape[0], device=getattr(s, "device", None))
    for _ in range(max_sweeps):
        before, s = s, update(W, s, order)
        energies.append(hopfield_energy(W, s))
        if bool(xp.all(s == before)):
            break
    return Recall(s, xp.stack(energies))


@misconception(hopfield_recall, "T11.2/sync", "Update one unit at a time.")
def _recall_sync(W, s, max_sweeps):
    return _recall(W, s, max_sweeps, _sync)


@misconception(hopfield_recall, "T11.2/sign_zero", "A zero field gives +1 here.")
def _recall_sign_zero(W, s, max_sweeps):
    return _recall(W, s, max_sweeps, _sign_zero)


@misconception(hopfield_recall, "T11.2/one_sweep", "Sweep until nothing changes.")
def _one_sweep(W, s, max_sweeps):
    return hopfield_recall(W, s, min(1, max_sweeps))


@misconception(hopfield_recall, "T11.2/start_missing", "The energies begin with that of the start.")
def _start_missing(W, s, max_sweeps):
    state, energies = hopfield_recall(W, s, max_sweeps)
    return Recall(state, energies[1:])

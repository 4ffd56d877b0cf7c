"""Wrong versions of the functions in `reference.rnn.elman`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.rnn.elman import (
    NAMES,
    Gradients,
    Outputs,
    along_time,
    rnn_backward,
    rnn_cell,
    rnn_forward,
    truncated_bptt,
)


@misconception(rnn_cell, "T6.1/no_state", "The state before is an input of the step, too.")
def _cell_no_state(x, h, W_ih, W_hh, b_ih, b_hh):
    return rnn_cell(x, 0 * h, W_ih, W_hh, b_ih, b_hh)


@misconception(rnn_cell, "T6.1/linear", "The step ends with tanh.")
def _cell_linear(x, h, W_ih, W_hh, b_ih, b_hh):
    return x @ transpose(W_ih) + b_ih + h @ transpose(W_hh) + b_hh


@misconception(rnn_cell, "T6.1/one_bias", "Both biases are added: that of the input and that of the state.")
def _cell_one_bias(x, h, W_ih, W_hh, b_ih, b_hh):
    return rnn_cell(x, h, W_ih, W_hh, b_ih, 0 * b_hh)


@misconception(rnn_cell, "T6.1/state_transposed", "The state is multiplied by W_hh's rows: h @ W_hh.T.")
def _cell_transposed(x, h, W_ih, W_hh, b_ih, b_hh):
    return rnn_cell(x, h, W_ih, transpose(W_hh), b_ih, b_hh)


@misconception(rnn_forward, "T6.1/time_first", "Here arrays are [batch, time, feature].")
def _forward_time_first(X, h0, params, return_cache=False):
    xp = namespace(X, h0)
    out, cache = rnn_forward(xp.permute_dims(X, (1, 0, 2)), h0, params, True)
    out = Outputs(xp.permute_dims(out.H, (1, 0, 2)), out.h)
    return (out, cache) if return_cache else out


@misconception(rnn_forward, "T6.1/from_h0", "Each step starts from the state that the step before gave.")
def _forward_from_h0(X, h0, params, return_cache=False):
    states = [rnn_cell(X[:, t, :], h0, *(params[n] for n in NAMES)) for t in range(X.shape[1])]
    out = Outputs(along_time(states, h0), states[-1] if states else h0)
    return (out, rnn_forward(X, h0, params, True)[1]) if return_cache else out


@misconception(rnn_forward, "T6.1/h0_ignored", "The first step starts from h0.")
def _forward_h0_ignored(X, h0, params, return_cache=False):
    return rnn_forward(X, 0 * h0, params, return_cache)


@misconception(rnn_forward, "T6.1/first_state", "The second result is the state after the last step.")
def _forward_first_state(X, h0, params, return_cache=False):
    out, cache = rnn_forward(X, h0, params, True)
    out = Outputs(out.H, out.H[:, 0, :] if X.shape[1] else h0)
    return (out, cache) if return_cache else out


def _through_time(cache, dH, *, carry=True, before=True, slope=lambda h: 1 - h**2, add=True):
    """Backpropagation through time with one part of it wrong."""
    X, h0, H, W_ih, W_hh = cache
    xp = namespace(X, dH)
    carried, dW_ih, dW_hh, db = xp.zeros_like(h0), xp.zeros_like(W_ih), xp.zeros_like(W_hh), xp.zeros_like(W_hh[:, 0])
    dX = []
    for t in reversed(range(X.shape[1])):
        h = H[:, t - 1, :] if t else h0
        da = (dH[:, t, :] + (carried if carry else 0)) * slope(H[:, t, :])
        grads = transpose(da) @ X[:, t, :], transpose(da) @ (h if before else H[:, t, :]), xp.sum(da, axis=0)
        dW_ih, dW_hh, db = (a + b for a, b in zip((dW_ih, dW_hh, db), grads, strict=True)) if add else grads
        dX.append(da @ W_ih)
        carried = da @ W_hh
    return Gradients(xp.stack(dX[::-1], axis=1) if dX else 0 * X, carried, dW_ih, dW_hh, db, db)


@misconception(rnn_backward, "T6.1/no_carry", "Add the gradient coming from the next step.")
def _backward_no_carry(cache, dH):
    return _through_time(cache, dH, carry=False)


@misconception(rnn_backward, "T6.1/wrong_prev", "The recurrent gradient uses h_{t−1}, not h_t.")
def _backward_wrong_prev(cache, dH):
    return _through_time(cache, dH, before=False)


@misconception(rnn_backward, "T6.1/deriv_pre", "tanh′ from the stored h is 1−h².")
def _backward_deriv_pre(cache, dH):
    return _through_time(cache, dH, slope=lambda h: 1 - namespace(h).tanh(h) ** 2)


@misconception(rnn_backward, "T6.1/overwrite", "Weights are shared over time: accumulate.")
def _backward_overwrite(cache, dH):
    return _through_time(cache, dH, add=False)


@misconception(rnn_backward, "T6.1/carry_transposed", "Back through the state goes W_hhᵀda: da @ W_hh for rows.")
def _backward_carry_transposed(cache, dH):
    return rnn_backward(cache._replace(W_hh=transpose(cache.W_hh)), dH)


@misconception(truncated_bptt, "T6.1/not_cut", "After every k steps the state is detached: no gradient passes the cut.")
def _truncated_not_cut(cache, dH, k):
    return rnn_backward(cache, dH)


@misconception(truncated_bptt, "T6.1/last_k_only", "The losses of all steps count, not only those of the last k.")
def _truncated_last_k(cache, dH, k):
    xp = namespace(dH)
    keep = [xp.zeros_like(dH[:, t, :]) if t < dH.shape[1] - k else dH[:, t, :] for t in range(dH.shape[1])]
    return truncated_bptt(cache, xp.stack(keep, axis=1) if keep else dH, k)


@misconception(truncated_bptt, "T6.1/cut_early", "The first cut comes after k steps, not before.")
def _truncated_cut_early(cache, dH, k):
    return truncated_bptt(cache, dH, max(1, k - 1))

"""Wrong versions of the function in `reference.rnn.jordan`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.rnn.elman import along_time
from reference.rnn.jordan import JordanOutputs, jordan_rnn_forward


def _steps(X, y0, W_xh, W_yh, b_h, W_hy, b_y, context):
    """All steps with a context of `context(t, y_before, s_before, h_before)`."""
    xp = namespace(X, y0)
    s, y, h, hidden, outputs = xp.zeros_like(y0), y0, None, [], []
    for t in range(X.shape[1]):
        s = context(t, y, s, h)
        h = xp.tanh(X[:, t, :] @ transpose(W_xh) + s @ transpose(W_yh) + b_h)
        y = h @ transpose(W_hy) + b_y
        hidden.append(h)
        outputs.append(y)
    return JordanOutputs(along_time(hidden, y0 @ transpose(W_yh)), along_time(outputs, y0))


@misconception(jordan_rnn_forward, "T6.2/elman", "Jordan feeds back the output, not the hidden state.")
def _jordan_elman(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    return _steps(X, y0, W_xh, W_yh, b_h, W_hy, b_y, lambda t, y, s, h: (y if h is None else h) + mu * s)


@misconception(jordan_rnn_forward, "T6.2/current_y", "Use the previous output; the current one is not known yet.")
def _jordan_current_y(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    xp = namespace(X, y0)
    s, y, hidden, outputs = xp.zeros_like(y0), y0, [], []
    for t in range(X.shape[1]):
        s = y + mu * s
        first = xp.tanh(X[:, t, :] @ transpose(W_xh) + s @ transpose(W_yh) + b_h) @ transpose(W_hy) + b_y
        h = xp.tanh(X[:, t, :] @ transpose(W_xh) + first @ transpose(W_yh) + b_h)
        y = h @ transpose(W_hy) + b_y
        hidden.append(h)
        outputs.append(y)
    return JordanOutputs(along_time(hidden, y0 @ transpose(W_yh)), along_time(outputs, y0))


@misconception(jordan_rnn_forward, "T6.2/no_init", "y before the first step is y0.")
def _jordan_no_init(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    return jordan_rnn_forward(X, 0 * y0, W_xh, W_yh, b_h, W_hy, b_y, mu)


@misconception(jordan_rnn_forward, "T6.2/mu_on_y", "μ decays the old context, not the new output.")
def _jordan_mu_on_y(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    return _steps(X, y0, W_xh, W_yh, b_h, W_hy, b_y, lambda t, y, s, h: mu * y + s)


@misconception(jordan_rnn_forward, "T6.2/no_mu", "The context keeps a part μ of what it was.")
def _jordan_no_mu(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    return jordan_rnn_forward(X, y0, W_xh, W_yh, b_h, W_hy, b_y, 0.0)

# /// solution
# why = "One product for input and state, einsum over all steps, gathers instead of loops over the batch."
# ///
# %% q1
def rnn_cell(x, h, W_ih, W_hh, b_ih, b_hh):
    return np.tanh(np.hstack([x, h]) @ np.hstack([W_ih, W_hh]).T + (b_ih + b_hh))

def rnn_forward(X, h0, params):
    drive = X @ params["W_ih"].T + params["b_ih"] + params["b_hh"]
    H = np.empty_like(drive)
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(drive[:, t] + h @ params["W_hh"].T)
        H[:, t] = h
    return H, h

# %% q2
def rnn_backward(cache, dH):
    return truncated_bptt(cache, dH, max(1, dH.shape[1]))

def truncated_bptt(cache, dH, k):
    X, h0, H, W_ih, W_hh = cache
    slope, A = 1 - np.square(H), np.zeros_like(H)
    for t in range(X.shape[1])[::-1]:
        A[:, t] = dH[:, t] * slope[:, t]
        if (t + 1) % k and t + 1 < X.shape[1]:
            A[:, t] += A[:, t + 1] @ W_hh * slope[:, t]
    before = np.concatenate([h0[:, None], H], axis=1)[:, :-1]
    dh0 = A[:, 0] @ W_hh if X.shape[1] else np.zeros_like(h0)
    db = A.sum(axis=(0, 1))
    return A @ W_ih, dh0, np.einsum("btr,btc->rc", A, X), np.einsum("btr,btc->rc", A, before), db, db

# %% q3
def jordan_rnn_forward(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    B, T, _ = X.shape
    H, Y, S = np.empty((B, T, len(W_xh))), np.empty((B, T + 1, len(W_hy))), np.zeros((B, T + 1, len(W_hy)))
    Y[:, 0] = y0
    drive = X @ W_xh.T + b_h
    for t in range(T):
        S[:, t + 1] = Y[:, t] + mu * S[:, t]
        H[:, t] = np.tanh(drive[:, t] + S[:, t + 1] @ W_yh.T)
        Y[:, t + 1] = H[:, t] @ W_hy.T + b_y
    return H, Y[:, 1:]

# %% q4
def bidirectional_rnn(X, fwd, bwd, lengths=None):
    B, T, _ = X.shape
    n = np.full(B, T) if lengths is None else np.asarray(lengths)
    t = np.arange(T)
    there = t < n[:, None]
    turn = np.where(there, n[:, None] - 1 - t, t)  # reversed within each length
    rows = np.arange(B)[:, None]
    start = np.zeros((B, len(fwd["W_hh"])), dtype=X.dtype)
    ahead = rnn_forward(X, start, fwd)[0] * there[:, :, None]
    back = rnn_forward(X[rows, turn], start, bwd)[0][rows, turn] * there[:, :, None]
    ends = np.stack([ahead[np.arange(B), np.maximum(n - 1, 0)], back[:, 0]])
    return np.concatenate([ahead, back], axis=2), ends

# %% q5
def lstm_cell(x, h, c, W_ih, W_hh, b_ih, b_hh):
    n = h.shape[1]
    net = x @ W_ih.T + h @ W_hh.T + (b_ih + b_hh)
    i, f, g, o = net[:, :n], net[:, n : 2 * n], net[:, 2 * n : 3 * n], net[:, 3 * n :]
    with np.errstate(over="ignore"):
        i, f, o = (1 / (1 + np.exp(-gate)) for gate in (i, f, o))
    c = c * f + i * np.tanh(g)
    return np.tanh(c) * o, c

def lstm_forward(X, state, params):
    h, c = state
    H = np.empty((*X.shape[:2], h.shape[1]), dtype=X.dtype)
    for t in range(X.shape[1]):
        h, c = lstm_cell(X[:, t], h, c, **params)
        H[:, t] = h
    return H, (h, c)

def lstm_param_count(D, H, two_biases=True):
    return 4 * H * D + 4 * H * H + (8 if two_biases else 4) * H

# %% q6
from functools import reduce

def jacobian_product(W_hh, hs):
    return reduce(lambda J, h: np.diag(1 - h**2) @ W_hh @ J, hs, np.eye(W_hh.shape[0]))

def gradient_norm_bound(W_hh, gamma, T):
    return np.power(gamma * np.linalg.svd(W_hh, compute_uv=False)[0], T)

def clip_grad_norm(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([np.ravel(g) for g in grads]))
    scale = np.minimum(1, max_norm / (norm + 1e-6))
    return [scale * g for g in grads], norm

# %% q7
def char_gradients(params, inputs, targets):
    net = {name: params[name] for name in ("W_ih", "W_hh", "b_ih", "b_hh")}
    B, T = inputs.shape
    X, h0 = np.eye(len(params["b_y"]))[inputs], np.zeros((B, len(params["W_hh"])))
    H = rnn_forward(X, h0, net)[0]
    z = H @ params["W_hy"].T + params["b_y"]
    e = np.exp(z - z.max(-1, keepdims=True))
    b, t = np.arange(B)[:, None], np.arange(T)
    loss = np.mean(np.log(e.sum(-1)) + z.max(-1) - z[b, t, targets])
    dz = e / e.sum(-1, keepdims=True)
    dz[b, t, targets] -= 1
    dz /= B * T
    _, _, dW_ih, dW_hh, db_ih, db_hh = rnn_backward((X, h0, H, net["W_ih"], net["W_hh"]), dz @ params["W_hy"])
    dW_hy = dz.reshape(B * T, -1).T @ H.reshape(B * T, -1)
    return loss, {"W_ih": dW_ih, "W_hh": dW_hh, "b_ih": db_ih, "b_hh": db_hh, "W_hy": dW_hy, "b_y": dz.sum((0, 1))}

def write_text(params, first, u):
    bias, h, k = params["b_ih"] + params["b_hh"], np.zeros(len(params["W_hh"])), first
    out = np.zeros(len(u), dtype=int)
    for n in range(len(u)):
        h = np.tanh(params["W_ih"][:, k] + params["W_hh"] @ h + bias)
        z = params["W_hy"] @ h + params["b_y"]
        e = np.exp(z - z.max())
        out[n] = k = np.searchsorted(np.cumsum(e) / e.sum(), u[n], side="right")
    return out

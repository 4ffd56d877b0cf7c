# /// solution
# why = "One class for the layer, truncation as a loop over pieces, the sequence reversed and put back, gates in a dict."
# ///
# %% q1
class Layer:
    def __init__(self, params):
        self.__dict__.update(params)

    def step(self, x, h):
        return np.tanh(x.dot(self.W_ih.T) + self.b_ih + h.dot(self.W_hh.T) + self.b_hh)

def rnn_cell(x, h, W_ih, W_hh, b_ih, b_hh):
    return Layer(dict(W_ih=W_ih, W_hh=W_hh, b_ih=b_ih, b_hh=b_hh)).step(x, h)

def rnn_forward(X, h0, params):
    layer, states = Layer(params), [h0]
    for x in np.swapaxes(X, 0, 1):
        states.append(layer.step(x, states[-1]))
    return np.stack(states, axis=1)[:, 1:], states[-1]

# %% q2
def rnn_backward(cache, dH):
    X, h0, H, W_ih, W_hh = cache
    before = np.concatenate([h0[:, None], H], axis=1)
    grads = {"X": 0 * X, "ih": 0 * W_ih, "hh": 0 * W_hh, "b": 0 * W_hh[0]}
    dh = 0 * h0
    t = X.shape[1]
    while t:
        t -= 1
        dh = dh + dH[:, t]
        a = dh * (1 - before[:, t + 1] ** 2)
        grads["X"][:, t] = a @ W_ih
        grads["ih"] = grads["ih"] + np.einsum("br,bc->rc", a, X[:, t])
        grads["hh"] = grads["hh"] + np.einsum("br,bc->rc", a, before[:, t])
        grads["b"] = grads["b"] + a.sum(0)
        dh = a @ W_hh
    return grads["X"], dh, grads["ih"], grads["hh"], grads["b"], grads["b"]

def truncated_bptt(cache, dH, k):
    X, h0, H, W_ih, W_hh = cache
    if X.shape[1] == 0:
        return rnn_backward(cache, dH)
    pieces, start = [], h0
    for t in range(0, X.shape[1], k):
        pieces.append(rnn_backward((X[:, t : t + k], start, H[:, t : t + k], W_ih, W_hh), dH[:, t : t + k]))
        start = H[:, min(t + k, X.shape[1]) - 1]
    dX = np.concatenate([piece[0] for piece in pieces], axis=1)
    return (dX, pieces[0][1]) + tuple(sum(piece[i] for piece in pieces) for i in (2, 3, 4, 5))

# %% q3
def jordan_rnn_forward(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    # input and context are one long input of an Elman cell without a state
    W, zero = np.hstack([W_xh, W_yh]), np.zeros((len(X), len(b_h)))
    H, Y, s = [], [y0], np.zeros_like(y0)
    for t in range(X.shape[1]):
        s = Y[-1] + mu * s
        H.append(rnn_cell(np.hstack([X[:, t], s]), zero, W, np.zeros((len(b_h), len(b_h))), b_h, 0 * b_h))
        Y.append(H[-1] @ W_hy.T + b_y)
    return np.swapaxes(np.array(H), 0, 1), np.swapaxes(np.array(Y[1:]), 0, 1)

# %% q4
def bidirectional_rnn(X, fwd, bwd, lengths=None):
    H, first, second = [], [], []
    for b, x in enumerate(X):
        n = len(x) if lengths is None else lengths[b]
        x = x[None, :n]
        zero = np.zeros((1, fwd["W_hh"].shape[0]), dtype=x.dtype)
        ahead, f = rnn_forward(x, zero, fwd)
        back, g = rnn_forward(np.flip(x, 1), zero, bwd)
        both = np.concatenate([ahead, np.flip(back, 1)], axis=2)[0]
        H.append(np.pad(both, ((0, X.shape[1] - n), (0, 0))))
        first.append(f[0])
        second.append(g[0])
    return np.array(H), np.array([first, second])

# %% q5
def sigmoid(z):
    return np.where(z > 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))

def lstm_cell(x, h, c, W_ih, W_hh, b_ih, b_hh):
    blocks = zip("ifgo", np.split(W_ih, 4), np.split(W_hh, 4), np.split(b_ih, 4), np.split(b_hh, 4))
    gate = {name: x @ W.T + b + h @ U.T + v for name, W, U, b, v in blocks}
    c = sigmoid(gate["f"]) * c + sigmoid(gate["i"]) * np.tanh(gate["g"])
    return sigmoid(gate["o"]) * np.tanh(c), c

def lstm_forward(X, state, params):
    H, (h, c) = [], state
    for t in range(X.shape[1]):
        h, c = lstm_cell(X[:, t], h, c, **params)
        H.append(h[:, None])
    return np.concatenate(H, axis=1), (h, c)

def lstm_param_count(D, H, two_biases=True):
    shapes = [(4 * H, D), (4 * H, H), (4 * H,)] + [(4 * H,)] * two_biases
    return int(sum(np.prod(s) for s in shapes))

# %% q6
def jacobian_product(W_hh, hs):
    factors = [np.eye(len(W_hh))] + [W_hh * (1 - h**2).reshape(-1, 1) for h in hs]
    return factors[0] if len(factors) == 1 else np.linalg.multi_dot(factors[::-1])

def gradient_norm_bound(W_hh, gamma, T):
    return gamma**T * np.linalg.norm(W_hh, ord=2) ** T

def clip_grad_norm(grads, max_norm):
    norm = float(np.sqrt(sum((g * g).sum() for g in grads)))
    return [g / max(1.0, (norm + 1e-6) / max_norm) for g in grads], norm

# %% q7
def char_gradients(params, inputs, targets):
    net = {name: value for name, value in params.items() if not name.endswith("y")}
    eye = np.eye(params["W_ih"].shape[1])
    h0 = np.zeros((inputs.shape[0], params["W_hh"].shape[0]))
    H, _ = rnn_forward(eye[inputs], h0, net)
    z = H @ params["W_hy"].T + params["b_y"]
    log_p = z - np.logaddexp.reduce(z, axis=2, keepdims=True)
    error = (np.exp(log_p) - eye[targets]) / targets.size
    six = rnn_backward((eye[inputs], h0, H, params["W_ih"], params["W_hh"]), error @ params["W_hy"])
    grads = dict(zip(["W_ih", "W_hh", "b_ih", "b_hh"], six[2:]))
    grads["W_hy"] = np.tensordot(error, H, axes=((0, 1), (0, 1)))
    grads["b_y"] = error.sum(axis=1).sum(axis=0)
    return -(eye[targets] * log_p).sum() / targets.size, grads

def write_text(params, first, u):
    net = {name: value for name, value in params.items() if not name.endswith("y")}
    h, k = np.zeros((1, len(params["b_hh"]))), first
    text = []
    for chance in u:
        _, h = rnn_forward(np.eye(len(params["b_y"]))[[[k]]], h, net)
        z = params["W_hy"] @ h[0] + params["b_y"]
        p = np.exp(z - np.logaddexp.reduce(z))
        total = 0.0
        for k, part in enumerate(p):
            total += part
            if total > chance:
                break
        text.append(k)
    return text

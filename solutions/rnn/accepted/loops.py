# /// solution
# why = "Plain loops over samples, steps and units, the math module, lists."
# ///
# %% q1
import math

def dot(a, b):
    return sum(float(x) * float(y) for x, y in zip(a, b))

def rnn_cell(x, h, W_ih, W_hh, b_ih, b_hh):
    new = np.zeros_like(h)
    for b in range(len(x)):
        for r in range(len(W_hh)):
            new[b, r] = math.tanh(dot(W_ih[r], x[b]) + float(b_ih[r]) + dot(W_hh[r], h[b]) + float(b_hh[r]))
    return new

def rnn_forward(X, h0, params):
    H = np.zeros((X.shape[0], X.shape[1], h0.shape[1]), dtype=X.dtype)
    h = h0.copy()
    for t in range(X.shape[1]):
        h = rnn_cell(X[:, t, :], h, params["W_ih"], params["W_hh"], params["b_ih"], params["b_hh"])
        for b in range(len(X)):
            for r in range(h0.shape[1]):
                H[b, t, r] = h[b, r]
    return H, h

# %% q2
def rnn_backward(cache, dH):
    return truncated_bptt(cache, dH, 10**9)

def truncated_bptt(cache, dH, k):
    X, h0, H, W_ih, W_hh = cache
    B, T, D = X.shape
    units = H.shape[2]
    dX, dh0 = np.zeros(X.shape), np.zeros(h0.shape)
    dW_ih, dW_hh, db = np.zeros(W_ih.shape), np.zeros(W_hh.shape), np.zeros(units)
    for b in range(B):
        back = np.zeros(units)
        for t in range(T - 1, -1, -1):
            if (t + 1) % k == 0:
                back = np.zeros(units)
            nxt = np.zeros(units)
            for r in range(units):
                a = (dH[b, t, r] + back[r]) * (1 - H[b, t, r] * H[b, t, r])
                db[r] += a
                for d in range(D):
                    dW_ih[r, d] += a * X[b, t, d]
                    dX[b, t, d] += a * W_ih[r, d]
                for s in range(units):
                    dW_hh[r, s] += a * (H[b, t - 1, s] if t > 0 else h0[b, s])
                    nxt[s] += a * W_hh[r, s]
            back = nxt
        dh0[b] = back
    return dX, dh0, dW_ih, dW_hh, db, db.copy()

# %% q3
import math

def jordan_rnn_forward(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    all_h, all_y = [], []
    for b in range(len(X)):
        y, s, hs, ys = list(y0[b]), [0.0] * len(y0[b]), [], []
        for x in X[b]:
            s = [y[o] + mu * s[o] for o in range(len(y))]
            h = [math.tanh(dot(W_xh[r], x) + dot(W_yh[r], s) + float(b_h[r])) for r in range(len(b_h))]
            y = [dot(W_hy[o], h) + float(b_y[o]) for o in range(len(b_y))]
            hs.append(h)
            ys.append(y)
        all_h.append(hs)
        all_y.append(ys)
    return all_h, all_y

# %% q4
def bidirectional_rnn(X, fwd, bwd, lengths=None):
    B, T, _ = X.shape
    size = len(fwd["b_hh"])
    H, last = np.zeros((B, T, 2 * size)), np.zeros((2, B, size))
    for b in range(B):
        n = T if lengths is None else int(lengths[b])
        h = np.zeros((1, size))
        for t in range(n):
            h = rnn_cell(X[b : b + 1, t], h, **fwd)
            H[b, t, :size] = h[0]
        last[0, b] = h[0]
        h = np.zeros((1, size))
        for t in range(n - 1, -1, -1):
            h = rnn_cell(X[b : b + 1, t], h, **bwd)
            H[b, t, size:] = h[0]
        last[1, b] = h[0]
    return H, last

# %% q5
import math

def sigma(z):
    return 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))

def lstm_cell(x, h, c, W_ih, W_hh, b_ih, b_hh):
    new_h, new_c = np.zeros(h.shape), np.zeros(c.shape)
    H = h.shape[1]
    for b in range(len(x)):
        a = [sum(map(float, (W_ih[r] @ x[b], W_hh[r] @ h[b], b_ih[r], b_hh[r]))) for r in range(4 * H)]
        for r in range(H):
            new_c[b, r] = sigma(a[H + r]) * c[b, r] + sigma(a[r]) * math.tanh(a[2 * H + r])
            new_h[b, r] = sigma(a[3 * H + r]) * math.tanh(new_c[b, r])
    return new_h, new_c

def lstm_forward(X, state, params):
    h, c = state
    H = []
    for t in range(X.shape[1]):
        h, c = lstm_cell(X[:, t], h, c, params["W_ih"], params["W_hh"], params["b_ih"], params["b_hh"])
        H.append(h)
    return np.array(H).transpose(1, 0, 2), [h, c]

def lstm_param_count(D, H, two_biases=True):
    total = 0
    for gate in ("i", "f", "g", "o"):
        total += H * D + H * H + H
        if two_biases:
            total += H
    return total

# %% q6
import math

def jacobian_product(W_hh, hs):
    n = len(W_hh)
    J = [[1.0 if r == c else 0.0 for c in range(n)] for r in range(n)]
    for h in hs:
        J = [[float(1 - h[r] ** 2) * sum(float(W_hh[r, s]) * J[s][c] for s in range(n)) for c in range(n)] for r in range(n)]
    return J

def gradient_norm_bound(W_hh, gamma, T):
    largest = math.sqrt(max(np.linalg.eigvalsh(W_hh.T @ W_hh)))
    bound = 1.0
    for _ in range(T):
        bound *= gamma * largest
    return bound

def clip_grad_norm(grads, max_norm):
    total = 0.0
    for g in grads:
        for value in np.ravel(g):
            total += float(value) ** 2
    norm = math.sqrt(total)
    if norm + 1e-6 > max_norm:
        return [g * (max_norm / (norm + 1e-6)) for g in grads], norm
    return [g.copy() for g in grads], norm

# %% q7
import math

def char_gradients(params, inputs, targets):
    B, T = inputs.shape
    V, size = params["W_hy"].shape
    net = {name: params[name] for name in ("W_ih", "W_hh", "b_ih", "b_hh")}
    X = np.zeros((B, T, V))
    for b in range(B):
        for t in range(T):
            X[b, t, inputs[b, t]] = 1
    H, _ = rnn_forward(X, np.zeros((B, size)), net)
    loss, dH, dW_hy, db_y = 0.0, np.zeros((B, T, size)), np.zeros((V, size)), np.zeros(V)
    for b in range(B):
        for t in range(T):
            z = params["W_hy"] @ H[b, t] + params["b_y"]
            top = max(z)
            log_sum = top + math.log(sum(math.exp(v - top) for v in z))
            loss += (log_sum - z[targets[b, t]]) / (B * T)
            for v in range(V):
                d = (math.exp(z[v] - log_sum) - (v == targets[b, t])) / (B * T)
                db_y[v] += d
                dW_hy[v] += d * H[b, t]
                dH[b, t] += d * params["W_hy"][v]
    back = rnn_backward((X, np.zeros((B, size)), H, net["W_ih"], net["W_hh"]), dH)
    return loss, {"W_ih": back[2], "W_hh": back[3], "b_ih": back[4], "b_hh": back[5], "W_hy": dW_hy, "b_y": db_y}

def write_text(params, first, u):
    V, size = params["W_hy"].shape
    net = {name: params[name] for name in ("W_ih", "W_hh", "b_ih", "b_hh")}
    h, k, text = np.zeros((1, size)), first, []
    for chance in u:
        x = np.zeros((1, V))
        x[0, k] = 1
        h = rnn_cell(x, h, **net)
        z = [float(v) for v in (h @ params["W_hy"].T + params["b_y"])[0]]
        weights = [math.exp(v - max(z)) for v in z]
        k, below = 0, weights[0]
        while below <= chance * sum(weights):
            k += 1
            below += weights[k]
        text.append(k)
    return text

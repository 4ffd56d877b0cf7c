# /// solution
# why = "Right in the middle, careless at the edges: no step, single precision, padding, far-driven gates, large scores."
# scores = { q1 = 3, q4 = 2, q5 = 3.5, q7 = 3 }
# fails = { q1 = ["three steps", "no step at all, and single precision"], q4 = ["sequences of different lengths", "one sequence, one step, no step"], q5 = ["gates driven far"], q7 = ["one character, and scores of a thousand", "short texts, sure networks"] }
# ///
# %% q1
def rnn_cell(x, h, W_ih, W_hh, b_ih, b_hh):
    return np.tanh(x @ W_ih.T + b_ih + h @ W_hh.T + b_hh)

def rnn_forward(X, h0, params):
    H, h = np.zeros((X.shape[0], X.shape[1], h0.shape[1])), h0
    for t in range(X.shape[1]):
        h = rnn_cell(X[:, t], h, **params)
        H[:, t] = h
    return H, H[:, -1]

# %% q4
def bidirectional_rnn(X, fwd, bwd, lengths=None):
    start = np.zeros((len(X), len(fwd["W_hh"])))
    ahead, f = rnn_forward(X, start, fwd)
    back, b = rnn_forward(X[:, ::-1], start, bwd)
    return np.concatenate([ahead, back[:, ::-1]], axis=2), np.stack([f, b])

# %% q5
def lstm_cell(x, h, c, W_ih, W_hh, b_ih, b_hh):
    i, f, g, o = np.split(x @ W_ih.T + b_ih + h @ W_hh.T + b_hh, 4, axis=1)
    i, f, o = (np.exp(z) / (1 + np.exp(z)) for z in (i, f, o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c

def lstm_forward(X, state, params):
    H = []
    for t in range(X.shape[1]):
        state = lstm_cell(X[:, t], *state, **params)
        H.append(state[0])
    return np.stack(H, axis=1), state

def lstm_param_count(D, H, two_biases=True):
    return 4 * (H * D + H * H + (2 if two_biases else 1) * H)

# %% q7
def char_gradients(params, inputs, targets):
    net = {name: params[name] for name in ("W_ih", "W_hh", "b_ih", "b_hh")}
    eye, h0 = np.eye(len(params["b_y"])), np.zeros((len(inputs), len(params["W_hh"])))
    H, _ = rnn_forward(eye[inputs], h0, net)
    p = np.exp(H @ params["W_hy"].T + params["b_y"])
    p = p / p.sum(axis=2, keepdims=True)
    loss = -np.sum(eye[targets] * np.log(p)) / inputs.size
    dz = (p - eye[targets]) / inputs.size
    six = rnn_backward((eye[inputs], h0, H, net["W_ih"], net["W_hh"]), dz @ params["W_hy"])
    return loss, dict(zip(net, six[2:]), W_hy=np.einsum("btv,bth->vh", dz, H), b_y=dz.sum(axis=(0, 1)))

def write_text(params, first, u):
    net = {name: params[name] for name in ("W_ih", "W_hh", "b_ih", "b_hh")}
    h, k, out = np.zeros((1, len(params["W_hh"]))), first, []
    for chance in u:
        h = rnn_cell(np.eye(len(params["b_y"]))[[k]], h, **net)
        p = np.exp(h @ params["W_hy"].T + params["b_y"])[0]
        k = int(np.argmax(np.cumsum(p / p.sum()) > chance))
        out.append(k)
    return np.array(out)

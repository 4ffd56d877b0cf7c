# /// solution
# why = "Array expressions of another kind: outer products, energy differences, coefficients first."
# ///
# %% q1
def hopfield_weights(P):
    W = np.mean(P[:, :, None] * P[:, None, :], axis=0) * len(P) / P.shape[1]
    np.fill_diagonal(W, 0)
    return W

def hopfield_energy(W, s, theta=None):
    theta = np.zeros(len(s)) if theta is None else theta
    return float(np.sum(s * (theta - 0.5 * np.dot(W, s))))

def hopfield_update(W, s, order, theta=None):
    field = W @ s - (0 if theta is None else theta)
    new = np.array(s, dtype=float)
    for i in order:
        wanted = np.where(field[i] >= 0, 1.0, -1.0)
        if wanted != new[i]:
            field = W @ np.where(np.arange(len(s)) == i, wanted, new) - (0 if theta is None else theta)
            new[i] = wanted
    return new

def hopfield_recall(W, s, max_sweeps):
    trace = [np.array(s)]
    while len(trace) <= max_sweeps:
        trace.append(hopfield_update(W, trace[-1], np.arange(len(s))))
        if (trace[-1] == trace[-2]).all():
            break
    return trace[-1], np.array([hopfield_energy(W, state) for state in trace])

# %% q2
def bm_exact(W, b):
    S = np.stack(np.meshgrid(*[[0.0, 1.0]] * len(b), indexing="ij"), axis=-1).reshape(-1, len(b))
    weights = np.exp(np.einsum("ni,ij,nj->n", S, np.triu(W), S) + S @ b)
    p = weights / weights.sum()
    return weights.sum(), p, np.average(S, axis=0, weights=weights), np.einsum("n,ni,nj->ij", p, S, S)

def bm_conditional(s, i, W, b, T=1.0):
    return 1 / (1 + np.exp(-(np.delete(W[i], i) @ np.delete(s, i) + b[i]) / T))

def bm_gibbs_sweep(s, W, b, u):
    new = np.array(s, copy=True)
    for i, (row, threshold) in enumerate(zip(W, np.log(u) - np.log1p(-u))):
        new[i] = row @ new + b[i] > threshold
    return new

def bm_gradient(data, W, b):
    _, _, means, correlations = bm_exact(W, b)
    dW = np.einsum("mi,mj->ij", data, data) / data.shape[0] - correlations
    dW[np.diag_indices(len(b))] = 0
    return dW, np.mean(data - means, axis=0)

# %% q3
def rbm_p_h_given_v(v, W, b, c):
    return 0.5 * (1 + np.tanh(0.5 * (np.einsum("nv,vh->nh", v, W) + c)))

def rbm_p_v_given_h(h, W, b, c):
    return 0.5 * (1 + np.tanh(0.5 * (np.einsum("nh,vh->nv", h, W) + b)))

def rbm_free_energy(v, W, b, c):
    z = c + v @ W
    return -np.sum(v * b, axis=1) - np.sum(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))), axis=1)

def rbm_cd_gradient(v0, u_h, u_v, W, b, c, k=1):
    v = v0
    for draw_h, draw_v in zip(u_h[:k], u_v[:k]):
        h = np.where(draw_h < rbm_p_h_given_v(v, W, b, c), 1.0, 0.0)
        v = np.where(draw_v < rbm_p_v_given_h(h, W, b, c), 1.0, 0.0)
    p0, pk = rbm_p_h_given_v(v0, W, b, c), rbm_p_h_given_v(v, W, b, c)
    return np.mean(v0[:, :, None] * p0[:, None] - v[:, :, None] * pk[:, None], axis=0), v0.mean(0) - v.mean(0), p0.mean(0) - pk.mean(0)

# %% q4
def boltzmann_probs(energies, T=1.0):
    z = -np.asarray(energies) / T
    return np.exp(z - np.logaddexp.reduce(z))

def metropolis_accept(dE, u, T=1.0):
    with np.errstate(over="ignore"):
        return np.where(dE <= 0, True, u < np.exp(-dE / T))

def langevin_step(x, grad_E, eps, noise):
    half = 0.5 * eps
    return x + half * -grad_E + np.sqrt(2 * half) * noise

def denoising_score_target(x, x_noisy, sigma):
    noise = (x_noisy - x) / sigma
    return -noise / sigma

# %% q5
def dbn_upward(v, layers):
    W, _, c = layers[0]
    first = 1 / (1 + np.exp(-(v @ W + c)))
    return [first] + (dbn_upward(first, layers[1:]) if len(layers) > 1 else [])

def dbn_generate(layers, start, u_hidden, u_visible, u_down):
    W, b, c = layers[-1]
    x = np.array(start)
    for u_h, u_v in zip(u_hidden, u_visible):
        h = np.greater(sigmoid(x @ W + c), u_h) * 1.0
        x = np.greater(sigmoid(h @ W.T + b), u_v) * 1.0
    for k, u in enumerate(u_down):
        W, b, _ = layers[-2 - k]
        x = np.greater(sigmoid(x @ W.T + b), u) * 1.0
    return x

def dbm_mean_field(v, params, steps, m2_init=0.5):
    m2 = m2_init * np.ones((v.shape[0], params["W2"].shape[1]))
    fixed = v @ params["W1"] + params["c1"]
    while steps > 0:
        m1 = sigmoid(fixed + np.einsum("nk,jk->nj", m2, params["W2"]))
        m2 = sigmoid(m1 @ params["W2"] + params["c2"])
        steps -= 1
    return m1, m2

# %% q6
def beta_schedule(kind, T):
    t = np.arange(T)
    if kind == "linear":
        return 1e-4 + t * (0.02 - 1e-4) / max(T - 1, 1)
    def f(t):
        return (1 + np.cos((t / T + 0.008) / 1.008 * np.pi)) / 2
    return np.clip((f(t) - f(t + 1)) / f(t), 0, 0.999)

def root_bars(t, betas, x):
    bars = np.exp(np.cumsum(np.log(1 - betas)))[t]
    return [np.sqrt(part).reshape((-1,) + (1,) * (x.ndim - 1)) for part in (bars, 1 - bars)]

def q_sample(x0, t, noise, betas):
    signal, spread = root_bars(t, betas, x0)
    return signal * x0 + spread * noise

def predict_x0(x_t, t, eps, betas):
    signal, spread = root_bars(t, betas, x_t)
    return x_t / signal - spread / signal * eps

def ddpm_loss(eps, eps_pred):
    d = (eps - eps_pred).ravel()
    return d @ d / d.size

# %% q7
def coefficients(t, betas, x):
    """β, ᾱ, ᾱ′ beside x."""
    t = np.asarray(t)
    bars = np.cumprod(1 - betas)
    before = np.where(t > 0, bars[t - 1], 1.0)
    return [np.reshape(part, (-1,) + (1,) * (x.ndim - 1)) for part in (betas[t], bars[t], before)]

def posterior_mean_variance(x0, x_t, t, betas):
    beta, bar, before = coefficients(t, betas, x0)
    share = (1 - before) / (1 - bar)
    return np.sqrt(before) * (1 - share * (1 - beta)) * x0 + np.sqrt(1 - beta) * share * x_t, beta * share + np.zeros(x0.shape)

def p_sample(x_t, t, eps_pred, noise, betas):
    beta, bar, before = coefficients(t, betas, x_t)
    mean = (x_t - beta / np.sqrt(1 - bar) * eps_pred) / np.sqrt(1 - beta)
    return mean + np.sqrt(beta * (1 - before) / (1 - bar)) * noise

def ddim_step(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    _, bar, _ = coefficients(t, betas, x_t)
    after = np.where(np.asarray(t_prev) < 0, 1.0, np.cumprod(1 - betas)[np.asarray(t_prev)])
    after = after.reshape((-1,) + (1,) * (x_t.ndim - 1))
    variance = eta**2 * (1 - after) / (1 - bar) * (1 - bar / after)
    x = np.sqrt(after / bar) * (x_t - np.sqrt(1 - bar) * eps_pred) + np.sqrt(1 - after - variance) * eps_pred
    if eta > 0:
        x = x + np.sqrt(variance) * noise
    return x

def classifier_free_guidance(eps_c, eps_u, w):
    return eps_c + (w - 1) * (eps_c - eps_u)

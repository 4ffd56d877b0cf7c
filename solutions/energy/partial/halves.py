# /// solution
# why = "Half of the functions of some questions."
# scores = { q1 = 2, q2 = 2.5, q5 = 0.5, q7 = 1.5 }
# fails = { q1 = ["one bit off", "units that obey", "fields of 0, fields at the threshold, nobody to move", "recall"], q2 = ["two dice", "one unit, the others given", "sweeps"], q5 = ["two machines", "one step of the text", "dreams", "means that agree", "another start, many steps, a thousand"], q7 = ["the example of the text", "leaps and guidance", "between two witnesses", "steps of DDPM", "leaps with new noise"] }
# ///
# %% q1
def hopfield_weights(P):
    W = P.T @ P / P.shape[1]
    np.fill_diagonal(W, 0)
    return W

def hopfield_energy(W, s, theta=None):
    theta = 0 * s if theta is None else theta
    return -0.5 * (s @ W @ s) + np.sum(theta * s)

# %% q2
def bm_exact(W, b):
    S = every_state(len(b))
    weights = np.exp([0.5 * s @ W @ s + b @ s for s in S])
    p = weights / np.sum(weights)
    return np.sum(weights), p, p @ S, (S.T * p) @ S

def bm_gradient(data, W, b):
    Z, p, means, correlations = bm_exact(W, b)
    dW = data.T @ data / len(data) - correlations
    np.fill_diagonal(dW, 0)
    return dW, data.mean(axis=0) - means

# %% q5
def dbn_upward(v, layers):
    hs = [v]
    for W, b, c in layers:
        hs += [sigmoid(hs[-1] @ W + c)]
    return hs[1:]

# %% q7
def ddim_step(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    bars = np.concatenate([[1.0], np.cumprod(1 - betas)])
    after = at_step(bars, np.asarray(t_prev) + 1, x_t)
    return np.sqrt(after) * predict_x0(x_t, t, eps_pred, betas) + np.sqrt(1 - after) * eps_pred

def classifier_free_guidance(eps_c, eps_u, w):
    return (1 - w) * eps_u + w * eps_c

# /// solution
# why = "Right in the middle, careless at the edges: large sums, a step for each sample."
# scores = { q3 = 4.5, q4 = 2.5, q6 = 2 }
# fails = { q3 = ["sums of a thousand"], q4 = ["likely and unlikely states"], q6 = ["three steps of noise", "jumps into the noise", "back by one jump"] }
# ///
# %% q3
def rbm_p_h_given_v(v, W, b, c):
    return 1 / (1 + np.exp(-(v @ W + c)))

def rbm_p_v_given_h(h, W, b, c):
    return 1 / (1 + np.exp(-(h @ W.T + b)))

def rbm_free_energy(v, W, b, c):
    return -v @ b - np.log(1 + np.exp(v @ W + c)).sum(axis=1)

def rbm_cd_gradient(v0, u_h, u_v, W, b, c, k=1):
    v = v0
    for t in range(k):
        h = 1.0 * (u_h[t] < rbm_p_h_given_v(v, W, b, c))
        v = 1.0 * (u_v[t] < rbm_p_v_given_h(h, W, b, c))
    p0, pk = rbm_p_h_given_v(v0, W, b, c), rbm_p_h_given_v(v, W, b, c)
    return (v0.T @ p0 - v.T @ pk) / len(v), np.mean(v0 - v, axis=0), np.mean(p0 - pk, axis=0)

# %% q4
def boltzmann_probs(energies, T=1.0):
    weights = np.exp(-energies / T)
    return weights / weights.sum()

def metropolis_accept(dE, u, T=1.0):
    return u < np.exp(-dE / T)

def langevin_step(x, grad_E, eps, noise):
    return x - eps * grad_E / 2 + np.sqrt(eps) * noise

def denoising_score_target(x, x_noisy, sigma):
    return -(x_noisy - x) / sigma**2

# %% q6
def beta_schedule(kind, T):
    if kind == "linear":
        return np.linspace(1e-4, 0.02, T)
    f = np.cos((np.linspace(0, 1, T + 1) + 0.008) / 1.008 * np.pi / 2) ** 2
    return np.minimum(1 - f[1:] / f[:-1], 0.999)

def q_sample(x0, t, noise, betas):
    bar = np.prod(1 - betas[: int(t) + 1])
    return np.sqrt(bar) * x0 + np.sqrt(1 - bar) * noise

def predict_x0(x_t, t, eps, betas):
    bar = np.prod(1 - betas[: int(t) + 1])
    return (x_t - np.sqrt(1 - bar) * eps) / np.sqrt(bar)

def ddpm_loss(eps, eps_pred):
    return np.square(eps - eps_pred).mean()

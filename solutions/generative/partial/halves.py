# /// solution
# why = "One function of most questions is answered, the other ones are as they were handed out."
# scores = { q1 = 2, q2 = 2, q3 = 3, q5 = 2.5, q7 = 1 }
# fails = { q1 = ["the masks of the text", "one hidden layer", "several hidden layers, one input, units that see all"], q2 = ["two entries", "all probabilities sum to one", "NADE", "NADE with one entry, one unit, large weights"], q3 = ["two pixels", "bounds", "grey values, β = 0, sure decoders"], q5 = ["and back again", "back", "back, when all stays or nothing does"], q7 = ["three vectors, three codes", "codes that follow", "codes that follow their vectors", "dead codes, no memory, nothing but memory", "words in use"] }
# ///
# %% q1
def pixelcnn_mask(k, kind):
    mask = np.ones((k, k))
    mask[k // 2, k // 2 + (kind == "B") :] = 0
    mask[k // 2 + 1 :] = 0
    return mask

# %% q2
def fvsbn_log_prob(x, W, c):
    out = np.zeros(len(x))
    for d in range(x.shape[1]):
        a = x[:, :d] @ W[d, :d] + c[d]
        out += np.where(x[:, d] == 1, -softplus(-a), -softplus(a))
    return out

def nade_log_prob(x, W, V, b, c):
    """log p of each sample, x: (N, D), W: (H, D), V: (D, H), b: (D,), c: (H,) → (N,)."""
    ...

def bits_per_dim(nll, n_dims):
    return nll / np.log(2) / n_dims

# %% q3
def reparameterize(mu, logvar, eps):
    return mu + np.exp(0.5 * logvar) * eps

def gaussian_kl(mu, logvar):
    return np.sum(0.5 * (np.exp(logvar) + mu**2 - 1 - logvar), axis=1)

def vae_elbo(x, x_logits, mu, logvar, beta=1.0):
    return None

# %% q5
def affine_coupling_forward(x, mask, s_fn, t_fn):
    kept = x * mask
    s = s_fn(kept) * (1 - mask)
    return kept + (1 - mask) * (x * np.exp(s) + t_fn(kept)), s.sum(axis=1)

# %% q7
def vector_quantize(z, E):
    idx = np.array([np.argmin(np.linalg.norm(E - vector, axis=1)) for vector in z])
    return idx, E[idx]

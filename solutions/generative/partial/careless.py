# /// solution
# why = "Right in the middle, careless at the edges: large weights and logits, mirrors, counts of 0, grey values."
# scores = { q2 = 4, q3 = 4.5, q4 = 2.5, q6 = 2, q7 = 2.5 }
# fails = { q2 = ["one entry, no weights, large weights", "NADE with one entry, one unit, large weights"], q3 = ["grey values, β = 0, sure decoders"], q4 = ["a push, and a mixture of channels", "channels mixed", "one channel, one pixel, mirrors, small determinants"], q6 = ["critics that are sure", "fakes that are seen through, fakes that pass"], q7 = ["three vectors, three codes", "dead codes, no memory, nothing but memory", "words in use"] }
# ///
# %% q2
def _sigmoid(a):
    return 1 / (1 + np.exp(-a))

def fvsbn_log_prob(x, W, c):
    p = _sigmoid(x @ W.T + c)
    return np.log(np.where(x == 1, p, 1 - p)).sum(axis=1)

def nade_log_prob(x, W, V, b, c):
    total = np.zeros(len(x))
    for d in range(x.shape[1]):
        p = _sigmoid(b[d] + _sigmoid(x[:, :d] @ W[:, :d].T + c) @ V[d])
        total += np.log(np.where(x[:, d] == 1, p, 1 - p))
    return total

def bits_per_dim(nll, n_dims):
    return nll / (n_dims * np.log(2))

# %% q3
def reparameterize(mu, logvar, eps):
    return mu + np.exp(0.5 * logvar) * eps

def gaussian_kl(mu, logvar):
    return np.sum(0.5 * (np.exp(logvar) + mu**2 - 1 - logvar), axis=1)

def vae_elbo(x, x_logits, mu, logvar, beta=1.0):
    p = 1 / (1 + np.exp(-x_logits))
    likely = np.log(np.where(x > 0.5, p, 1 - p)).reshape(len(x), -1).sum(axis=1)
    return likely - beta * gaussian_kl(mu, logvar)

# %% q4
def flow_log_prob(x, inverse_fn, logdet_fn, base_log_prob):
    return base_log_prob(inverse_fn(x)) + logdet_fn(x)

def planar_flow(z, w, u, b):
    h = np.tanh(z @ w + b)
    return z + h[:, None] * u, np.log(1 + (1 - h**2) * (u @ w))

def invertible_1x1(x, W):
    y = np.einsum("dc,nchw->ndhw", W, x)
    return y, np.full(len(x), x.shape[2] * x.shape[3] * np.log(np.linalg.det(W)))

# %% q6
def gan_discriminator_loss(real_logits, fake_logits):
    real, fake = 1 / (1 + np.exp(-real_logits)), 1 / (1 + np.exp(-fake_logits))
    return -np.log(real).mean() - np.log(1 - fake).mean()

def gan_generator_loss(fake_logits, kind="non_saturating"):
    fake = 1 / (1 + np.exp(-fake_logits))
    return -np.log(fake).mean() if kind == "non_saturating" else np.log(1 - fake).mean()

# %% q7
def vector_quantize(z, E):
    distances = ((z[:, None] - E[None]) ** 2).sum(axis=2)
    return distances.argmin(axis=1), E[distances.argmin(axis=1)]

def ema_codebook(N_k, m_k, idx, z, decay):
    K = len(N_k)
    n = np.array([np.sum(idx == k) for k in range(K)])
    sums = np.array([z[idx == k].sum(axis=0) for k in range(K)])
    N_k, m_k = decay * N_k + (1 - decay) * n, decay * m_k + (1 - decay) * sums
    return N_k, m_k, m_k / N_k[:, None]

def codebook_perplexity(idx, K):
    p = np.array([np.mean(idx == k) for k in range(K)])
    return np.exp(-np.sum(p * np.log(p)))

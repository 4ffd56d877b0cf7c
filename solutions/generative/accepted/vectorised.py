# /// solution
# why = "NumPy with einsum, fancy indices and whole arrays."
# ///
# %% q1
def made_masks(m_in, m_hidden):
    below = [m_in, *m_hidden[:-1]]
    masks = [np.greater_equal.outer(m, b).astype(float) for m, b in zip(m_hidden, below)]
    return masks + [np.greater.outer(m_in, m_hidden[-1]).astype(float)]

def pixelcnn_mask(k, kind):
    mask = np.zeros((k, k))
    mask[: k // 2] = 1
    mask[k // 2, : k // 2 + {"A": 0, "B": 1}[kind]] = 1
    return mask

# %% q2
def _log_bernoulli(x, a):
    return -np.logaddexp(0, np.where(x == 1, -a, a))

def fvsbn_log_prob(x, W, c):
    return np.einsum("nd->n", _log_bernoulli(x, c + np.einsum("dj,nj->nd", W, x)))

def nade_log_prob(x, W, V, b, c):
    seen = np.tril(np.ones((x.shape[1], x.shape[1]), dtype=x.dtype), -1)
    a = c + np.einsum("dj,nj,hj->ndh", seen, x, W)
    h = (1 + np.tanh(a / 2)) / 2
    return _log_bernoulli(x, b + np.einsum("ndh,dh->nd", h, V)).sum(axis=1)

def bits_per_dim(nll, n_dims):
    return np.log2(np.e) * nll / n_dims

# %% q3
def reparameterize(mu, logvar, eps):
    return np.sqrt(np.exp(logvar)) * eps + mu

def gaussian_kl(mu, logvar):
    return 0.5 * np.sum(np.expm1(logvar) - logvar + np.square(mu), axis=-1)

def vae_elbo(x, x_logits, mu, logvar, beta=1.0):
    axes = tuple(range(1, x.ndim))
    cross_entropy = np.maximum(x_logits, 0) - x * x_logits + np.log1p(np.exp(-np.abs(x_logits)))
    return -cross_entropy.sum(axis=axes) - beta * gaussian_kl(mu, logvar)

# %% q4
def flow_log_prob(x, inverse_fn, logdet_fn, base_log_prob):
    z = inverse_fn(x)
    return np.add(base_log_prob(z), logdet_fn(x))

def planar_flow(z, w, u, b):
    a = np.einsum("nd,d->n", z, w) + b
    moved = z + np.multiply.outer(np.tanh(a), u)
    return moved, np.log1p(np.dot(u, w) * (1 - np.tanh(a)) * (1 + np.tanh(a)))

def invertible_1x1(x, W):
    N, C, height, width = x.shape
    y = np.matmul(W, x.reshape(N, C, -1)).reshape(x.shape)
    return y, np.repeat(height * width * np.linalg.slogdet(W).logabsdet, N)

# %% q5
def affine_coupling_forward(x, mask, s_fn, t_fn):
    kept = x * mask
    move = ~mask
    s = s_fn(kept) * move
    return kept + move * (x * np.exp(s) + t_fn(kept)), np.einsum("nd->n", s)

def affine_coupling_inverse(y, mask, s_fn, t_fn):
    kept = y * mask
    s, t = s_fn(kept)[:, ~mask], t_fn(kept)[:, ~mask]
    x = y.copy()
    x[:, ~mask] = (y[:, ~mask] - t) / np.exp(s)
    return x, -s.sum(axis=1)

# %% q6
def gan_discriminator_loss(real_logits, fake_logits):
    return np.mean(np.logaddexp(0, -real_logits)) + np.mean(np.logaddexp(0, fake_logits))

def gan_generator_loss(fake_logits, kind="non_saturating"):
    sign = {"non_saturating": 1, "minimax": -1}[kind]
    return sign * np.logaddexp(0, -sign * fake_logits).mean()

# %% q7
def vector_quantize(z, E):
    products = (E**2).sum(axis=1) - 2 * z @ E.T  # the square of z is the same for all codes
    idx = np.argmin(products, axis=1)
    return idx, np.take(E, idx, axis=0)

def ema_codebook(N_k, m_k, idx, z, decay):
    K = len(N_k)
    counts, sums = np.bincount(idx, minlength=K), np.zeros_like(m_k)
    np.add.at(sums, idx, z)
    N_k, m_k = N_k * decay + counts * (1 - decay), m_k * decay + sums * (1 - decay)
    E = np.divide(m_k, N_k[:, None], out=m_k.copy(), where=N_k[:, None] != 0)
    return N_k, m_k, E

def codebook_perplexity(idx, K):
    _, counts = np.unique(idx, return_counts=True)
    p = counts / counts.sum()
    return np.prod(p**-p)

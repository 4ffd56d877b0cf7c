# /// solution
# why = "Loops over units, pixels, entries and codes, numbers of Python."
# ///
# %% q1
def made_masks(m_in, m_hidden):
    masks, below = [], list(m_in)
    for layer in m_hidden:
        masks.append(np.array([[1 if m >= b else 0 for b in below] for m in layer]))
        below = list(layer)
    masks.append(np.array([[1 if m > b else 0 for b in below] for m in m_in]))
    return masks

def pixelcnn_mask(k, kind):
    rows = []
    for i in range(k):
        row = []
        for j in range(k):
            before = i < k // 2 or (i == k // 2 and j < k // 2)
            centre = i == j == k // 2
            row.append(1.0 if before or (centre and kind == "B") else 0.0)
        rows.append(row)
    return rows

# %% q2
import math

def _log_sigmoid(a):
    return -math.log1p(math.exp(-a)) if a > 0 else a - math.log1p(math.exp(a))

def _sigmoid(a):
    return math.exp(_log_sigmoid(a))

def fvsbn_log_prob(x, W, c):
    out = []
    for sample in x:
        total = 0.0
        for d in range(len(sample)):
            a = float(c[d]) + sum(float(W[d, j]) * float(sample[j]) for j in range(d))
            total += _log_sigmoid(a) if sample[d] else _log_sigmoid(-a)
        out.append(total)
    return np.array(out)

def nade_log_prob(x, W, V, b, c):
    H, out = len(c), []
    for sample in x:
        a, total = [float(v) for v in c], 0.0
        for d in range(len(sample)):
            logit = float(b[d]) + sum(float(V[d, k]) * _sigmoid(a[k]) for k in range(H))
            total += _log_sigmoid(logit if sample[d] == 1 else -logit)
            if sample[d] == 1:
                a = [a[k] + float(W[k, d]) for k in range(H)]
        out.append(total)
    return out

def bits_per_dim(nll, n_dims):
    return nll / n_dims / math.log(2)

# %% q3
import math

def reparameterize(mu, logvar, eps):
    out = np.zeros_like(mu)
    for i in range(mu.shape[0]):
        for j in range(mu.shape[1]):
            out[i, j] = mu[i, j] + math.exp(0.5 * logvar[i, j]) * eps[i, j]
    return out

def gaussian_kl(mu, logvar):
    out = []
    for means, logs in zip(mu, logvar):
        total = 0.0
        for m, l in zip(means, logs):
            total += 0.5 * (math.exp(l) + float(m) ** 2 - 1 - float(l))
        out.append(total)
    return np.array(out)

def vae_elbo(x, x_logits, mu, logvar, beta=1.0):
    out = []
    for picture, logits, kl in zip(x, x_logits, gaussian_kl(mu, logvar)):
        total = 0.0
        for v, a in zip(np.ravel(picture), np.ravel(logits)):
            total += float(v) * float(a) - float(softplus(a))
        out.append(total - beta * kl)
    return np.array(out)

# %% q4
import math

def flow_log_prob(x, inverse_fn, logdet_fn, base_log_prob):
    base, logdet = base_log_prob(inverse_fn(x)), logdet_fn(x)
    return [float(p) + float(l) for p, l in zip(base, logdet)]

def planar_flow(z, w, u, b):
    D, moved, logdets = len(w), [], []
    for point in z:
        h = math.tanh(sum(float(w[i]) * float(point[i]) for i in range(D)) + b)
        moved.append([float(point[i]) + float(u[i]) * h for i in range(D)])
        jacobian = np.eye(D) + (1 - h * h) * np.outer(u, w)
        logdets.append(math.log(abs(np.linalg.det(jacobian))))
    return np.array(moved), np.array(logdets)

def invertible_1x1(x, W):
    y = np.zeros_like(x)
    for n in range(len(x)):
        for i in range(x.shape[2]):
            for j in range(x.shape[3]):
                y[n, :, i, j] = W @ x[n, :, i, j]
    logdet = x.shape[2] * x.shape[3] * np.linalg.slogdet(W)[1]
    return y, np.array([logdet for _ in x])

# %% q5
def affine_coupling_forward(x, mask, s_fn, t_fn):
    kept = x.copy()
    for i in range(len(mask)):
        if not mask[i]:
            kept[:, i] = 0
    s, t = s_fn(kept), t_fn(kept)
    y, logdet = x.copy(), np.zeros(len(x))
    for i in range(len(mask)):
        if not mask[i]:
            y[:, i] = x[:, i] * np.exp(s[:, i]) + t[:, i]
            logdet += s[:, i]
    return y, logdet

def affine_coupling_inverse(y, mask, s_fn, t_fn):
    kept = y.copy()
    for i in range(len(mask)):
        if not mask[i]:
            kept[:, i] = 0
    s, t = s_fn(kept), t_fn(kept)
    x, logdet = y.copy(), np.zeros(len(y))
    for i in range(len(mask)):
        if not mask[i]:
            x[:, i] = (y[:, i] - t[:, i]) / np.exp(s[:, i])
            logdet -= s[:, i]
    return x, logdet

# %% q6
def _sp(a):
    return float(softplus(float(a)))

def gan_discriminator_loss(real_logits, fake_logits):
    real = sum(_sp(-a) for a in real_logits) / len(real_logits)
    return real + sum(_sp(a) for a in fake_logits) / len(fake_logits)

def gan_generator_loss(fake_logits, kind="non_saturating"):
    total = 0.0
    for a in fake_logits:
        total += _sp(-a) if kind == "non_saturating" else -_sp(a)
    return total / len(fake_logits)

# %% q7
import math

def vector_quantize(z, E):
    idx = []
    for vector in z:
        best, nearest = 0, math.inf
        for k, code in enumerate(E):
            distance = sum((float(a) - float(b)) ** 2 for a, b in zip(vector, code))
            if distance < nearest:
                best, nearest = k, distance
        idx.append(best)
    return idx, [E[k] for k in idx]

def ema_codebook(N_k, m_k, idx, z, decay):
    N_k, m_k = decay * N_k, decay * m_k
    for k, vector in zip(idx, z):
        N_k[k] += 1 - decay
        m_k[k] += (1 - decay) * vector
    E = m_k.copy()
    for k in range(len(E)):
        if N_k[k] != 0:
            E[k] /= N_k[k]
    return N_k, m_k, E

def codebook_perplexity(idx, K):
    entropy = 0.0
    for k in range(K):
        p = sum(1 for i in idx if i == k) / len(idx)
        if p > 0:
            entropy -= p * math.log(p)
    return math.exp(entropy)

# /// solution
# why = "NumPy with views, einsum and fancy indices; earlier answers are used again."
# ///
# %% q1
def patchify(x, p):
    B, C, H, W = x.shape
    windows = np.lib.stride_tricks.sliding_window_view(x, (p, p), axis=(2, 3))[:, :, ::p, ::p]
    return np.einsum("bchwij->bhwcij", windows).reshape(B, (H // p) * (W // p), C * p * p)

def vit_embed(x, W, b, cls, pos):
    p = int(np.rint(np.sqrt(W.shape[1] // x.shape[1])))
    patches = patchify(x, p)
    out = np.empty((len(x), patches.shape[1] + 1, len(W)), dtype=np.result_type(x, W))
    out[:, 0] = cls + pos[0]
    out[:, 1:] = np.einsum("bnk,dk->bnd", patches, W) + (b + pos[1:])
    return out

# %% q2
def window_partition(x, M):
    parts = np.split(x, x.shape[1] // M, axis=1)
    parts = [np.split(part, x.shape[2] // M, axis=2) for part in parts]
    stacked = np.stack([window for row in parts for window in row], axis=1)
    return stacked.reshape(-1, M * M, x.shape[3])

def cyclic_shift(x, s):
    rows, columns = (np.arange(x.shape[1]) + s) % x.shape[1], (np.arange(x.shape[2]) + s) % x.shape[2]
    return x[:, rows][:, :, columns]

def shifted_window_mask(H, W, M, s):
    around = np.zeros((1, H, W, 2), dtype=bool)
    around[:, H - s :, :, 0] = True
    around[:, :, W - s :, 1] = True
    windows = window_partition(around, M)
    return (windows[:, :, None] == windows[:, None]).all(axis=-1)

# %% q3
def fuse_conv_bn(w, b, bn):
    gamma, beta, mean, var, eps = bn
    root = (var + eps) ** 0.5
    fused = (gamma / root)[:, None, None, None] * w
    return fused, beta - gamma * mean / root + (0 if b is None else gamma * b / root)

def repmixer_fuse(w_dw, bn):
    gamma, beta, mean, var, eps = bn
    C, _, k, _ = w_dw.shape
    delta = np.zeros_like(w_dw)
    delta[np.arange(C), 0, k // 2, k // 2] = np.sqrt(var + eps) / gamma  # what the norm turns into 1
    return fuse_conv_bn(w_dw + delta, np.zeros(C, dtype=w_dw.dtype), bn)

# %% q4
def mae_random_mask(noise, ratio=0.75):
    B, N = noise.shape
    K = int(np.floor(N - N * ratio + 1e-9))
    order = np.lexsort((np.broadcast_to(np.arange(N), (B, N)), noise))
    restore = np.empty_like(order)
    np.put_along_axis(restore, order, np.broadcast_to(np.arange(N), (B, N)), axis=1)
    mask = np.ones((B, N), dtype=bool)
    np.put_along_axis(mask, order[:, :K], False, axis=1)
    return order[:, :K], mask, restore

def mae_loss(pred, target, mask, norm_pix=True):
    wanted = target - target.mean(-1, keepdims=True) if norm_pix else target
    if norm_pix:
        v = np.sum(wanted**2, axis=-1, keepdims=True) / (target.shape[-1] - 1)
        wanted = wanted / np.sqrt(v + 1e-6)
    return np.average(((pred - wanted) ** 2).mean(axis=-1), weights=mask)

# %% q5
def _unit(x):
    length = np.sqrt((x**2).sum(axis=-1, keepdims=True))
    return np.divide(x, length, out=np.zeros_like(x), where=length > 0)

def clip_logits(img, txt, logit_scale):
    return np.exp(np.minimum(logit_scale, np.log(100))) * np.einsum("nd,md->nm", _unit(img), _unit(txt))

def clip_loss(img, txt, logit_scale):
    logits = clip_logits(img, txt, logit_scale)
    both = np.logaddexp.reduce(logits, axis=0) + np.logaddexp.reduce(logits, axis=1)
    return np.mean(both / 2 - logits.diagonal())

def zero_shot_classify(img, class_prompts):
    return clip_logits(img, np.array([_unit(p).sum(axis=0) for p in class_prompts]), 0.0).argmax(axis=1)

# %% q6
def momentum_soft_targets(sim_m, alpha=0.4):
    powers = np.exp(sim_m - sim_m.max(axis=1)[:, None])
    y = alpha * powers / powers.sum(axis=1)[:, None]
    y[np.diag_indices(len(y))] += 1 - alpha
    return y

def hard_negative_weights(sim):
    N = len(sim)
    others = sim[~np.eye(N, dtype=bool)].reshape(N, N - 1)
    p = np.exp(log_softmax(others))
    out = np.zeros_like(sim)
    out[~np.eye(N, dtype=bool)] = p.ravel()
    return out

# %% q7
def gated_cross_attention(x, vis, alpha_attn, alpha_ff, attn, ff, mask=None):
    gates = np.tanh([alpha_attn, alpha_ff])
    y = x + gates[0] * attn(x, vis, mask=mask)
    return y + gates[1] * ff(y)

def media_mask(is_image, n_media):
    start = np.zeros((len(is_image), n_media), dtype=bool)
    at = np.flatnonzero(is_image)
    start[at, np.arange(len(at))] = True
    begun = np.logical_or.accumulate(start, axis=0)
    later = np.concatenate([begun[:, 1:], np.zeros((len(is_image), 1), dtype=bool)], axis=1)[:, :n_media]
    return begun & ~later

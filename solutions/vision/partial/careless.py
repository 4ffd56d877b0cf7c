# /// solution
# why = "Right in the middle, careless at the edges: square images, equal noises, zeros, large similarities."
# scores = { q1 = 2, q4 = 2.5, q6 = 2 }
# fails = { q1 = ["two rows of three patches", "images of several sizes", "one pixel, one patch, one channel"], q4 = ["equal noises, all and none, ten times a tenth", "losses of normalised patches", "one removed patch, all removed, a patch without structure"], q6 = ["no trust, full trust, large similarities", "two texts, equal ones, a sure positive"] }
# ///
# %% q1
def patchify(x, p):
    B, C, H, W = x.shape
    n = H // p
    return x.reshape(B, C, n, p, n, p).transpose(0, 2, 4, 1, 3, 5).reshape(B, n * n, C * p * p)

def vit_embed(x, W, b, cls, pos):
    p = int(np.sqrt(W.shape[1] / x.shape[1]))
    parts = x.reshape(*x.shape[:2], x.shape[2] // p, p, x.shape[3] // p, p)
    patches = parts.transpose(0, 2, 4, 1, 3, 5).reshape(len(x), -1, W.shape[1])
    return np.concatenate([np.tile(cls, (len(x), 1, 1)), patches @ W.T + b], axis=1) + pos

# %% q4
def mae_random_mask(noise, ratio=0.75):
    B, N = noise.shape
    K = int(N * (1 - ratio))
    order = np.argsort(noise, axis=1)
    mask = np.ones((B, N), dtype=bool)
    mask[np.arange(B)[:, None], order[:, :K]] = False
    return order[:, :K], mask, np.argsort(order, axis=1)

def mae_loss(pred, target, mask, norm_pix=True):
    if norm_pix:
        target = (target - target.mean(axis=2, keepdims=True)) / target.std(axis=2, ddof=1, keepdims=True)
    return ((pred - target) ** 2)[mask].mean()

# %% q6
def momentum_soft_targets(sim_m, alpha=0.4):
    p = np.exp(sim_m)
    return alpha * p / p.sum(axis=1, keepdims=True) + (1 - alpha) * np.eye(len(p))

def hard_negative_weights(sim):
    p = np.exp(sim) * (1 - np.eye(len(sim)))
    return p / p.sum(axis=1, keepdims=True)

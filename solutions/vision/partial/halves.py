# /// solution
# why = "One function of most questions is answered, the other one is as it was handed out."
# scores = { q1 = 2, q2 = 1, q5 = 1, q7 = 1.5 }
# fails = { q1 = ["one patch and the class token", "tokens of a batch", "tokens of small patches"], q2 = ["sixteen tokens", "who may see whom", "windows of several grids", "windows of one token, one window", "masks", "no shift, one window"], q5 = ["two images, two texts", "two prompts against one", "losses of batches", "large scales, one pair, wrong pairs", "classes from several prompts", "one class, one prompt each, equally near ones"], q7 = ["a gate that is half open", "gates", "masks, closed gates, wide open gates"] }
# ///
# %% q1
def patchify(x, p):
    B, C, H, W = x.shape
    return x.reshape(B, C, H // p, p, W // p, p).transpose(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)

def vit_embed(x, W, b, cls, pos):
    """Tokens of a vision transformer, class token first, x: (B, C, H, W) → (B, N + 1, d)."""
    ...

# %% q2
def cyclic_shift(x, s):
    return np.roll(np.roll(x, -s, axis=1), -s, axis=2)

# %% q5
def clip_logits(img, txt, logit_scale):
    img = img / np.maximum(np.linalg.norm(img, axis=1, keepdims=True), 1e-12)
    txt = txt / np.maximum(np.linalg.norm(txt, axis=1, keepdims=True), 1e-12)
    return min(np.exp(logit_scale), 100) * img @ txt.T

def clip_loss(img, txt, logit_scale):
    return None

# %% q7
def media_mask(is_image, n_media):
    out = np.zeros((len(is_image), n_media), dtype=bool)
    seen = 0
    for t, image in enumerate(is_image):
        seen += image
        if seen > 0:
            out[t, seen - 1] = True
    return out

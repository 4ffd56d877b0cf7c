# /// solution
# why = "Loops over patches, tokens, taps and words."
# ///
# %% q1
def patchify(x, p):
    out = []
    for image in x:
        patches = []
        for top in range(0, image.shape[1], p):
            for left in range(0, image.shape[2], p):
                patches.append([float(v) for channel in image for row in channel[top : top + p] for v in row[left : left + p]])
        out.append(patches)
    return np.array(out)

def vit_embed(x, W, b, cls, pos):
    p = 1
    while x.shape[1] * p * p < W.shape[1]:
        p += 1
    out = []
    for patches in patchify(x, p):
        rows = [cls + pos[0]]
        for i, patch in enumerate(patches):
            rows.append(W @ patch + b + pos[i + 1])
        out.append(rows)
    return np.array(out)

# %% q2
def window_partition(x, M):
    windows = []
    for grid in x:
        for top in range(0, len(grid), M):
            for left in range(0, len(grid[0]), M):
                windows.append([grid[top + i, left + j] for i in range(M) for j in range(M)])
    return np.array(windows)

def cyclic_shift(x, s):
    out = np.empty_like(x)
    H, W = x.shape[1:3]
    for r in range(H):
        for c in range(W):
            out[:, r, c] = x[:, (r + s) % H, (c + s) % W]
    return out

def shifted_window_mask(H, W, M, s):
    masks = []
    for top in range(0, H, M):
        for left in range(0, W, M):
            places = [(top + i >= H - s, left + j >= W - s) for i in range(M) for j in range(M)]
            masks.append([[a == b for b in places] for a in places])
    return np.array(masks)

# %% q3
import math

def fuse_conv_bn(w, b, bn):
    gamma, beta, mean, var, eps = bn
    new_w, new_b = w.copy(), beta.copy()
    for o in range(len(w)):
        factor = float(gamma[o]) / math.sqrt(float(var[o]) + eps)
        new_w[o] = w[o] * factor
        new_b[o] = beta[o] + ((0.0 if b is None else b[o]) - mean[o]) * factor
    return new_w, new_b

def repmixer_fuse(w_dw, bn):
    gamma, beta, mean, var, eps = bn
    k = w_dw.shape[-1]
    kernels, biases = [], []
    for c in range(len(w_dw)):
        factor = float(gamma[c]) / math.sqrt(float(var[c]) + eps)
        kernel = [[factor * float(w_dw[c, 0, i, j]) + (i == j == k // 2) for j in range(k)] for i in range(k)]
        kernels.append([kernel])
        biases.append(float(beta[c]) - factor * float(mean[c]))
    return kernels, biases

# %% q4
def mae_random_mask(noise, ratio=0.75):
    N = noise.shape[1]
    K = int(np.floor(N * (1 - ratio) + 1e-9))
    keep, mask, restore = np.zeros((len(noise), K), dtype=int), np.ones(noise.shape, dtype=bool), np.zeros(noise.shape, dtype=int)
    for b, row in enumerate(noise):
        order = sorted(range(N), key=lambda i: row[i])
        for place, patch in enumerate(order):
            restore[b, patch] = place
            if place < K:
                keep[b, place] = patch
                mask[b, patch] = False
    return keep, mask, restore

def mae_loss(pred, target, mask, norm_pix=True):
    total, count = 0.0, 0
    for b in range(len(mask)):
        for i in range(len(mask[b])):
            if not mask[b][i]:
                continue
            wanted = [float(v) for v in target[b][i]]
            if norm_pix:
                mean = sum(wanted) / len(wanted)
                v = sum((x - mean) ** 2 for x in wanted) / (len(wanted) - 1)
                wanted = [(x - mean) / (v + 1e-6) ** 0.5 for x in wanted]
            total += sum((float(p) - t) ** 2 for p, t in zip(pred[b][i], wanted)) / len(wanted)
            count += 1
    return total / count

# %% q5
import math

def _unit(v):
    length = math.sqrt(sum(float(x) ** 2 for x in v))
    return [float(x) / length for x in v] if length else [0.0 for _ in v]

def clip_logits(img, txt, logit_scale):
    scale = 100.0 if logit_scale > math.log(100) else math.exp(logit_scale)
    images, texts = [_unit(v) for v in img], [_unit(v) for v in txt]
    return [[scale * sum(a * b for a, b in zip(u, v)) for v in texts] for u in images]

def clip_loss(img, txt, logit_scale):
    table = clip_logits(img, txt, logit_scale)
    def cross_entropy(rows):
        costs = [math.log(sum(math.exp(v - max(row)) for v in row)) + max(row) - row[i] for i, row in enumerate(rows)]
        return sum(costs) / len(costs)
    return (cross_entropy(table) + cross_entropy(list(zip(*table)))) / 2

def zero_shot_classify(img, class_prompts):
    classes = [_unit([sum(column) for column in zip(*(_unit(p) for p in prompts))]) for prompts in class_prompts]
    answers = []
    for v in img:
        cosines = [sum(float(a) * b for a, b in zip(v, c)) for c in classes]
        answers.append(cosines.index(max(cosines)))
    return answers

# %% q6
import math

def momentum_soft_targets(sim_m, alpha=0.4):
    targets = []
    for i, row in enumerate(sim_m):
        powers = [math.exp(float(v) - float(max(row))) for v in row]
        targets.append([alpha * v / sum(powers) + (1 - alpha) * (i == j) for j, v in enumerate(powers)])
    return targets

def hard_negative_weights(sim):
    weights = []
    for i, row in enumerate(sim):
        top = max(float(v) for j, v in enumerate(row) if j != i)
        powers = [0.0 if j == i else math.exp(float(v) - top) for j, v in enumerate(row)]
        weights.append([v / sum(powers) for v in powers])
    return weights

# %% q7
import math

def gated_cross_attention(x, vis, alpha_attn, alpha_ff, attn, ff, mask=None):
    gate = math.tanh(alpha_attn)
    y = np.array([[[a + gate * b for a, b in zip(*pair)] for pair in zip(*rows)] for rows in zip(x, attn(x, vis, mask))])
    gate = math.tanh(alpha_ff)
    return np.array([[[a + gate * b for a, b in zip(*pair)] for pair in zip(*rows)] for rows in zip(y, ff(y))])

def media_mask(is_image, n_media):
    last, rows = -1, []
    for here in is_image:
        last += bool(here)
        rows.append([k == last for k in range(n_media)])
    return rows

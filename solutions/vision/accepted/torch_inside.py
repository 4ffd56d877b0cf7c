# /// solution
# why = "torch inside, tensors outside."
# ///
# %% q1
import torch
import torch.nn.functional as F

def patchify(x, p):
    return F.unfold(torch.tensor(x), kernel_size=p, stride=p).movedim(1, 2)

def vit_embed(x, W, b, cls, pos):
    x, W, b, cls, pos = map(torch.tensor, (x, W, b, cls, pos))
    p = int((W.shape[1] // x.shape[1]) ** 0.5 + 0.5)
    grid = F.conv2d(x, W.reshape(len(W), x.shape[1], p, p), b, stride=p)
    tokens = grid.flatten(2).transpose(1, 2)
    return torch.cat([cls.expand(len(x), 1, -1), tokens], dim=1) + pos

# %% q2
import torch

def window_partition(x, M):
    x = torch.tensor(x)
    parts = x.unfold(1, M, M).unfold(2, M, M)  # (B, H/M, W/M, C, M, M)
    return parts.permute(0, 1, 2, 4, 5, 3).reshape(-1, M * M, x.shape[3])

def cyclic_shift(x, s):
    return torch.roll(torch.tensor(x), shifts=(-s, -s), dims=(1, 2))

def shifted_window_mask(H, W, M, s):
    image = torch.zeros(1, H, W, 1)
    number = 0
    for rows in (slice(0, -M), slice(-M, H - s), slice(H - s, None)):
        for columns in (slice(0, -M), slice(-M, W - s), slice(W - s, None)):
            image[:, rows, columns] = number
            number += 1
    parts = image.unfold(1, M, M).unfold(2, M, M).reshape(-1, M * M)
    return (parts[:, :, None] - parts[:, None, :]) == 0

# %% q3
import torch

def fuse_conv_bn(w, b, bn):
    gamma, beta, mean, var = map(torch.tensor, bn[:4])
    w = torch.tensor(w)
    b = torch.zeros_like(mean) if b is None else torch.tensor(b)
    factor = gamma * torch.rsqrt(var + bn[4])
    return torch.einsum("o,ocij->ocij", factor, w), beta + (b - mean) * factor

def repmixer_fuse(w_dw, bn):
    k = w_dw.shape[-1]
    w, b = fuse_conv_bn(w_dw, None, bn)
    delta = torch.zeros(k, k, dtype=w.dtype)
    delta[k // 2, k // 2] = 1
    return w + delta, b

# %% q4
import torch
import torch.nn.functional as F

def mae_random_mask(noise, ratio=0.75):
    noise = torch.tensor(noise)
    B, N = noise.shape
    K = int(N * (1 - ratio) + 1e-9)
    order = torch.argsort(noise, dim=1, stable=True)
    restore = torch.argsort(order, dim=1)
    mask = torch.ones(B, N)
    mask[:, :K] = 0
    return order[:, :K], torch.gather(mask, 1, restore).bool(), restore

def mae_loss(pred, target, mask, norm_pix=True):
    pred, target, mask = map(torch.tensor, (pred, target, mask))
    if norm_pix:
        target = (target - target.mean(dim=-1, keepdim=True)) / (target.var(dim=-1, keepdim=True) + 1e-6).sqrt()
    each = F.mse_loss(pred, target, reduction="none").mean(dim=-1)
    return (each * mask).sum() / mask.sum()

# %% q5
import torch
import torch.nn.functional as F

def clip_logits(img, txt, logit_scale):
    img, txt = F.normalize(torch.tensor(img), dim=1), F.normalize(torch.tensor(txt), dim=1)
    return torch.tensor(logit_scale, dtype=img.dtype).exp().clamp(max=100) * img @ txt.T

def clip_loss(img, txt, logit_scale):
    logits, own = clip_logits(img, txt, logit_scale), torch.arange(len(img))
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2

def zero_shot_classify(img, class_prompts):
    classes = [F.normalize(F.normalize(torch.tensor(p), dim=1).mean(dim=0), dim=0) for p in class_prompts]
    return torch.argmax(torch.tensor(img) @ torch.stack(classes, dim=1), dim=1)

# %% q6
import torch

def momentum_soft_targets(sim_m, alpha=0.4):
    sim_m = torch.tensor(sim_m)
    return alpha * torch.softmax(sim_m, dim=1) + (1 - alpha) * torch.eye(len(sim_m), dtype=sim_m.dtype)

def hard_negative_weights(sim):
    sim = torch.tensor(sim)
    return sim.masked_fill(torch.eye(len(sim), dtype=torch.bool), float("-inf")).softmax(dim=1)

# %% q7
import torch

def gated_cross_attention(x, vis, alpha_attn, alpha_ff, attn, ff, mask=None):
    y = torch.tensor(x) + torch.tanh(torch.tensor(alpha_attn)) * torch.tensor(np.asarray(attn(x, vis, mask)))
    return y + torch.tanh(torch.tensor(alpha_ff)) * torch.tensor(np.asarray(ff(y.numpy())))

def media_mask(is_image, n_media):
    seen = torch.tensor(is_image).long().cumsum(dim=0)
    return torch.nn.functional.one_hot(seen, n_media + 1)[:, 1:].bool()

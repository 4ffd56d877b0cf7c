# /// solution
# why = "torch inside, tensors outside."
# ///
# %% q1
import torch

def made_masks(m_in, m_hidden):
    layers = [torch.as_tensor(m) for m in (m_in, *m_hidden, m_in)]
    masks = [(above[:, None] >= below).float() for below, above in zip(layers, layers[1:])]
    masks[-1] = (layers[-1][:, None] > layers[-2]).float()
    return masks

def pixelcnn_mask(k, kind):
    mask = torch.ones(k, k)
    mask[k // 2, k // 2 + (kind == "B") :] = 0
    mask[k // 2 + 1 :] = 0
    return mask

# %% q2
import torch
import torch.nn.functional as F

def fvsbn_log_prob(x, W, c):
    x, W, c = map(torch.tensor, (x, W, c))
    return -F.binary_cross_entropy_with_logits(F.linear(x, W, c), x, reduction="none").sum(dim=1)

def nade_log_prob(x, W, V, b, c):
    x, W, V, b, c = map(torch.tensor, (x, W, V, b, c))
    steps = x[:, None] * W  # (N, H, D)
    a = c[:, None] + torch.cumsum(steps, dim=2) - steps
    logits = (torch.sigmoid(a).transpose(1, 2) * V).sum(dim=2) + b
    return torch.distributions.Bernoulli(logits=logits, validate_args=False).log_prob(x).sum(dim=1)

def bits_per_dim(nll, n_dims):
    return torch.as_tensor(nll) / (n_dims * torch.log(torch.tensor(2.0, dtype=torch.float64)))

# %% q3
import torch
import torch.nn.functional as F
from torch.distributions import Normal, kl_divergence

def reparameterize(mu, logvar, eps):
    return torch.addcmul(torch.tensor(mu), torch.exp(torch.tensor(logvar) / 2), torch.tensor(eps))

def gaussian_kl(mu, logvar):
    mu, logvar = torch.tensor(mu), torch.tensor(logvar)
    return kl_divergence(Normal(mu, (logvar / 2).exp()), Normal(torch.zeros_like(mu), torch.ones_like(mu))).sum(dim=1)

def vae_elbo(x, x_logits, mu, logvar, beta=1.0):
    pixels = F.binary_cross_entropy_with_logits(torch.tensor(x_logits), torch.tensor(x), reduction="none")
    return -pixels.flatten(1).sum(dim=1) - beta * gaussian_kl(mu, logvar)

# %% q4
import torch
import torch.nn.functional as F

def flow_log_prob(x, inverse_fn, logdet_fn, base_log_prob):
    z = inverse_fn(torch.tensor(x))
    return torch.as_tensor(base_log_prob(torch.as_tensor(z))) + torch.as_tensor(logdet_fn(x))

def planar_flow(z, w, u, b):
    z, w, u = map(torch.tensor, (z, w, u))
    move = lambda point: point + u * torch.tanh(point @ w + b)
    jacobians = torch.stack([torch.autograd.functional.jacobian(move, point) for point in z])
    return move_all(z, w, u, b), torch.linalg.slogdet(jacobians)[1]

def move_all(z, w, u, b):
    return z + torch.tanh(z @ w + b)[:, None] * u

def invertible_1x1(x, W):
    x, W = torch.tensor(x), torch.tensor(W)
    y = F.conv2d(x, W[:, :, None, None])
    return y, (x[0, 0].numel() * torch.linalg.slogdet(W).logabsdet).expand(len(x))

# %% q5
import torch

def affine_coupling_forward(x, mask, s_fn, t_fn):
    x, stays = torch.tensor(x), torch.tensor(mask)
    kept = torch.where(stays, x, 0)
    s = torch.as_tensor(s_fn(kept.numpy())).masked_fill(stays, 0)
    t = torch.as_tensor(t_fn(kept.numpy())).masked_fill(stays, 0)
    return torch.addcmul(t, x, s.exp()), s.sum(dim=1)

def affine_coupling_inverse(y, mask, s_fn, t_fn):
    y, stays = torch.tensor(y), torch.tensor(mask)
    kept = y.masked_fill(~stays, 0)
    s = torch.as_tensor(s_fn(kept.numpy())).masked_fill(stays, 0)
    t = torch.as_tensor(t_fn(kept.numpy()))
    return torch.where(stays, y, (y - t) * torch.exp(-s)), s.neg().sum(dim=1)

# %% q6
import torch
import torch.nn.functional as F

def gan_discriminator_loss(real_logits, fake_logits):
    real, fake = torch.tensor(real_logits), torch.tensor(fake_logits)
    bce = F.binary_cross_entropy_with_logits
    return bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake))

def gan_generator_loss(fake_logits, kind="non_saturating"):
    fake = torch.tensor(fake_logits)
    label = torch.ones_like(fake) if kind == "non_saturating" else torch.zeros_like(fake)
    loss = F.binary_cross_entropy_with_logits(fake, label)
    return loss if kind == "non_saturating" else -loss

# %% q7
import torch
import torch.nn.functional as F

def vector_quantize(z, E):
    z, E = torch.tensor(z), torch.tensor(E)
    idx = ((z[:, None] - E) ** 2).sum(dim=2).min(dim=1).indices
    return idx, F.embedding(idx, E)

def ema_codebook(N_k, m_k, idx, z, decay):
    N_k, m_k, idx, z = map(torch.tensor, (N_k, m_k, idx, z))
    chosen = F.one_hot(idx, len(N_k)).to(z.dtype)
    N_k = torch.lerp(chosen.sum(dim=0), N_k, decay)
    m_k = decay * m_k + (1 - decay) * (chosen.T @ z)
    return N_k, m_k, torch.where(N_k[:, None] == 0, m_k, m_k / N_k[:, None])

def codebook_perplexity(idx, K):
    p = torch.bincount(torch.tensor(idx), minlength=K).double() / len(idx)
    return torch.exp(torch.special.entr(p).sum())

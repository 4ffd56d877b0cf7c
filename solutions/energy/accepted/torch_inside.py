# /// solution
# why = "torch inside, tensors outside; gradients of the energies by autograd."
# ///
# %% q1
import torch

def hopfield_weights(P):
    P = torch.tensor(P)
    W = torch.einsum("ki,kj->ij", P, P) / P.shape[1]
    return W.fill_diagonal_(0)

def hopfield_energy(W, s, theta=None):
    W, s = torch.tensor(np.array(W)), torch.tensor(np.array(s)).to(torch.tensor(np.array(W)).dtype)
    energy = -torch.triu(torch.outer(s, s) * W, diagonal=1).sum()
    return energy + (0 if theta is None else torch.dot(torch.tensor(np.array(theta)), s))

def hopfield_update(W, s, order, theta=None):
    W, s = torch.tensor(np.array(W)), torch.tensor(np.array(s))
    limit = torch.zeros_like(s) if theta is None else torch.tensor(np.array(theta))
    for i in torch.tensor(np.array(order)).tolist():
        s[i] = torch.where(W[i] @ s < limit[i], -1.0, 1.0)
    return s

def hopfield_recall(W, s, max_sweeps):
    s = torch.tensor(np.array(s))
    energies = [hopfield_energy(W, s)]
    for _ in range(max_sweeps):
        new = hopfield_update(W, s, range(len(s)))
        energies.append(hopfield_energy(W, new))
        same = torch.equal(new, s)
        s = new
        if same:
            break
    return s, torch.stack(energies)

# %% q2
import torch

def minus_energies(S, W, b):
    return 0.5 * torch.einsum("ni,ij,nj->n", S, W, S) + S @ b

def bm_exact(W, b):
    W, b = torch.tensor(W), torch.tensor(b)
    S = torch.cartesian_prod(*[torch.tensor([0.0, 1.0], dtype=b.dtype)] * len(b)).reshape(-1, len(b))
    low = minus_energies(S, W, b)
    p = torch.softmax(low, dim=0)
    return torch.logsumexp(low, dim=0).exp(), p, p @ S, torch.einsum("n,ni,nj->ij", p, S, S)

def bm_conditional(s, i, W, b, T=1.0):
    s, W, b = (torch.tensor(np.array(part)) for part in (s, W, b))
    return torch.sigmoid((torch.dot(W[:, i], s.to(W.dtype)) + b[i]) / T)

def bm_gibbs_sweep(s, W, b, u):
    s = torch.tensor(s)
    for i in range(len(s)):
        s[i] = 1.0 if float(u[i]) < float(bm_conditional(s, i, W, b)) else 0.0
    return s

def bm_gradient(data, W, b):
    """By autograd of the exact log-likelihood; W_ij and W_ji are one weight."""
    data, W, b = torch.tensor(data), torch.tensor(W).requires_grad_(), torch.tensor(b).requires_grad_()
    S = torch.cartesian_prod(*[torch.tensor([0.0, 1.0], dtype=b.dtype)] * len(b)).reshape(-1, len(b))
    likelihood = minus_energies(data, W, b).mean() - torch.logsumexp(minus_energies(S, W, b), dim=0)
    likelihood.backward()
    return (W.grad + W.grad.T).fill_diagonal_(0), b.grad

# %% q3
import torch
import torch.nn.functional as F

def as_tensors(*parts):
    return [torch.tensor(np.array(part)) for part in parts]

def rbm_p_h_given_v(v, W, b, c):
    v, W, c = as_tensors(v, W, c)
    return torch.sigmoid(F.linear(v, W.T, c))

def rbm_p_v_given_h(h, W, b, c):
    h, W, b = as_tensors(h, W, b)
    return torch.sigmoid(F.linear(h, W, b))

def rbm_free_energy(v, W, b, c):
    v, W, b, c = as_tensors(v, W, b, c)
    return -torch.mv(v, b) - F.softplus(v @ W + c).sum(dim=1)

def rbm_cd_gradient(v0, u_h, u_v, W, b, c, k=1):
    """The gradient of F(v_k) − F(v_0) by autograd."""
    v = v0
    for t in range(k):
        h = (torch.tensor(u_h[t]) < rbm_p_h_given_v(v, W, b, c)).to(torch.float64).numpy().astype(W.dtype)
        v = (torch.tensor(u_v[t]) < rbm_p_v_given_h(h, W, b, c)).to(torch.float64).numpy().astype(W.dtype)
    W, b, c = (part.requires_grad_() for part in as_tensors(W, b, c))
    first, last = as_tensors(v0, v)

    def free(v):
        return -torch.mv(v, b) - F.softplus(v @ W + c).sum(dim=1)

    (free(last) - free(first)).mean().backward()
    return W.grad, b.grad, c.grad

# %% q4
import torch

def boltzmann_probs(energies, T=1.0):
    return torch.softmax(-torch.tensor(energies) / T, dim=0)

def metropolis_accept(dE, u, T=1.0):
    dE, u = torch.tensor(dE), torch.tensor(u)
    return (dE <= 0) | (u < torch.exp(-dE / T))

def langevin_step(x, grad_E, eps, noise):
    x, grad_E, noise = torch.tensor(x), torch.tensor(grad_E), torch.tensor(noise)
    return torch.add(x, grad_E, alpha=-eps / 2).add(noise, alpha=eps**0.5)

def denoising_score_target(x, x_noisy, sigma):
    x, x_noisy = torch.tensor(x), torch.tensor(x_noisy).requires_grad_()
    torch.distributions.Normal(x, sigma).log_prob(x_noisy).sum().backward()
    return x_noisy.grad

# %% q5
import torch

def dbn_upward(v, layers):
    probabilities = [torch.tensor(v)]
    for W, _, c in layers:
        probabilities.append(torch.sigmoid(torch.addmm(torch.tensor(c), probabilities[-1], torch.tensor(W))))
    return probabilities[1:]

def dbn_generate(layers, start, u_hidden, u_visible, u_down):
    W, b, c = map(torch.tensor, layers[-1])
    x = torch.tensor(start)
    for step in range(len(u_hidden)):
        h = torch.lt(torch.tensor(u_hidden[step]), torch.sigmoid(x @ W + c)).to(W.dtype)
        x = torch.lt(torch.tensor(u_visible[step]), torch.sigmoid(h @ W.T + b)).to(W.dtype)
    for (W, b, _), u in zip(layers[-2::-1], u_down):
        x = torch.lt(torch.tensor(u), torch.sigmoid(x @ torch.tensor(W).T + torch.tensor(b))).to(x.dtype)
    return x

def dbm_mean_field(v, params, steps, m2_init=0.5):
    p = {name: torch.tensor(part) for name, part in params.items()}
    below = torch.tensor(v) @ p["W1"] + p["c1"]
    m2 = torch.full((len(v), len(p["c2"])), m2_init, dtype=below.dtype)
    for _ in range(steps):
        m1 = torch.sigmoid(below + m2 @ p["W2"].T)
        m2 = torch.sigmoid(m1 @ p["W2"] + p["c2"])
    return m1, m2

# %% q6
import torch
import torch.nn.functional as F

def beta_schedule(kind, T):
    if kind == "linear":
        return torch.linspace(1e-4, 0.02, T, dtype=torch.float64)
    t = torch.arange(T + 1, dtype=torch.float64)
    f = torch.cos((t / T + 0.008) / 1.008 * torch.pi / 2).square()
    return (1 - f[1:] / f[:-1]).clamp(max=0.999)

def bars_for(t, betas, x):
    bars = torch.cumprod(1 - torch.tensor(np.array(betas)), dim=0)
    t = torch.as_tensor(np.array(t)).expand(len(x))
    return bars[t].reshape(-1, *[1] * (x.ndim - 1))

def q_sample(x0, t, noise, betas):
    x0, noise = torch.tensor(x0), torch.tensor(noise)
    bar = bars_for(t, betas, x0)
    return bar.sqrt() * x0 + (1 - bar).sqrt() * noise

def predict_x0(x_t, t, eps, betas):
    x_t, eps = torch.tensor(x_t), torch.tensor(eps)
    bar = bars_for(t, betas, x_t)
    return (x_t / (1 - bar).sqrt() - eps) * ((1 - bar) / bar).sqrt()

def ddpm_loss(eps, eps_pred):
    return F.mse_loss(torch.tensor(eps_pred), torch.tensor(eps))

# %% q7
import torch
import torch.nn.functional as F

def beside(values, t, x):
    return values[torch.as_tensor(np.array(t)).expand(len(x))].reshape(-1, *[1] * (x.ndim - 1))

def posterior_mean_variance(x0, x_t, t, betas):
    x0, x_t, betas = (torch.as_tensor(np.array(part)) for part in (x0, x_t, betas))
    bars = torch.cumprod(1 - betas, dim=0)
    beta, bar, before = (beside(part, t, x0) for part in (betas, bars, F.pad(bars[:-1], (1, 0), value=1.0)))
    mean = before.sqrt() * beta / (1 - bar) * x0 + (1 - beta).sqrt() * (1 - before) / (1 - bar) * x_t
    return mean, (beta * (1 - before) / (1 - bar)).expand_as(x0)

def p_sample(x_t, t, eps_pred, noise, betas):
    x_t, eps_pred, noise, betas = (torch.as_tensor(np.array(part)) for part in (x_t, eps_pred, noise, betas))
    bar = beside(torch.cumprod(1 - betas, dim=0), t, x_t)
    clean = (x_t - (1 - bar).sqrt() * eps_pred) / bar.sqrt()
    mean, variance = posterior_mean_variance(clean, x_t, t, betas)
    return mean + variance.sqrt() * noise

def ddim_step(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    x_t, eps_pred, betas = (torch.as_tensor(np.array(part)) for part in (x_t, eps_pred, betas))
    bars = F.pad(torch.cumprod(1 - betas, dim=0), (1, 0), value=1.0)
    bar, after = beside(bars, np.asarray(t) + 1, x_t), beside(bars, np.asarray(t_prev) + 1, x_t)
    sigma = eta * ((1 - after) / (1 - bar) * (1 - bar / after)).sqrt()
    noise = torch.zeros_like(x_t) if noise is None else torch.as_tensor(np.array(noise))
    clean = (x_t - (1 - bar).sqrt() * eps_pred) / bar.sqrt()
    return after.sqrt() * clean + (1 - after - sigma.square()).clamp(min=0).sqrt() * eps_pred + sigma * noise

def classifier_free_guidance(eps_c, eps_u, w):
    return torch.lerp(torch.tensor(eps_u), torch.tensor(eps_c), w)

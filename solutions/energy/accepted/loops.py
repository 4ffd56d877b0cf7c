# /// solution
# why = "Loops over pairs, states, units and samples."
# ///
# %% q1
def hopfield_weights(P):
    K, N = P.shape
    W = np.zeros((N, N))
    for pattern in P:
        for i in range(N):
            for j in range(N):
                if i != j:
                    W[i, j] += pattern[i] * pattern[j] / N
    return W

def hopfield_energy(W, s, theta=None):
    energy = 0.0
    for i in range(len(s)):
        for j in range(i):
            energy -= W[i, j] * s[i] * s[j]
        if theta is not None:
            energy += theta[i] * s[i]
    return energy

def hopfield_update(W, s, order, theta=None):
    s = [float(x) for x in s]
    for i in order:
        field = sum(float(W[i, j]) * s[j] for j in range(len(s)))
        limit = 0.0 if theta is None else float(theta[i])
        s[i] = 1.0 if field >= limit else -1.0
    return s

def hopfield_recall(W, s, max_sweeps):
    s = [float(x) for x in s]
    energies = [hopfield_energy(W, s)]
    done = 0
    changed = True
    while changed and done < max_sweeps:
        new = hopfield_update(W, s, range(len(s)))
        changed = new != s
        s = new
        energies.append(hopfield_energy(W, s))
        done += 1
    return s, energies

# %% q2
import itertools
import math

def minus_energy(s, W, b):
    total = 0.0
    for i in range(len(s)):
        total += b[i] * s[i]
        for j in range(i):
            total += W[i, j] * s[i] * s[j]
    return float(total)

def bm_exact(W, b):
    N = len(b)
    states = list(itertools.product((0, 1), repeat=N))
    weights = [math.exp(minus_energy(s, W, b)) for s in states]
    Z = sum(weights)
    p = [w / Z for w in weights]
    means = [sum(q * s[i] for q, s in zip(p, states)) for i in range(N)]
    correlations = [[sum(q * s[i] * s[j] for q, s in zip(p, states)) for j in range(N)] for i in range(N)]
    return Z, p, means, correlations

def bm_conditional(s, i, W, b, T=1.0):
    on, off = list(s), list(s)
    on[i], off[i] = 1, 0
    return 1 / (1 + math.exp((minus_energy(off, W, b) - minus_energy(on, W, b)) / T))

def bm_gibbs_sweep(s, W, b, u):
    s = list(s)
    for i in range(len(s)):
        s[i] = 1.0 if u[i] < bm_conditional(s, i, W, b) else 0.0
    return s

def bm_gradient(data, W, b):
    _, _, means, correlations = bm_exact(W, b)
    M, N = data.shape
    dW = [[0.0 if i == j else sum(row[i] * row[j] for row in data) / M - correlations[i][j] for j in range(N)] for i in range(N)]
    db = [sum(row[i] for row in data) / M - means[i] for i in range(N)]
    return dW, db

# %% q3
import math

def squash(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

def rbm_p_h_given_v(v, W, b, c):
    V, H = W.shape
    return np.array([[squash(float(c[j]) + sum(float(row[i]) * float(W[i, j]) for i in range(V))) for j in range(H)] for row in v])

def rbm_p_v_given_h(h, W, b, c):
    V, H = W.shape
    return np.array([[squash(float(b[i]) + sum(float(row[j]) * float(W[i, j]) for j in range(H))) for i in range(V)] for row in h])

def rbm_free_energy(v, W, b, c):
    out = []
    for row in v:
        F = -sum(float(b[i]) * float(row[i]) for i in range(len(b)))
        for j in range(len(c)):
            z = float(c[j]) + sum(float(row[i]) * float(W[i, j]) for i in range(len(b)))
            F -= max(z, 0.0) + math.log1p(math.exp(-abs(z)))
        out.append(F)
    return np.array(out)

def rbm_cd_gradient(v0, u_h, u_v, W, b, c, k=1):
    N = len(v0)
    dW, db, dc = np.zeros(W.shape), np.zeros(b.shape), np.zeros(c.shape)
    for n in range(N):
        v = v0[n : n + 1]
        for t in range(k):
            p = rbm_p_h_given_v(v, W, b, c)[0]
            h = np.array([[1.0 if u_h[t][n, j] < p[j] else 0.0 for j in range(len(c))]])
            p = rbm_p_v_given_h(h, W, b, c)[0]
            v = np.array([[1.0 if u_v[t][n, i] < p[i] else 0.0 for i in range(len(b))]])
        first, last = rbm_p_h_given_v(v0[n : n + 1], W, b, c)[0], rbm_p_h_given_v(v, W, b, c)[0]
        for j in range(len(c)):
            dc[j] += (first[j] - last[j]) / N
        for i in range(len(b)):
            db[i] += (v0[n, i] - v[0, i]) / N
            for j in range(len(c)):
                dW[i, j] += (v0[n, i] * first[j] - v[0, i] * last[j]) / N
    return dW, db, dc

# %% q4
import math

def boltzmann_probs(energies, T=1.0):
    lowest = min(float(E) for E in energies)
    weights = [math.exp(-(float(E) - lowest) / T) for E in energies]
    return [w / sum(weights) for w in weights]

def metropolis_accept(dE, u, T=1.0):
    accepted = np.zeros(dE.shape, dtype=bool)
    for at in np.ndindex(*dE.shape):
        accepted[at] = True if dE[at] <= 0 else bool(u[at] < math.exp(-float(dE[at]) / T))
    return accepted

def langevin_step(x, grad_E, eps, noise):
    new = np.empty(x.shape)
    for n in range(len(x)):
        for d in range(x.shape[1]):
            new[n, d] = x[n, d] - 0.5 * eps * grad_E[n, d] + math.sqrt(eps) * noise[n, d]
    return new

def denoising_score_target(x, x_noisy, sigma):
    target = np.empty(x.shape)
    for at in np.ndindex(*x.shape):
        target[at] = -(float(x_noisy[at]) - float(x[at])) / (sigma * sigma)
    return target

# %% q5
import math

def on_with(p_logit, u):
    return 1.0 if u < 1 / (1 + math.exp(-p_logit)) else 0.0

def dbn_upward(v, layers):
    result, below = [], v
    for W, b, c in layers:
        layer = np.zeros((len(v), len(c)))
        for n in range(len(v)):
            for j in range(len(c)):
                z = float(c[j]) + sum(float(below[n][i]) * float(W[i, j]) for i in range(len(b)))
                layer[n, j] = 1 / (1 + math.exp(-z))
        result.append(layer)
        below = layer
    return result

def dbn_generate(layers, start, u_hidden, u_visible, u_down):
    dreams = []
    for n in range(len(start)):
        W, b, c = layers[-1]
        x = [float(value) for value in start[n]]
        for step in range(len(u_hidden)):
            h = [on_with(float(c[j]) + sum(x[i] * float(W[i, j]) for i in range(len(b))), u_hidden[step][n, j]) for j in range(len(c))]
            x = [on_with(float(b[i]) + sum(h[j] * float(W[i, j]) for j in range(len(c))), u_visible[step][n, i]) for i in range(len(b))]
        for down in range(len(layers) - 1):
            W, b, c = layers[len(layers) - 2 - down]
            x = [on_with(float(b[i]) + sum(x[j] * float(W[i, j]) for j in range(len(c))), u_down[down][n, i]) for i in range(len(b))]
        dreams.append(x)
    return dreams

def dbm_mean_field(v, params, steps, m2_init=0.5):
    W1, W2, c1, c2 = params["W1"], params["W2"], params["c1"], params["c2"]
    all_m1, all_m2 = [], []
    for row in v:
        m2 = [m2_init] * len(c2)
        for _ in range(steps):
            z1 = [float(c1[j]) + sum(float(row[i]) * float(W1[i, j]) for i in range(len(row))) + sum(float(W2[j, k]) * m2[k] for k in range(len(c2))) for j in range(len(c1))]
            m1 = [1 / (1 + math.exp(-z)) if z > -700 else 0.0 for z in z1]
            z2 = [float(c2[k]) + sum(m1[j] * float(W2[j, k]) for j in range(len(c1))) for k in range(len(c2))]
            m2 = [1 / (1 + math.exp(-z)) if z > -700 else 0.0 for z in z2]
        all_m1.append(m1)
        all_m2.append(m2)
    return np.array(all_m1), np.array(all_m2)

# %% q6
import math

def beta_schedule(kind, T):
    betas = []
    for t in range(T):
        if kind == "linear":
            betas.append(1e-4 + (0.02 - 1e-4) * t / (T - 1) if T > 1 else 1e-4)
        else:
            f = [math.cos((s / T + 0.008) / 1.008 * math.pi / 2) ** 2 for s in (t, t + 1)]
            betas.append(min(1 - f[1] / f[0], 0.999))
    return betas

def left_after(t, betas):
    bar = 1.0
    for s in range(t + 1):
        bar *= 1 - float(betas[s])
    return bar

def q_sample(x0, t, noise, betas):
    out = np.empty(x0.shape)
    for n in range(len(x0)):
        bar = left_after(int(t if np.ndim(t) == 0 else t[n]), betas)
        out[n] = math.sqrt(bar) * x0[n] + math.sqrt(1 - bar) * noise[n]
    return out

def predict_x0(x_t, t, eps, betas):
    out = np.empty(x_t.shape)
    for n in range(len(x_t)):
        bar = left_after(int(t if np.ndim(t) == 0 else t[n]), betas)
        out[n] = (x_t[n] - math.sqrt(1 - bar) * eps[n]) / math.sqrt(bar)
    return out

def ddpm_loss(eps, eps_pred):
    total = 0.0
    for at in np.ndindex(*eps.shape):
        total += (float(eps[at]) - float(eps_pred[at])) ** 2
    return total / eps.size

# %% q7
import math

def product_up_to(t, betas):
    return math.prod(1 - float(beta) for beta in betas[: t + 1])

def posterior_mean_variance(x0, x_t, t, betas):
    mean, variance = np.empty(x0.shape), np.empty(x0.shape)
    for n in range(len(x0)):
        step = int(t if np.ndim(t) == 0 else t[n])
        if step == 0:
            mean[n], variance[n] = x0[n], 0
            continue
        beta, before = float(betas[step]), product_up_to(step - 1, betas)
        precision = (1 - beta) / beta + 1 / (1 - before)
        mean[n] = (math.sqrt(1 - beta) / beta * x_t[n] + math.sqrt(before) / (1 - before) * x0[n]) / precision
        variance[n] = 1 / precision
    return mean, variance

def p_sample(x_t, t, eps_pred, noise, betas):
    out = np.empty(x_t.shape)
    for n in range(len(x_t)):
        step = int(t if np.ndim(t) == 0 else t[n])
        beta, bar = float(betas[step]), product_up_to(step, betas)
        out[n] = (x_t[n] - beta / math.sqrt(1 - bar) * eps_pred[n]) / math.sqrt(1 - beta)
        if step > 0:
            out[n] += math.sqrt(beta * (1 - product_up_to(step - 1, betas)) / (1 - bar)) * noise[n]
    return out

def ddim_step(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    out = np.empty(x_t.shape)
    for n in range(len(x_t)):
        now, then = (int(step if np.ndim(step) == 0 else step[n]) for step in (t, t_prev))
        bar, after = product_up_to(now, betas), product_up_to(then, betas) if then >= 0 else 1.0
        sigma = eta * math.sqrt((1 - after) / (1 - bar) * (1 - bar / after))
        clean = (x_t[n] - math.sqrt(1 - bar) * eps_pred[n]) / math.sqrt(bar)
        out[n] = math.sqrt(after) * clean + math.sqrt(max(1 - after - sigma * sigma, 0.0)) * eps_pred[n]
        if sigma > 0:
            out[n] += sigma * noise[n]
    return out

def classifier_free_guidance(eps_c, eps_u, w):
    return (1 - w) * eps_u + w * eps_c

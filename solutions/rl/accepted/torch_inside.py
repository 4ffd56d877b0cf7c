# /// solution
# why = "torch inside, tensors outside; the gradients of question 5 are left to autograd."
# ///
# %% q1
import torch

def discounted_returns(r, gamma, bootstrap=0.0):
    r = torch.tensor(np.array(r, dtype=float))
    G, after = torch.empty_like(r), bootstrap
    for t in range(len(r) - 1, -1, -1):
        after = r[t] + gamma * after
        G[t] = after
    return G

# %% q2
import torch

def policy_evaluation(P, R, pi, gamma):
    P, R, pi = (torch.tensor(np.array(part, dtype=float)) for part in (P, R, pi))
    return torch.linalg.solve(torch.eye(len(P)) - gamma * torch.einsum("sa,sat->st", pi, P), (pi * R).sum(dim=1))

def bellman_optimality_operator(V, P, R, gamma):
    V, P, R = (torch.tensor(np.array(part, dtype=float)) for part in (V, P, R))
    return (R + gamma * P @ V).amax(dim=1)

def value_iteration(P, R, gamma, tol=1e-10):
    V, again = torch.zeros(len(R), dtype=torch.float64), True
    while again:
        new = bellman_optimality_operator(V.numpy(), P, R, gamma)
        again = bool((new - V).abs().max() > tol)
        V = new
    Q = torch.tensor(np.array(R, dtype=float)) + gamma * torch.tensor(np.array(P, dtype=float)) @ V
    return V, Q, Q.argmax(dim=1)

# %% q3
import torch

def q_learning_update(Q, s, a, r, s2, done, alpha, gamma):
    Q = torch.tensor(np.array(Q, dtype=float))
    target = r + (0 if done else gamma * Q[s2].max())
    Q[s, a] = torch.lerp(Q[s, a], torch.as_tensor(target, dtype=Q.dtype), alpha)
    return Q

def sarsa_update(Q, s, a, r, s2, a2, done, alpha, gamma):
    Q = torch.tensor(np.array(Q, dtype=float))
    target = r + (0 if done else gamma * Q[s2, a2])
    Q[s, a] = torch.lerp(Q[s, a], torch.as_tensor(target, dtype=Q.dtype), alpha)
    return Q

def epsilon_greedy_probs(q, eps):
    q = torch.tensor(np.array(q, dtype=float))
    best = torch.nn.functional.one_hot((q == q.max()).long().argmax(), len(q))
    return eps * torch.full_like(q, 1 / len(q)) + (1 - eps) * best

# %% q4
import torch

def dqn_target(r, done, q_next, gamma):
    r, done, q_next = (torch.tensor(np.array(part)) for part in (r, done, q_next))
    return torch.where(done, r, r + gamma * q_next.max(dim=1).values)

def double_dqn_target(r, done, q_online, q_target, gamma):
    r, done, q_online, q_target = (torch.tensor(np.array(part)) for part in (r, done, q_online, q_target))
    best = (q_online == q_online.amax(dim=1, keepdim=True)).int().argmax(dim=1, keepdim=True)
    return torch.where(done, r, r + gamma * q_target.gather(1, best)[:, 0])

# %% q5
import torch

def reinforce_grad_logits(logits, a, G, baseline=None, reduction="mean"):
    logits, a, G = (torch.tensor(np.array(part)) for part in (logits, a, G))
    logits.requires_grad_()
    advantage = G if baseline is None else G - torch.tensor(np.array(baseline))
    loss = torch.nn.functional.cross_entropy(logits, a, reduction="none") * advantage
    (loss.mean() if reduction == "mean" else loss.sum()).backward()
    return logits.grad

# %% q6
import torch

def gae(r, v, done, gamma, lam):
    r, v = torch.tensor(np.array(r)), torch.tensor(np.array(v))
    going_on = torch.tensor(~np.array(done)).to(r.dtype)
    delta = r + gamma * going_on * v[1:] - v[:-1]
    out = delta.clone()
    for t in range(len(r) - 2, -1, -1):
        out[t] += gamma * lam * going_on[t] * out[t + 1]
    return out

def ppo_clip_loss(ratio, adv, eps=0.2):
    ratio, adv = torch.tensor(np.array(ratio)), torch.tensor(np.array(adv))
    return -torch.minimum(ratio * adv, ratio.clamp(1 - eps, 1 + eps) * adv).mean()

# %% q7
import torch

def learn_to_walk(plan, seed):
    """Q-learning whose steps become shorter with each visit; a tensor of the best actions."""
    world, rng = World(plan, seed), np.random.default_rng(seed)
    Q, visits = np.zeros((world.states, 4)), np.zeros((world.states, 4))
    for _ in range(250):
        s = world.reset()
        for _ in range(200):
            a = int(rng.integers(4)) if rng.random() < 0.2 else int(Q[s].argmax())
            r, s2, done = world.step(a)
            visits[s, a] += 1
            Q[s, a] += max(0.05, 1 / (1 + 0.1 * visits[s, a])) * (r + (not done) * 0.95 * Q[s2].max() - Q[s, a])
            s = s2
            if done:
                break
    return torch.tensor(Q).argmax(dim=1)

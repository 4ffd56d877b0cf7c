# /// solution
# why = "Right in the middle, careless at the edges: no reward, equal actions, the end of an episode, large logits."
# scores = { q1 = 1.5, q3 = 4.5, q4 = 1.5, q5 = 2 }
# fails = { q1 = ["an episode that was cut off", "cut off, one reward, none, and γ = 0 and 1"], q3 = ["equal actions, no curiosity, nothing else, one action"], q4 = ["the target network alone", "all last, none, no future, nonsense after the end", "equal opinions, nonsense after the end, one action"], q5 = ["sums, one step, logits of a thousand, a perfect critic"] }
# ///
# %% q1
def discounted_returns(r, gamma, bootstrap=0.0):
    G = np.zeros(len(r))
    G[-1] = r[-1] + gamma * bootstrap
    for t in range(len(r) - 2, -1, -1):
        G[t] = r[t] + gamma * G[t + 1]
    return G

# %% q3
def q_learning_update(Q, s, a, r, s2, done, alpha, gamma):
    new = Q.copy().astype(float)
    new[s, a] += alpha * (r + gamma * (1 - done) * Q[s2].max() - Q[s, a])
    return new

def sarsa_update(Q, s, a, r, s2, a2, done, alpha, gamma):
    new = Q.copy().astype(float)
    new[s, a] += alpha * (r + gamma * (1 - done) * Q[s2, a2] - Q[s, a])
    return new

def epsilon_greedy_probs(q, eps):
    return np.where(q == q.max(), 1 - eps + eps / len(q), eps / len(q))

# %% q4
def dqn_target(r, done, q_next, gamma):
    return r + gamma * (1 - done) * q_next.max(axis=1)

def double_dqn_target(r, done, q_online, q_target, gamma):
    best = q_online == q_online.max(axis=1, keepdims=True)
    return r + gamma * (1 - done) * (best * q_target).sum(axis=1)

# %% q5
def reinforce_grad_logits(logits, a, G, baseline=None, reduction="mean"):
    pi = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    grad = pi * G[:, None] if baseline is None else pi * (G - baseline)[:, None]
    grad[np.arange(len(a)), a] -= G if baseline is None else G - baseline
    return grad / len(a) if reduction == "mean" else grad

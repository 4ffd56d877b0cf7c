# /// solution
# why = "NumPy at once where it can be: powers of γ, matrices of decay, one einsum."
# ///
# %% q1
def discounted_returns(r, gamma, bootstrap=0.0):
    r = np.append(np.asarray(r, dtype=float), bootstrap)
    steps = np.subtract.outer(np.arange(len(r)), np.arange(len(r)))  # j - i
    decay = np.where(steps <= 0, float(gamma) ** np.maximum(-steps, 0), 0)
    return (decay @ r)[:-1]

# %% q2
def policy_evaluation(P, R, pi, gamma):
    P_pi = np.matmul(pi[:, None, :], P)[:, 0]
    return np.linalg.inv(np.eye(len(P)) - gamma * P_pi) @ np.einsum("sa,sa->s", pi, R)

def bellman_optimality_operator(V, P, R, gamma):
    return np.amax(R + gamma * np.tensordot(P, V, axes=1), axis=-1)

def value_iteration(P, R, gamma, tol=1e-10):
    V = np.zeros(R.shape[0])
    while True:
        Q = R + gamma * np.tensordot(P, V, axes=1)
        old, V = V, np.amax(Q, axis=1)
        if np.all(np.abs(V - old) <= tol):
            Q = R + gamma * np.tensordot(P, V, axes=1)
            return V, Q, np.argmax(Q, axis=1)

# %% q3
def q_learning_update(Q, s, a, r, s2, done, alpha, gamma):
    new = np.array(Q, dtype=float)
    new[s, a] = (1 - alpha) * new[s, a] + alpha * (r + gamma * (not done) * np.max(Q, axis=1)[s2])
    return new

def sarsa_update(Q, s, a, r, s2, a2, done, alpha, gamma):
    error = r + gamma * (1 - int(done)) * Q[s2][a2] - Q[s][a]
    return Q + alpha * error * np.outer(np.arange(Q.shape[0]) == s, np.arange(Q.shape[1]) == a)

def epsilon_greedy_probs(q, eps):
    greedy = np.zeros(q.shape)
    greedy[q.argmax()] = 1
    return (1 - eps) * greedy + eps / q.size

# %% q4
def dqn_target(r, done, q_next, gamma):
    return r + gamma * np.where(done, 0, np.max(q_next, axis=-1))

def double_dqn_target(r, done, q_online, q_target, gamma):
    chosen = np.take_along_axis(q_target, np.argmax(q_online, axis=1, keepdims=True), axis=1).squeeze(axis=1)
    return r + gamma * np.where(done, 0, chosen)

# %% q5
def reinforce_grad_logits(logits, a, G, baseline=None, reduction="mean"):
    pi = softmax(np.asarray(logits, dtype=float))
    pi[np.arange(len(a)), a] -= 1
    if baseline is not None:
        G = G - baseline
    return pi * np.expand_dims(G, 1) / (len(a) if reduction == "mean" else 1)

# %% q6
def gae(r, v, done, gamma, lam):
    delta = r + gamma * np.where(done, 0, v[1:]) - v[:-1]
    episode = np.concatenate([[0], np.cumsum(done)[:-1]])
    ahead = np.subtract.outer(np.arange(len(r)), np.arange(len(r))) * -1
    same = (episode[:, None] == episode[None, :]) & (ahead >= 0)
    return np.where(same, float(gamma * lam) ** np.maximum(ahead, 0), 0) @ delta

def ppo_clip_loss(ratio, adv, eps=0.2):
    bound = np.where(adv >= 0, np.minimum(ratio, 1 + eps), np.maximum(ratio, 1 - eps))
    return np.mean(-bound * adv)

# %% q7
def learn_to_walk(plan, seed):
    """SARSA, whose curiosity fades."""
    world, rng = World(plan, seed), np.random.default_rng(seed)
    Q = np.zeros((world.states, world.actions))
    choose = lambda s, eps: int(rng.integers(4)) if rng.random() < eps else int(Q[s].argmax())
    for episode in range(250):
        eps = 0.3 * (1 - episode / 250)
        s, done, steps = world.reset(), False, 0
        a = choose(s, eps)
        while not done and steps < 200:
            r, s2, done = world.step(a)
            a2 = choose(s2, eps)
            Q[s, a] += 0.1 * (r + (0 if done else 0.95 * Q[s2, a2]) - Q[s, a])
            s, a, steps = s2, a2, steps + 1
    return np.argmax(Q, axis=1)

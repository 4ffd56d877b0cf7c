# /// solution
# why = "Loops over everything, lists for arrays, more parameters than were asked for."
# ///
# %% q1
def discounted_returns(r, gamma, bootstrap=0.0, verbose=False):
    G = [bootstrap]
    for reward in list(r)[::-1]:
        G.insert(0, float(reward) + gamma * G[0])
    return G[:-1]

# %% q2
def policy_evaluation(P, R, pi, gamma, tol=1e-9):
    """Round after round, until nothing moves."""
    S, A = len(P), len(P[0])
    V = [0.0] * S
    while True:
        new = []
        for s in range(S):
            total = 0.0
            for a in range(A):
                total += float(pi[s][a]) * (float(R[s][a]) + gamma * sum(float(p) * v for p, v in zip(P[s][a], V)))
            new.append(total)
        moved = max(abs(x - y) for x, y in zip(new, V))
        V = new
        if moved < tol:
            return V

def bellman_optimality_operator(V, P, R, gamma):
    out = []
    for s in range(len(V)):
        best = -float("inf")
        for a in range(len(R[s])):
            value = float(R[s][a])
            for s2 in range(len(V)):
                value += gamma * float(P[s][a][s2]) * float(V[s2])
            best = max(best, value)
        out.append(best)
    return out

def value_iteration(P, R, gamma, tol=1e-10, max_rounds=10**6):
    V = [0.0] * len(R)
    for _ in range(max_rounds):
        new = bellman_optimality_operator(V, P, R, gamma)
        moved = max(abs(x - y) for x, y in zip(new, V))
        V = new
        if moved <= tol:
            break
    Q = [[float(R[s][a]) + gamma * sum(float(p) * v for p, v in zip(P[s][a], V)) for a in range(len(R[s]))] for s in range(len(R))]
    return V, Q, [row.index(max(row)) for row in Q]

# %% q3
def q_learning_update(Q, s, a, r, s2, done, alpha, gamma):
    new = [[float(q) for q in row] for row in Q]
    target = r
    if not done:
        target = r + gamma * max(new[s2])
    new[s][a] = new[s][a] + alpha * (target - new[s][a])
    return new

def sarsa_update(Q, s, a, r, s2, a2, done, alpha, gamma):
    new = [[float(q) for q in row] for row in Q]
    target = r
    if not done:
        target = r + gamma * new[s2][a2]
    new[s][a] = new[s][a] + alpha * (target - new[s][a])
    return new

def epsilon_greedy_probs(q, eps):
    best = 0
    for a in range(len(q)):
        if q[a] > q[best]:
            best = a
    return [eps / len(q) + (1 - eps if a == best else 0) for a in range(len(q))]

# %% q4
def dqn_target(r, done, q_next, gamma):
    out = []
    for reward, end, row in zip(r, done, q_next):
        out.append(float(reward) if end else float(reward) + gamma * float(max(row)))
    return out

def double_dqn_target(r, done, q_online, q_target, gamma):
    out = []
    for i in range(len(r)):
        best = 0
        for a in range(len(q_online[i])):
            if q_online[i][a] > q_online[i][best]:
                best = a
        out.append(float(r[i]) if done[i] else float(r[i]) + gamma * float(q_target[i][best]))
    return out

# %% q5
import math

def reinforce_grad_logits(logits, a, G, baseline=None, reduction="mean"):
    T = len(logits)
    out = []
    for t in range(T):
        row = [float(x) for x in logits[t]]
        top = max(row)
        e = [math.exp(x - top) for x in row]
        weight = float(G[t]) - (0.0 if baseline is None else float(baseline[t]))
        if reduction == "mean":
            weight /= T
        out.append([(e[k] / sum(e) - (1 if k == a[t] else 0)) * weight for k in range(len(row))])
    return out

# %% q6
def gae(r, v, done, gamma, lam):
    A, after = [], 0.0
    for t in range(len(r) - 1, -1, -1):
        if done[t]:
            after = float(r[t]) - float(v[t])
        else:
            after = float(r[t]) + gamma * float(v[t + 1]) - float(v[t]) + gamma * lam * after
        A.append(after)
    return A[::-1]

def ppo_clip_loss(ratio, adv, eps=0.2):
    total = 0.0
    for rho, A in zip(ratio, adv):
        clipped = min(max(float(rho), 1 - eps), 1 + eps)
        total += min(float(rho) * float(A), clipped * float(A))
    return -total / len(ratio)

# %% q7
def learn_to_walk(plan, seed, episodes=250):
    world, rng = World(plan, seed), np.random.default_rng(seed)
    Q = [[0.0] * 4 for _ in range(world.states)]
    for _ in range(episodes):
        s = world.reset()
        for _ in range(200):
            a = int(rng.integers(4)) if rng.random() < 0.3 else Q[s].index(max(Q[s]))
            r, s2, done = world.step(a)
            target = r if done else r + 0.95 * max(Q[s2])
            Q[s][a] += 0.1 * (target - Q[s][a])
            s = s2
            if done:
                break
    return [row.index(max(row)) for row in Q]

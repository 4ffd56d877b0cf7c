# /// solution
# why = "One function of most questions is answered, the other one is as it was handed out."
# scores = { q2 = 1.5, q3 = 2, q4 = 1.5, q6 = 2 }
# fails = { q2 = ["the coin", "the best of both", "policies in random worlds", "policies that are sure, no future, one state", "the best policies", "few rounds, equal actions"], q3 = ["one step of each", "the last step", "steps of Q-learning", "steps of SARSA"], q4 = ["one chooses, the other one judges", "batches of double DQN", "equal opinions, nonsense after the end, one action"], q6 = ["four corners", "ratios and advantages", "one side only, nothing to clip, far beyond"] }
# ///
# %% q2
def bellman_optimality_operator(V, P, R, gamma):
    return np.max(R + gamma * (P * V).sum(axis=2), axis=1)

# %% q3
def epsilon_greedy_probs(q, eps):
    return np.where(np.arange(len(q)) == np.argmax(q), 1 - eps + eps / len(q), eps / len(q))

# %% q4
def dqn_target(r, done, q_next, gamma):
    out = r + gamma * q_next.max(axis=1)
    out[done] = r[done]
    return out

# %% q6
def gae(r, v, done, gamma, lam):
    A = [0.0]
    for t in range(len(r) - 1, -1, -1):
        keep = 0 if done[t] else 1
        A.append(r[t] + gamma * keep * v[t + 1] - v[t] + gamma * lam * keep * A[-1])
    return np.array(A[:0:-1])

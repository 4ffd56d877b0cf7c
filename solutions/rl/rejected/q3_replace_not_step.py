# /// solution
# why = "Puts the target in the place of the old entry."
# scores = { q3 = 2 }
# fails = { q3 = ["one step of each", "the last step", "steps of Q-learning", "steps of SARSA"] }
# misconception = { q3 = "T13.2/replace_not_step" }
# ///
# %% q3
def q_learning_update(Q, s, a, r, s2, done, alpha, gamma):
    new = Q.astype(float)
    new[s, a] = r if done else r + gamma * Q[s2].max()
    return new

def sarsa_update(Q, s, a, r, s2, a2, done, alpha, gamma):
    new = Q.astype(float)
    new[s, a] = r if done else r + gamma * Q[s2, a2]
    return new

def epsilon_greedy_probs(q, eps):
    probs = np.full(len(q), eps / len(q))
    probs[np.argmax(q)] += 1 - eps
    return probs

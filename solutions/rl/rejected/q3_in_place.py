# /// solution
# why = "Changes the table that it was given."
# scores = { q3 = 2 }
# fails = { q3 = ["one step of each", "the last step", "steps of Q-learning", "steps of SARSA"] }
# ///
# %% q3
def q_learning_update(Q, s, a, r, s2, done, alpha, gamma):
    Q[s, a] += alpha * ((r if done else r + gamma * Q[s2].max()) - Q[s, a])
    return Q

def sarsa_update(Q, s, a, r, s2, a2, done, alpha, gamma):
    Q[s, a] += alpha * ((r if done else r + gamma * Q[s2, a2]) - Q[s, a])
    return Q

def epsilon_greedy_probs(q, eps):
    probs = np.full(len(q), eps / len(q))
    probs[np.argmax(q)] += 1 - eps
    return probs

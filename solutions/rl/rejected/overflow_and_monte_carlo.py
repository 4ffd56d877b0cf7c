# /// solution
# why = "Writes the returns over the rewards. Uses new values within a round. Takes ε for the share of the best action. Multiplies what comes after the last step with 0, which leaves nan. A softmax of its own, which overflows. Does not look at λ."
# scores = { q1 = 0.5, q2 = 4.5, q3 = 3, q4 = 1.5, q5 = 2, q6 = 2 }
# fails = { q1 = ["three rewards", "episodes", "cut off, one reward, none, and γ = 0 and 1"], q2 = ["two rounds", "rounds from any V"], q3 = ["a tenth of curiosity", "chances of actions", "equal actions, no curiosity, nothing else, one action"], q4 = ["the target network alone", "all last, none, no future, nonsense after the end", "equal opinions, nonsense after the end, one action"], q5 = ["sums, one step, logits of a thousand, a perfect critic"], q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"] }
# misconception = { q2 = "T13.1/inplace_sweep", q3 = "T13.2/eps_swapped", q6 = "T13.4/monte_carlo" }
# [[change]]
# question = "q1"
# old = "G, after = np.zeros(len(r)), bootstrap"
# new = "G, after = r, bootstrap"
# [[change]]
# question = "q2"
# old = "return (R + gamma * P @ V).max(axis=1)"
# new = "V = V.astype(float)\n    for s in range(len(V)):\n        V[s] = (R[s] + gamma * P[s] @ V).max()\n    return V"
# [[change]]
# question = "q2"
# old = "new = bellman_optimality_operator(V, P, R, gamma)"
# new = "new = (R + gamma * P @ V).max(axis=1)"
# [[change]]
# question = "q3"
# old = "probs = np.full(len(q), eps / len(q))"
# new = "eps = 1 - eps\n    probs = np.full(len(q), eps / len(q))"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_next.max(axis=1))"
# new = "r + gamma * (1 - done) * q_next.max(axis=1)"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_target[np.arange(len(r)), best])"
# new = "r + gamma * (1 - done) * q_target[np.arange(len(r)), best]"
# [[change]]
# question = "q5"
# old = "softmax(logits)"
# new = "np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)"
# [[change]]
# question = "q6"
# old = "after = delta[t] + gamma * lam * going_on[t] * after"
# new = "after = delta[t] + gamma * going_on[t] * after"
# ///

# /// solution
# why = "Cuts the returns to whole numbers, like an array that was made like a reward of whole numbers. Takes the first axis of P for the next state. Explores among the other actions only. The online network chooses and judges. Differentiates π instead of log π. Returns the errors of single steps."
# scores = { q1 = 2, q2 = 4.5, q3 = 3, q4 = 1.5, q5 = 0, q6 = 2 }
# fails = { q1 = ["episodes"], q2 = ["two rounds", "rounds from any V"], q3 = ["a tenth of curiosity", "chances of actions", "equal actions, no curiosity, nothing else, one action"], q4 = ["one chooses, the other one judges", "batches of double DQN", "equal opinions, nonsense after the end, one action"], q5 = ["two steps", "a baseline, and the sum", "episodes", "sums, one step, logits of a thousand, a perfect critic"], q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"] }
# misconception = { q2 = "T13.1/P_transposed", q3 = "T13.2/eps_excludes_best", q4 = "T13.2/online_alone", q5 = "T13.3/prob_not_log", q6 = "T13.4/one_step" }
# [[change]]
# question = "q1"
# old = "G, after = np.zeros(len(r)), bootstrap"
# new = "G, after = np.zeros_like(r), bootstrap"
# [[change]]
# question = "q2"
# old = "return (R + gamma * P @ V).max(axis=1)"
# new = 'return (R + gamma * np.einsum("tas,t->sa", P, V)).max(axis=1)'
# [[change]]
# question = "q2"
# old = "new = bellman_optimality_operator(V, P, R, gamma)"
# new = "new = (R + gamma * P @ V).max(axis=1)"
# [[change]]
# question = "q3"
# old = "probs = np.full(len(q), eps / len(q))"
# new = "probs = np.full(len(q), eps / (len(q) - 1))"
# [[change]]
# question = "q3"
# old = "probs[np.argmax(q)] += 1 - eps"
# new = "probs[np.argmax(q)] = 1 - eps"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_target[np.arange(len(r)), best])"
# new = "np.where(done, r, r + gamma * q_online[np.arange(len(r)), best])"
# [[change]]
# question = "q5"
# old = '    return grad / len(logits) if reduction == "mean" else grad'
# new = "    grad = grad * softmax(logits)[np.arange(len(a)), a][:, None]\n    return grad / len(logits) if reduction == \"mean\" else grad"
# [[change]]
# question = "q6"
# old = "    return A"
# new = "    return delta"
# ///

# /// solution
# why = "Takes the first axis of P for the next state."
# scores = { q2 = 4.5 }
# fails = { q2 = ["two rounds", "rounds from any V"] }
# misconception = { q2 = "T13.1/P_transposed" }
# [[change]]
# question = "q2"
# old = "return (R + gamma * P @ V).max(axis=1)"
# new = 'return (R + gamma * np.einsum("tas,t->sa", P, V)).max(axis=1)'
# [[change]]
# question = "q2"
# old = "new = bellman_optimality_operator(V, P, R, gamma)"
# new = "new = (R + gamma * P @ V).max(axis=1)"
# ///

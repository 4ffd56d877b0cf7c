# /// solution
# why = "Uses new values within a round."
# scores = { q2 = 4.5 }
# fails = { q2 = ["two rounds", "rounds from any V"] }
# misconception = { q2 = "T13.1/inplace_sweep" }
# [[change]]
# question = "q2"
# old = "return (R + gamma * P @ V).max(axis=1)"
# new = "V = V.astype(float)\n    for s in range(len(V)):\n        V[s] = (R[s] + gamma * P[s] @ V).max()\n    return V"
# [[change]]
# question = "q2"
# old = "new = bellman_optimality_operator(V, P, R, gamma)"
# new = "new = (R + gamma * P @ V).max(axis=1)"
# ///

# /// solution
# why = "Each row runs where it wants."
# scores = { q4 = 2 }
# fails = { q4 = ["a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# misconception = { q4 = "T14.1/no_decorrelation" }
# [[change]]
# question = "q4"
# old = "W = symmetric_decorrelation(g.T @ Z / len(Z) - slope.mean(axis=0)[:, None] * W)"
# new = "W = g.T @ Z / len(Z) - slope.mean(axis=0)[:, None] * W\n        W = W / np.linalg.norm(W, axis=1, keepdims=True)"
# [[change]]
# question = "q4"
# old = "W = symmetric_decorrelation(W0)"
# new = "W = W0 / np.linalg.norm(W0, axis=1, keepdims=True)"
# ///

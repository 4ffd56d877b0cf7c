# /// solution
# why = "Multiplies by the inverse, not by its root."
# scores = { q4 = 0 }
# fails = { q4 = ["a slanted pair of rows", "cubes", "rows at right angles", "a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# misconception = { q4 = "T14.1/full_inverse" }
# [[change]]
# question = "q4"
# old = "    P, _, Qt = np.linalg.svd(W)\n    return P @ Qt"
# new = "    return np.linalg.inv(W @ W.T) @ W"
# ///

# /// solution
# why = "Brings each row to length 1."
# scores = { q4 = 0.5 }
# fails = { q4 = ["a slanted pair of rows", "rows at right angles", "a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# misconception = { q4 = "T14.1/rows_normalised" }
# [[change]]
# question = "q4"
# old = "    P, _, Qt = np.linalg.svd(W)\n    return P @ Qt"
# new = "    return W / np.linalg.norm(W, axis=1, keepdims=True)"
# ///

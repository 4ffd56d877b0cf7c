# /// solution
# why = "Gram and Schmidt: the first row keeps its direction."
# scores = { q4 = 0.5 }
# fails = { q4 = ["a slanted pair of rows", "rows at right angles", "a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# misconception = { q4 = "T14.1/one_after_another" }
# [[change]]
# question = "q4"
# old = "    P, _, Qt = np.linalg.svd(W)\n    return P @ Qt"
# new = "    Q, R = np.linalg.qr(W.T)\n    return (Q * np.sign(np.diag(R))).T"
# ///

# /// solution
# why = "One mean over all pairs."
# scores = { q4 = 1.75 }
# fails = { q4 = ["pair by pair", "deviances", "nobody, and large scales"] }
# misconception = { q4 = "T12.2/one_mean" }
# [[change]]
# question = "q4"
# old = "return sum(part.mean() for part in (near, far) if len(part) > 0)"
# new = "both = np.concatenate([near, far])\n    return both.mean() if len(both) else 0.0"
# ///

# /// solution
# why = "Takes the exponentials as they stand."
# scores = { q2 = 4 }
# fails = { q2 = ["empty sets and large exponents"] }
# misconception = { q2 = "T12.2/overflow" }
# [[change]]
# question = "q2"
# old = "yield x, np.maximum(x.max(axis=1, keepdims=True), 0)"
# new = "yield x, np.zeros((len(S), 1))"
# ///

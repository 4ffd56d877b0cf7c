# /// solution
# why = "Takes the own text out after the softmax and divides by what is left."
# scores = { q6 = 2.5 }
# fails = { q6 = ["two texts, equal ones, a sure positive"] }
# [[change]]
# question = "q6"
# old = "    np.fill_diagonal(others, -np.inf)\n    return np.exp(log_softmax(others))"
# new = "    p = np.exp(log_softmax(others))\n    np.fill_diagonal(p, 0)\n    return p / p.sum(axis=1, keepdims=True)"
# ///

# /// solution
# why = "Forgets the rows above."
# scores = { q1 = 2 }
# fails = { q1 = ["a filter of three by three", "filters of several sizes", "a filter of one pixel, large filters"] }
# [[change]]
# question = "q1"
# old = "    return before.reshape(k, k).astype(float)"
# new = "    return before.reshape(k, k) * (np.arange(k)[:, None] == k // 2) * 1.0"
# ///

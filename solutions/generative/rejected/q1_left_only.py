# /// solution
# why = "Sees only what is to the left, in all rows."
# scores = { q1 = 2 }
# fails = { q1 = ["a filter of three by three", "filters of several sizes", "a filter of one pixel, large filters"] }
# misconception = { q1 = "T10.1/left_only" }
# [[change]]
# question = "q1"
# old = "    return before.reshape(k, k).astype(float)"
# new = "    return before.reshape(k, k) * (np.arange(k) <= k // 2) * 1.0"
# ///

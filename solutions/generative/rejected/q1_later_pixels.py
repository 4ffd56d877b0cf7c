# /// solution
# why = "Sees what comes after."
# scores = { q1 = 2 }
# fails = { q1 = ["a filter of three by three", "filters of several sizes", "a filter of one pixel, large filters"] }
# misconception = { q1 = "T10.1/later_pixels" }
# [[change]]
# question = "q1"
# old = "    return before.reshape(k, k).astype(float)"
# new = "    return before[::-1].reshape(k, k).astype(float)"
# ///

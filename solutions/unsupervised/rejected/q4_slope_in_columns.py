# /// solution
# why = "Multiplies columns of W by the slopes."
# scores = { q4 = 2 }
# fails = { q4 = ["a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# [[change]]
# question = "q4"
# old = "slope.mean(axis=0)[:, None] * W"
# new = "slope.mean(axis=0) * W"
# ///

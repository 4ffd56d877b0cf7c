# /// solution
# why = "Sums over the last axis alone."
# scores = { q3 = 4 }
# fails = { q3 = ["bounds"] }
# [[change]]
# question = "q3"
# old = "pixels.reshape(len(x), -1).sum(axis=1)"
# new = "pixels.sum(axis=-1)"
# ///

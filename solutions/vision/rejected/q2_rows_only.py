# /// solution
# why = "Rolls rows only."
# scores = { q2 = 3.5 }
# fails = { q2 = ["sixteen tokens", "rolled, and back"] }
# misconception = { q2 = "T9.2/rows_only" }
# [[change]]
# question = "q2"
# old = "np.roll(x, (-s, -s), axis=(1, 2))"
# new = "np.roll(x, -s, axis=1)"
# ///

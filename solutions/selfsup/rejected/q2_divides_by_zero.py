# /// solution
# why = "A row of zeros becomes nan."
# scores = { q2 = 4 }
# fails = { q2 = ["two rows, and one of zeros", "cosines of several batches"] }
# [[change]]
# question = "q2"
# old = "X / np.where(long > 0, long, 1)"
# new = "X / long"
# ///

# /// solution
# why = "Takes the seed 0 for none."
# scores = { q1 = 2.5 }
# fails = { q1 = ["shuffled batches"] }
# [[change]]
# question = "q1"
# old = "if seed is None:"
# new = "if not seed:"
# ///

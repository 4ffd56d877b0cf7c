# /// solution
# why = "The anchor only follows its positive."
# scores = { q1 = 3 }
# fails = { q1 = ["an active triplet and an inactive one", "gradients of batches", "brackets of exactly 0"] }
# misconception = { q1 = "T12.1/anchor_by_positive_only" }
# [[change]]
# question = "q1"
# old = "return 2 * active * (f_n - f_p)"
# new = "return 2 * active * (f_a - f_p)"
# ///

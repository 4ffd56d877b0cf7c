# /// solution
# why = "Negatives before positives."
# scores = { q1 = 3 }
# fails = { q1 = ["an active triplet and an inactive one", "gradients of batches", "brackets of exactly 0"] }
# [[change]]
# question = "q1"
# old = "-2 * active * (f_a - f_p), 2 * active * (f_a - f_n)"
# new = "2 * active * (f_a - f_n), -2 * active * (f_a - f_p)"
# ///

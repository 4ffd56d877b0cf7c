# /// solution
# why = "Forgets the 2 of the square."
# scores = { q1 = 3 }
# fails = { q1 = ["an active triplet and an inactive one", "gradients of batches", "brackets of exactly 0"] }
# misconception = { q1 = "T12.1/no_factor_2" }
# [[change]]
# question = "q1"
# old = "return 2 * active * (f_n - f_p), -2 * active * (f_a - f_p), 2 * active * (f_a - f_n)"
# new = "return active * (f_n - f_p), active * (f_p - f_a), active * (f_a - f_n)"
# ///

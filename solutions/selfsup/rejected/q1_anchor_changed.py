# /// solution
# why = "Subtracts the positives in place."
# scores = { q1 = 4 }
# fails = { q1 = ["losses of batches"] }
# [[change]]
# question = "q1"
# old = "    near, far = ((f_a - f_p) ** 2).sum(axis=1), ((f_a - f_n) ** 2).sum(axis=1)\n    return"
# new = "    far = ((f_a - f_n) ** 2).sum(axis=1)\n    f_p -= f_a\n    near = (f_p**2).sum(axis=1)\n    return"
# ///

# /// solution
# why = "The logarithm of an infinite number."
# scores = { q1 = 3 }
# fails = { q1 = ["a thousand on either side"] }
# misconception = { q1 = "T3.1/softplus_overflow" }
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0)  # SOLUTION"
# new = "return np.maximum(0, z)"
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))"
# new = "return np.log(1 + np.exp(z))"
# ///

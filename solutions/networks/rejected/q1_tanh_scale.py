# /// solution
# why = "Stretches the sigmoid, but only upwards."
# scores = { q1 = 1.5 }
# fails = { q1 = ["two curves at 0 and 1", "curves on random arrays", "a thousand on either side"] }
# misconception = { q1 = "T3.1/tanh_scale" }
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0)  # SOLUTION"
# new = "return np.maximum(0, z)"
# [[change]]
# question = "q1"
# old = "return np.tanh(z)"
# new = "return 2 / (1 + np.exp(-z)) - 1"
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))"
# new = "return np.logaddexp(z, 0).astype(z.dtype)"
# ///

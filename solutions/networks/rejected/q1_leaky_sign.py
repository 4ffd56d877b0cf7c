# /// solution
# why = "Leaks upwards."
# scores = { q1 = 2.5 }
# fails = { q1 = ["two hinges at -2 and 1", "hinges on random arrays", "hinges at 0 and far from it"] }
# misconception = { q1 = "T3.1/leaky_sign" }
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0)  # SOLUTION"
# new = "return np.maximum(0, z)"
# [[change]]
# question = "q1"
# old = "return np.where(z > 0, z, slope * z)"
# new = "return np.where(z > 0, z, -slope * z)"
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))"
# new = "return np.logaddexp(z, 0).astype(z.dtype)"
# ///

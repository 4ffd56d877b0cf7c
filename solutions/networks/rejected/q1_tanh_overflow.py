# /// solution
# why = "The formula of the table as it stands."
# scores = { q1 = 3 }
# fails = { q1 = ["a thousand on either side"] }
# misconception = { q1 = "T3.1/tanh_overflow" }
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0)  # SOLUTION"
# new = "return np.maximum(0, z)"
# [[change]]
# question = "q1"
# old = "return np.tanh(z)"
# new = "return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))"
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))"
# new = "return np.logaddexp(z, 0).astype(z.dtype)"
# ///

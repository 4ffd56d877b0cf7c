# /// solution
# why = "Gives the slope instead of the value."
# scores = { q1 = 3 }
# fails = { q1 = ["hinges on random arrays", "hinges at 0 and far from it"] }
# misconception = { q1 = "T3.1/relu_step" }
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0)  # SOLUTION"
# new = "return (z > 0).astype(z.dtype)"
# [[change]]
# question = "q1"
# old = "return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))"
# new = "return np.logaddexp(z, 0).astype(z.dtype)"
# ///

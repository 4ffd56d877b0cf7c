# /// solution
# why = "Nothing to start with."
# scores = { q6 = 0 }
# misconception = { q6 = "T3.9/no_seed" }
# [[change]]
# question = "q6"
# old = "self.grad = self.grad + 1"
# new = "self.grad = np.zeros_like(self.data)"
# ///

# /// solution
# why = "0.9 in place of beta1."
# scores = { q4 = 2.5 }
# misconception = { q4 = "T4.3/fixed_betas" }
# [[change]]
# question = "q4"
# old = "self.beta1 * self.m + (1 - self.beta1) * grad"
# new = "0.9 * self.m + 0.1 * grad"
# ///

# /// solution
# why = "Swaps the two decay rates."
# scores = { q4 = 1 }
# fails = { q4 = ["first step of the paper form", "lecture form", "paper form", "defaults of the header"] }
# misconception = { q4 = "T4.3/betas_swapped" }
# [[change]]
# question = "q4"
# old = "self.m = self.beta1 * self.m + (1 - self.beta1)"
# new = "self.m = self.beta2 * self.m + (1 - self.beta2)"
# [[change]]
# question = "q4"
# old = "self.v = self.beta2 * self.v + (1 - self.beta2)"
# new = "self.v = self.beta1 * self.v + (1 - self.beta1)"
# ///

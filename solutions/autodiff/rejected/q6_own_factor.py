# /// solution
# why = "The share of a factor is that factor."
# scores = { q6 = 0 }
# misconception = { q6 = "T3.9/own_factor" }
# [[change]]
# question = "q6"
# old = "[(self, lambda g: g * factor.data), (factor, lambda g: g * self.data)]"
# new = "[(self, lambda g: g * self.data), (factor, lambda g: g * factor.data)]"
# ///

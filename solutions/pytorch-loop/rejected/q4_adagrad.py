# /// solution
# why = "Sums the squares."
# scores = { q4 = 0 }
# misconception = { q4 = "T4.8/sum_in_rmsprop" }
# [[change]]
# question = "q4"
# old = "s.mul_(self.rho).add_((1 - self.rho) * p.grad**2)"
# new = "s += p.grad**2"
# ///

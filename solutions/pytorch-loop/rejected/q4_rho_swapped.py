# /// solution
# why = "ρ weighs the new square."
# scores = { q4 = 0 }
# misconception = { q4 = "T4.8/rho_swapped" }
# [[change]]
# question = "q4"
# old = "s.mul_(self.rho).add_((1 - self.rho) * p.grad**2)"
# new = "s.mul_(1 - self.rho).add_(self.rho * p.grad**2)"
# ///

# /// solution
# why = "Steps with the mean before this gradient."
# scores = { q4 = 0 }
# misconception = { q4 = "T4.8/old_squares" }
# [[change]]
# question = "q4"
# old = '''                s.mul_(self.rho).add_((1 - self.rho) * p.grad**2)
#                 p -= self.lr * p.grad / (s.sqrt() + self.eps)'''
# new = '''                p -= self.lr * p.grad / (s.sqrt() + self.eps)
#                 s.mul_(self.rho).add_((1 - self.rho) * p.grad**2)'''
# ///

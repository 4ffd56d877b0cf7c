# /// solution
# why = "Makes new parameters that no model knows."
# scores = { q4 = 0 }
# [[change]]
# question = "q4"
# old = "p -= self.lr * p.grad / (s.sqrt() + self.eps)"
# new = "p = p - self.lr * p.grad / (s.sqrt() + self.eps)"
# ///

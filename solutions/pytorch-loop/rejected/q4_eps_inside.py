# /// solution
# why = "Adds ε under the root."
# scores = { q4 = 1 }
# fails = { q4 = ["four steps", "the default of ε, and two optimizers"] }
# [[change]]
# question = "q4"
# old = "(s.sqrt() + self.eps)"
# new = "(s + self.eps).sqrt()"
# ///

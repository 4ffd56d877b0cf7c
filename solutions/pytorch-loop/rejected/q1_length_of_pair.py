# /// solution
# why = "The length of the pair."
# scores = { q1 = 0 }
# misconception = { q1 = "T0.3/length_of_pair" }
# [[change]]
# question = "q1"
# old = "return len(self.X)"
# new = "return len((self.X, self.Y))"
# ///

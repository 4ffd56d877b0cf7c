# /// solution
# why = "A relu after the last layer, too."
# scores = { q6 = 1.5 }
# [[change]]
# question = "q6"
# old = "for layer in self.layers[:-1]:"
# new = "for layer in self.layers:"
# [[change]]
# question = "q6"
# old = "return self.layers[-1](x)"
# new = "return x"
# ///

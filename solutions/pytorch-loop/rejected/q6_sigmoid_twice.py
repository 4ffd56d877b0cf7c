# /// solution
# why = "A sigmoid at the end, and a loss that has one."
# scores = { q6 = 1.5 }
# misconception = { q6 = "T0.4/sigmoid_twice" }
# [[change]]
# question = "q6"
# old = "return self.layers[-1](x)"
# new = "return torch.sigmoid(self.layers[-1](x))"
# ///

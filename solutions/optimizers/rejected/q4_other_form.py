# /// solution
# why = "Corrects when it should not, and the reverse."
# scores = { q4 = 1 }
# fails = { q4 = ["first step of the paper form", "lecture form", "paper form", "defaults of the header"] }
# misconception = { q4 = "T4.3/other_form" }
# [[change]]
# question = "q4"
# old = "if self.bias_correction:"
# new = "if not self.bias_correction:"
# ///

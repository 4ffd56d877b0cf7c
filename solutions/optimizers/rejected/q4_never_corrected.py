# /// solution
# why = "The lecture's form, always."
# scores = { q4 = 3 }
# misconception = { q4 = "T4.3/never_corrected" }
# [[change]]
# question = "q4"
# old = "if self.bias_correction:"
# new = "if False:"
# ///

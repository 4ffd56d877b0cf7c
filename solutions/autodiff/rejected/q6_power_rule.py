# /// solution
# why = "Forgets to lower the exponent."
# scores = { q6 = 1 }
# misconception = { q6 = "T3.9/power_rule" }
# [[change]]
# question = "q6"
# old = "self.data ** (n - 1)"
# new = "self.data**n"
# ///

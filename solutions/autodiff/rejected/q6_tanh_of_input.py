# /// solution
# why = "Puts the input into 1 − tanh²."
# scores = { q6 = 3 }
# misconception = { q6 = "T3.9/tanh_of_input" }
# [[change]]
# question = "q6"
# old = "(1 - result**2)"
# new = "(1 - self.data**2)"
# ///

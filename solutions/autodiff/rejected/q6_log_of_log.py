# /// solution
# why = "Divides by the logarithm."
# scores = { q6 = 6.5 }
# misconception = { q6 = "T3.9/log_of_log" }
# [[change]]
# question = "q6"
# old = "lambda g: g / self.data"
# new = "lambda g: g / np.log(self.data)"
# ///

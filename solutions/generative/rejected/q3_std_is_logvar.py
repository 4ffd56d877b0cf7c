# /// solution
# why = "Multiplies by the logarithm of the variance."
# scores = { q3 = 3.5 }
# fails = { q3 = ["the Gaussian of the text", "draws"] }
# misconception = { q3 = "T10.2/std_is_logvar" }
# [[change]]
# question = "q3"
# old = "np.exp(logvar / 2) * eps"
# new = "logvar * eps"
# ///

# /// solution
# why = "Adds the noise as it is."
# scores = { q3 = 3.5 }
# fails = { q3 = ["the Gaussian of the text", "draws"] }
# misconception = { q3 = "T10.2/noise_unscaled" }
# [[change]]
# question = "q3"
# old = "np.exp(logvar / 2) * eps"
# new = "eps"
# ///

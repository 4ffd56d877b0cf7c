# /// solution
# why = "Takes e to the logarithm of the variance for σ."
# scores = { q3 = 0 }
# fails = { q3 = ["the Gaussian of the text", "two pixels", "draws", "divergences", "standard, narrow, wide and single Gaussians", "bounds", "grey values, β = 0, sure decoders"] }
# misconception = { q3 = "T10.2/logvar_as_std" }
# [[change]]
# question = "q3"
# old = "np.exp(logvar / 2) * eps"
# new = "np.exp(logvar) * eps"
# [[change]]
# question = "q3"
# old = "(np.exp(logvar) + mu**2 - 1 - logvar)"
# new = "(np.exp(2 * logvar) + mu**2 - 1 - 2 * logvar)"
# ///

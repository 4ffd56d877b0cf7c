# /// solution
# why = "Has the sign of the formula that the loss adds."
# scores = { q3 = 1 }
# fails = { q3 = ["the Gaussian of the text", "two pixels", "divergences", "standard, narrow, wide and single Gaussians", "bounds", "grey values, β = 0, sure decoders"] }
# misconception = { q3 = "T10.2/kl_sign" }
# [[change]]
# question = "q3"
# old = "(np.exp(logvar) + mu**2 - 1 - logvar).sum"
# new = "-(np.exp(logvar) + mu**2 - 1 - logvar).sum"
# ///

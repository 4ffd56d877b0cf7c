# /// solution
# why = "Forgets the 1."
# scores = { q3 = 1 }
# fails = { q3 = ["the Gaussian of the text", "two pixels", "divergences", "standard, narrow, wide and single Gaussians", "bounds", "grey values, β = 0, sure decoders"] }
# [[change]]
# question = "q3"
# old = "mu**2 - 1 - logvar"
# new = "mu**2 - logvar"
# ///

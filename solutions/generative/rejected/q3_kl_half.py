# /// solution
# why = "Forgets the half."
# scores = { q3 = 1 }
# fails = { q3 = ["the Gaussian of the text", "two pixels", "divergences", "standard, narrow, wide and single Gaussians", "bounds", "grey values, β = 0, sure decoders"] }
# misconception = { q3 = "T10.2/kl_half" }
# [[change]]
# question = "q3"
# old = "- logvar).sum(axis=1) / 2"
# new = "- logvar).sum(axis=1)"
# ///

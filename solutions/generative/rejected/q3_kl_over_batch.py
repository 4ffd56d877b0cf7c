# /// solution
# why = "Sums over the batch."
# scores = { q3 = 1 }
# fails = { q3 = ["the Gaussian of the text", "two pixels", "divergences", "standard, narrow, wide and single Gaussians", "bounds", "grey values, β = 0, sure decoders"] }
# [[change]]
# question = "q3"
# old = "- logvar).sum(axis=1) / 2"
# new = "- logvar).sum(axis=0) / 2"
# ///

# /// solution
# why = "Weighs the pixels."
# scores = { q3 = 3 }
# fails = { q3 = ["two pixels", "bounds", "grey values, β = 0, sure decoders"] }
# misconception = { q3 = "T10.2/beta_recon" }
# [[change]]
# question = "q3"
# old = "pixels.reshape(len(x), -1).sum(axis=1) - beta * gaussian_kl"
# new = "beta * pixels.reshape(len(x), -1).sum(axis=1) - gaussian_kl"
# ///

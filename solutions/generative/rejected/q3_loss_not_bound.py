# /// solution
# why = "Returns the loss."
# scores = { q3 = 3 }
# fails = { q3 = ["two pixels", "bounds", "grey values, β = 0, sure decoders"] }
# misconception = { q3 = "T10.2/loss_not_bound" }
# [[change]]
# question = "q3"
# old = "return pixels.reshape(len(x), -1).sum(axis=1) - beta * gaussian_kl(mu, logvar)"
# new = "return beta * gaussian_kl(mu, logvar) - pixels.reshape(len(x), -1).sum(axis=1)"
# ///

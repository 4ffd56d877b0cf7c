# /// solution
# why = "λ weighs the variance, μ the invariance."
# scores = { q6 = 3.75 }
# fails = { q6 = ["weights and batches"] }
# misconception = { q6 = "T12.7/weights_exchanged" }
# [[change]]
# question = "q6"
# old = "lam * invariance_term(z1, z2) + mu * spread"
# new = "mu * invariance_term(z1, z2) + lam * spread"
# ///

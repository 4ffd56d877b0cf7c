# /// solution
# why = "Swaps the two decay rates."
# scores = { q4 = 2 }
# fails = { q4 = ["lecture form", "paper form", "defaults of the header"] }
# misconception = { q4 = "T4.3/betas_swapped" }
# [[change]]
# question = "q4"
# old = "= lr, beta1, beta2, eps"
# new = "= lr, beta2, beta1, eps"
# ///

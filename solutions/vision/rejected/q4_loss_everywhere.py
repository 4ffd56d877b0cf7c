# /// solution
# why = "Averages over all patches."
# scores = { q4 = 2 }
# fails = { q4 = ["two patches, one of them removed", "losses of pixels", "losses of normalised patches", "one removed patch, all removed, a patch without structure"] }
# misconception = { q4 = "T9.4/loss_everywhere" }
# [[change]]
# question = "q4"
# old = "np.mean((pred - target)[mask] ** 2)"
# new = "np.mean((pred - target) ** 2)"
# ///

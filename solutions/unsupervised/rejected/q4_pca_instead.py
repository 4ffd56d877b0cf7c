# /// solution
# why = "Whitens and turns, without a step."
# scores = { q4 = 1.5 }
# fails = { q4 = ["cubes", "a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# misconception = { q4 = "T14.1/pca_instead" }
# [[change]]
# question = "q4"
# old = "range(n_iter)"
# new = "range(0)"
# ///

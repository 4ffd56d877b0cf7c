# /// solution
# why = "Draws from a generator without the seed."
# scores = { q7 = 3 }
# fails = { q7 = ["another world, another way", "same seed, same policy"] }
# [[change]]
# question = "q7"
# old = "np.random.default_rng(seed)"
# new = "np.random.default_rng()"
# ///

# /// solution
# why = "Returns W first."
# scores = { q4 = 1.5 }
# fails = { q4 = ["cubes", "a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# [[change]]
# question = "q4"
# old = "return Z @ W.T, W"
# new = "return W, Z @ W.T"
# ///

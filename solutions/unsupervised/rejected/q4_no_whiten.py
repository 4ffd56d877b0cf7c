# /// solution
# why = "Only centres the data."
# scores = { q4 = 2 }
# fails = { q4 = ["a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# misconception = { q4 = "T14.1/no_whiten" }
# [[change]]
# question = "q4"
# old = "whiten_zca(X)"
# new = "X - X.mean(axis=0)"
# ///

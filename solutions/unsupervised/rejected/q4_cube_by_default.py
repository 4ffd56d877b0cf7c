# /// solution
# why = "Takes the cube unless told otherwise."
# scores = { q4 = 2 }
# fails = { q4 = ["a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# [[change]]
# question = "q4"
# old = "fun=\"tanh\""
# new = "fun=\"cube\""
# ///

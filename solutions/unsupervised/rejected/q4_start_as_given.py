# /// solution
# why = "Takes the start as it is."
# scores = { q4 = 4 }
# fails = { q4 = ["no step, one signal, a slanted start"] }
# [[change]]
# question = "q4"
# old = "symmetric_decorrelation(W0)"
# new = "W0"
# ///

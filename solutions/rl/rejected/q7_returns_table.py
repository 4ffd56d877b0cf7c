# /// solution
# why = "Returns the table."
# scores = { q7 = 0 }
# fails = { q7 = ["around the wall", "another world, another way", "three worlds, two agents each", "same seed, same policy"] }
# [[change]]
# question = "q7"
# old = "return Q.argmax(axis=1)"
# new = "return Q"
# ///

# /// solution
# why = "The farthest unit wins."
# scores = { q5 = 0 }
# fails = { q5 = ["winners", "the net of four", "winners of many samples", "maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# misconception = { q5 = "T14.3/farthest" }
# [[change]]
# question = "q5"
# old = "np.argmin"
# new = "np.argmax"
# ///

# /// solution
# why = "Changes the map that it was given."
# scores = { q5 = 1.5 }
# fails = { q5 = ["the net of four", "maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# [[change]]
# question = "q5"
# old = "return W + lr * h[:, None] * (x - W)"
# new = "W += lr * h[:, None] * (x - W)\n    return W"
# ///

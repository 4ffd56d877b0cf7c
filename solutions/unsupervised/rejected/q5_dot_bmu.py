# /// solution
# why = "The largest product wins."
# scores = { q5 = 0 }
# fails = { q5 = ["winners", "the net of four", "winners of many samples", "maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# misconception = { q5 = "T14.3/dot_bmu" }
# [[change]]
# question = "q5"
# old = "int(np.argmin(((W - x) ** 2).sum(axis=1)))"
# new = "int(np.argmax(W @ x))"
# ///

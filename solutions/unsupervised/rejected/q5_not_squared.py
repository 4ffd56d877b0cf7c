# /// solution
# why = "Takes the distance in the net as it is."
# scores = { q5 = 1.5 }
# fails = { q5 = ["the net of four", "maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# [[change]]
# question = "q5"
# old = "np.exp(-steps"
# new = "np.exp(-np.sqrt(steps)"
# ///

# /// solution
# why = "Moves the winner alone."
# scores = { q5 = 1.5 }
# fails = { q5 = ["the net of four", "maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# misconception = { q5 = "T14.3/winner_only" }
# [[change]]
# question = "q5"
# old = "h = np.exp(-steps / (2 * sigma**2))"
# new = "h = np.arange(len(W)) == som_bmu(W, x)"
# ///

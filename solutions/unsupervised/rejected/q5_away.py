# /// solution
# why = "Moves away from the sample."
# scores = { q5 = 1.5 }
# fails = { q5 = ["the net of four", "maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# misconception = { q5 = "T14.3/away" }
# [[change]]
# question = "q5"
# old = "W + lr"
# new = "W - lr"
# ///

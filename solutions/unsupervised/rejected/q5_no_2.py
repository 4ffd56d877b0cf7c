# /// solution
# why = "Divides by σ²."
# scores = { q5 = 1.5 }
# fails = { q5 = ["the net of four", "maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# [[change]]
# question = "q5"
# old = "(2 * sigma**2)"
# new = "sigma**2"
# ///

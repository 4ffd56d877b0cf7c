# /// solution
# why = "Measures the neighbourhood among the data."
# scores = { q5 = 2 }
# fails = { q5 = ["maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# misconception = { q5 = "T14.3/weight_distance" }
# [[change]]
# question = "q5"
# old = "((grid - grid[som_bmu(W, x)]) ** 2)"
# new = "((W - W[som_bmu(W, x)]) ** 2)"
# ///

# /// solution
# why = "Divides by 2σ."
# scores = { q5 = 2 }
# fails = { q5 = ["maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# misconception = { q5 = "T14.3/sigma_not_squared" }
# [[change]]
# question = "q5"
# old = "(2 * sigma**2)"
# new = "(2 * sigma)"
# ///

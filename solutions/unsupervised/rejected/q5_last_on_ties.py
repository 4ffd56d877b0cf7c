# /// solution
# why = "The last of equally near units wins."
# scores = { q5 = 2 }
# fails = { q5 = ["winners", "winners of many samples", "ties, a net of triangles, one unit, whole steps and none"] }
# misconception = { q5 = "T14.3/last_on_ties" }
# [[change]]
# question = "q5"
# old = "int(np.argmin(((W - x) ** 2).sum(axis=1)))"
# new = "len(W) - 1 - int(np.argmin(((W - x) ** 2).sum(axis=1)[::-1]))"
# ///

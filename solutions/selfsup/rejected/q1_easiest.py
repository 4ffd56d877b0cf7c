# /// solution
# why = "Hard triplets with the nearest positive and the farthest negative."
# scores = { q1 = 3.75 }
# fails = { q1 = ["one positive, four negatives", "hard triplets"] }
# misconception = { q1 = "T12.1/easiest" }
# [[change]]
# question = "q1"
# old = "key=lambda p: -D[a, p]"
# new = "key=lambda p: D[a, p]"
# [[change]]
# question = "q1"
# old = "near[np.argmin(D[a, near])]"
# new = "near[np.argmax(D[a, near]) if kind == \"hard\" else np.argmin(D[a, near])]"
# ///

# /// solution
# why = "Returns the action with the smallest Q."
# scores = { q7 = 0.5 }
# fails = { q7 = ["around the wall", "another world, another way", "three worlds, two agents each"] }
# misconception = { q7 = "T13.2/worst_action" }
# [[change]]
# question = "q7"
# old = "return Q.argmax(axis=1)"
# new = "return Q.argmin(axis=1)"
# ///

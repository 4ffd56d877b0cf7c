# /// solution
# why = "The last of several best epochs."
# scores = { q5 = 3 }
# misconception = { q5 = "T0.4/last_of_ties" }
# [[change]]
# question = "q5"
# old = "val < least"
# new = "val <= least"
# ///

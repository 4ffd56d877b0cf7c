# /// solution
# why = "The bias gets the delta of every sample."
# scores = { q2 = 0 }
# misconception = { q2 = "T3.5/db_missing" }
# [[change]]
# question = "q2"
# old = "u.sum(axis=0)"
# new = "u"
# ///

# /// solution
# why = "Returns the delta of the first layer in place of dX."
# scores = { q2 = 0 }
# misconception = { q2 = "T3.5/stops_at_z" }
# [[change]]
# question = "q2"
# old = "return dWs[::-1], dbs[::-1], flowing"
# new = "return dWs[::-1], dbs[::-1], u"
# ///

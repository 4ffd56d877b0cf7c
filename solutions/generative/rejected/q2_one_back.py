# /// solution
# why = "The sum starts anew at every step."
# scores = { q2 = 3 }
# fails = { q2 = ["NADE", "NADE with one entry, one unit, large weights"] }
# [[change]]
# question = "q2"
# old = "a = a + x[:, d, None]"
# new = "a = c + x[:, d, None]"
# ///

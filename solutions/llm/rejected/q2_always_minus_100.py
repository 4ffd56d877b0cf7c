# /// solution
# why = "Does not look at ignore_index."
# scores = { q2 = 3.5 }
# fails = { q2 = ["another mark for padding"] }
# [[change]]
# question = "q2"
# old = "following != ignore_index"
# new = "following != -100"
# ///

# /// solution
# why = "Shuffles without the seed."
# scores = { q1 = 2.5 }
# fails = { q1 = ["shuffled batches"] }
# [[change]]
# question = "q1"
# old = "shuffle=True, generator=source)"
# new = "shuffle=True)"
# ///

# /// solution
# why = "Stops after one pass with tiny steps."
# scores = { q6 = 3 }
# fails = { q6 = ["new reviews"] }
# [[change]]
# question = "q6"
# old = "for _ in range(40):"
# new = "for _ in range(1):"
# [[change]]
# question = "q6"
# old = "lr=0.01"
# new = "lr=0.0003"
# ///

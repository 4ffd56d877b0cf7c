# /// solution
# why = "Repeats a thousand times, whatever tol is."
# scores = { q2 = 4.5 }
# fails = { q2 = ["the best of both", "few rounds, equal actions"] }
# [[change]]
# question = "q2"
# old = "    while moved > tol:"
# new = "    for _ in range(1000):"
# ///

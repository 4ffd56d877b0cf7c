# /// solution
# why = "A sees the centre, B does not."
# scores = { q1 = 2 }
# fails = { q1 = ["a filter of three by three", "filters of several sizes", "a filter of one pixel, large filters"] }
# misconception = { q1 = "T10.1/A_B_swapped" }
# [[change]]
# question = "q1"
# old = "(kind == \"B\")"
# new = "(kind == \"A\")"
# ///

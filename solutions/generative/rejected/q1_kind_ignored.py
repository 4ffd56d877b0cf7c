# /// solution
# why = "Always gives mask A."
# scores = { q1 = 2 }
# fails = { q1 = ["a filter of three by three", "filters of several sizes", "a filter of one pixel, large filters"] }
# [[change]]
# question = "q1"
# old = "k * k // 2 + (kind == \"B\")"
# new = "k * k // 2"
# ///

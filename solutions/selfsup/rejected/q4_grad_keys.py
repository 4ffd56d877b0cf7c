# /// solution
# why = "Keys get a gradient."
# scores = { q4 = 3.25 }
# fails = { q4 = ["one query, two old keys", "who learns"] }
# misconception = { q4 = "T12.4/grad_keys" }
# [[change]]
# question = "q4"
# old = "(q, k.detach())"
# new = "(q, k)"
# ///

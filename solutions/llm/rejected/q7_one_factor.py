# /// solution
# why = "Counts A alone."
# scores = { q7 = 2 }
# fails = { q7 = ["other sizes", "one layer of GPT-2"] }
# misconception = { q7 = "T8.7/one_factor" }
# [[change]]
# question = "q7"
# old = "r * (d + k)"
# new = "r * k"
# ///

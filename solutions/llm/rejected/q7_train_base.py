# /// solution
# why = "Counts the frozen matrix, too."
# scores = { q7 = 2 }
# fails = { q7 = ["other sizes", "one layer of GPT-2"] }
# misconception = { q7 = "T8.7/train_base" }
# [[change]]
# question = "q7"
# old = "r * (d + k)"
# new = "d * k + r * (d + k)"
# ///

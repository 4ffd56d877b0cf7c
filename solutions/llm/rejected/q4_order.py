# /// solution
# why = "The worse answer minus the better one."
# scores = { q4 = 1.5 }
# fails = { q4 = ["random rankings", "pairs, ties and rewards far apart", "two answers and four"] }
# misconception = { q4 = "T8.4/order" }
# [[change]]
# question = "q4"
# old = "r[:, worse] - r[:, better]"
# new = "r[:, better] - r[:, worse]"
# ///

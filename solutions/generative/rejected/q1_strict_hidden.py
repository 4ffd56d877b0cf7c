# /// solution
# why = "Is strict everywhere."
# scores = { q1 = 2 }
# fails = { q1 = ["the masks of the text", "one hidden layer", "several hidden layers, one input, units that see all"] }
# misconception = { q1 = "T10.1/strict_hidden" }
# [[change]]
# question = "q1"
# old = "above[:, None] >= below"
# new = "above[:, None] > below"
# ///

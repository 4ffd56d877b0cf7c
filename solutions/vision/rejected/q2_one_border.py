# /// solution
# why = "Looks at rows only."
# scores = { q2 = 3 }
# fails = { q2 = ["who may see whom", "masks", "no shift, one window"] }
# misconception = { q2 = "T9.2/one_border" }
# [[change]]
# question = "q2"
# old = "around = 2 * down[:, None] + across"
# new = "around = 2 * down[:, None] + 0 * across"
# ///

# /// solution
# why = "W1 and W2 exchanged; the rows of the table in their order; a decoder that sees the future."
# scores = { q1 = 4, q4 = 2, q6 = 3 }
# fails = { q1 = ["four ways to compare"], q4 = ["rows of a table", "rows in any order"], q6 = ["decoder layers", "decoder layers with other masks"] }
# misconception = { q1 = "T7.1/weights_swapped", q4 = "T7.4/in_order", q6 = "T7.5/not_causal" }
# [[change]]
# question = "q1"
# old = "(q @ W1.T)[:, None] + k @ W2.T"
# new = "(q @ W2.T)[:, None] + k @ W1.T"
# [[change]]
# question = "q4"
# old = "table[ids]"
# new = "table[: len(ids)]"
# [[change]]
# question = "q6"
# old = "np.tri(x.shape[1], dtype=bool) if causal else None"
# new = "None"
# ///

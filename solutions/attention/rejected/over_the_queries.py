# /// solution
# why = "Softmax over the queries; positions multiplied; a decoder without its second attention counted."
# scores = { q1 = 2.5, q4 = 2, q6 = 4 }
# fails = { q1 = ["one two five", "weights and answers", "nothing to see, and scores of a thousand"], q4 = ["rows of a table", "rows in any order"], q6 = ["parameters of the original", "counts of other layers"] }
# misconception = { q1 = "T7.1/softmax_axis", q4 = "T7.4/multiply", q6 = "T7.5/no_cross" }
# [[change]]
# question = "q1"
# old = "kept.max(axis=1,"
# new = "kept.max(axis=0,"
# [[change]]
# question = "q1"
# old = "powers.sum(axis=1,"
# new = "powers.sum(axis=0,"
# [[change]]
# question = "q4"
# old = "table[ids]"
# new = "table[ids] * ids[:, None]"
# [[change]]
# question = "q6"
# old = "(1 + decoder) *"
# new = "1 *"
# [[change]]
# question = "q6"
# old = "(2 + decoder) *"
# new = "2 *"
# ///

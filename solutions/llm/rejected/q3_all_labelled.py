# /// solution
# why = "Every token has a label."
# scores = { q3 = 2 }
# fails = { q3 = ["random sentences", "on the border, none selected, all selected", "three tokens, two of them selected"] }
# misconception = { q3 = "T8.3/all_labelled" }
# [[change]]
# question = "q3"
# old = "np.where(select, ids, -100)"
# new = "ids.copy()"
# ///

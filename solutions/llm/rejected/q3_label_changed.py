# /// solution
# why = "The label is what stands there afterwards."
# scores = { q3 = 2 }
# fails = { q3 = ["random sentences", "on the border, none selected, all selected", "three tokens, two of them selected"] }
# misconception = { q3 = "T8.3/label_changed" }
# [[change]]
# question = "q3"
# old = "np.where(select, ids, -100)"
# new = "np.where(select, read, -100)"
# ///

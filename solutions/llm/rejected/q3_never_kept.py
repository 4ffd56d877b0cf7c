# /// solution
# why = "What is not masked is replaced."
# scores = { q3 = 2 }
# fails = { q3 = ["random sentences", "on the border, none selected, all selected", "three tokens, two of them selected"] }
# misconception = { q3 = "T8.3/never_kept" }
# [[change]]
# question = "q3"
# old = " & (u < 0.9)"
# new = ""
# ///

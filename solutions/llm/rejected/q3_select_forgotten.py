# /// solution
# why = "The table of u is applied to every token."
# scores = { q3 = 2 }
# fails = { q3 = ["random sentences", "on the border, none selected, all selected", "three tokens, two of them selected"] }
# [[change]]
# question = "q3"
# old = "select & (u < 0.8)"
# new = "u < 0.8"
# [[change]]
# question = "q3"
# old = "select & (u >= 0.8)"
# new = "(u >= 0.8)"
# ///

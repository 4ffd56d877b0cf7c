# /// solution
# why = "Gives each position the whole gradient."
# scores = { q3 = 3 }
# fails = { q3 = ["one window backward", "shares, side by side", "shares, other strides"] }
# misconception = { q3 = "T5.4/not_divided" }
# [[change]]
# question = "q3"
# old = "j : j + 1] / size**2"
# new = "j : j + 1]"
# ///

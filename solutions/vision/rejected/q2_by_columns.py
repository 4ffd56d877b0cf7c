# /// solution
# why = "Numbers the windows column by column."
# scores = { q2 = 1.5 }
# fails = { q2 = ["sixteen tokens", "who may see whom", "windows of several grids", "windows of one token, one window", "masks"] }
# misconception = { q2 = "T9.2/by_columns" }
# [[change]]
# question = "q2"
# old = "parts.transpose(0, 1, 3, 2, 4, 5)"
# new = "parts.transpose(0, 3, 1, 2, 4, 5)"
# ///

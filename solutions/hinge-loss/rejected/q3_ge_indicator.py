# /// solution
# why = "Counts a margin of exactly zero."
# scores = { q3 = 2 }
# fails = { q3 = ["exactly at the kink", "whole numbers"] }
# misconception = { q3 = "T2.3/ge_indicator" }
# [[change]]
# question = "q3"
# old = "hits = (scores - scores[rows, y][:, None] + delta > 0).astype(scores.dtype)"
# new = "hits = (scores - scores[rows, y][:, None] + delta >= 0).astype(scores.dtype)"
# ///

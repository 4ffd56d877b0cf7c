# /// solution
# why = "Forgets the true class."
# scores = { q3 = 1 }
# fails = { q3 = ["random scores", "exactly at the kink", "whole numbers"] }
# misconception = { q3 = "T2.3/no_true_row" }
# [[change]]
# question = "q3"
# old = "hits[rows, y] = -hits.sum(axis=1)"
# new = "hits[rows, y] = 0"
# ///

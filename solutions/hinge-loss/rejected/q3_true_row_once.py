# /// solution
# why = "The true class is charged once a sample."
# scores = { q3 = 1 }
# fails = { q3 = ["random scores", "exactly at the kink", "whole numbers"] }
# misconception = { q3 = "T2.3/true_row_once" }
# [[change]]
# question = "q3"
# old = "hits[rows, y] = -hits.sum(axis=1)"
# new = "hits[rows, y] = -hits.max(axis=1)"
# ///

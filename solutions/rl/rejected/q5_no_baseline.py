# /// solution
# why = "Does not look at the baseline."
# scores = { q5 = 0.5 }
# fails = { q5 = ["a baseline, and the sum", "episodes", "sums, one step, logits of a thousand, a perfect critic"] }
# misconception = { q5 = "T13.3/no_baseline" }
# [[change]]
# question = "q5"
# old = "advantage = G if baseline is None else G - baseline"
# new = "advantage = G"
# ///

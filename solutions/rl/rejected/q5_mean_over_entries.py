# /// solution
# why = "Divides by the number of entries, not of steps."
# scores = { q5 = 0.5 }
# fails = { q5 = ["two steps", "episodes", "sums, one step, logits of a thousand, a perfect critic"] }
# [[change]]
# question = "q5"
# old = 'return grad / len(logits) if reduction == "mean" else grad'
# new = 'return grad / grad.size if reduction == "mean" else grad'
# ///

# /// solution
# why = "Differentiates π instead of log π."
# scores = { q5 = 0 }
# fails = { q5 = ["two steps", "a baseline, and the sum", "episodes", "sums, one step, logits of a thousand, a perfect critic"] }
# misconception = { q5 = "T13.3/prob_not_log" }
# [[change]]
# question = "q5"
# old = '    return grad / len(logits) if reduction == "mean" else grad'
# new = "    grad = grad * softmax(logits)[np.arange(len(a)), a][:, None]\n    return grad / len(logits) if reduction == \"mean\" else grad"
# ///

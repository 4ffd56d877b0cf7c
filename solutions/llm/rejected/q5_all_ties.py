# /// solution
# why = "Keeps all that are as large as the k-th."
# scores = { q5 = 5.5 }
# fails = { q5 = ["equal logits, large logits"] }
# misconception = { q5 = "T8.5/all_ties" }
# [[change]]
# question = "q5"
# old = "    kept = np.argsort(-logits, kind=\"stable\")[:k]\n    out = np.full_like(logits, -np.inf)\n    out[kept] = logits[kept]\n    return out"
# new = "    border = np.sort(logits)[::-1][:k][-1]\n    return np.where(logits >= border, logits, -np.inf)"
# ///

# /// solution
# why = "Counts what the nets say of entries that stay."
# scores = { q5 = 0.5 }
# fails = { q5 = ["there", "forth", "forth, when all stays or nothing does", "back", "back, when all stays or nothing does"] }
# misconception = { q5 = "T10.3/unchanged_counted" }
# [[change]]
# question = "q5"
# old = "return x * np.exp(s) + t, s.sum(axis=1)"
# new = "return x * np.exp(s) + t, s_fn(kept).sum(axis=1)"
# [[change]]
# question = "q5"
# old = "return (y - t) * np.exp(-s), -s.sum(axis=1)"
# new = "return (y - t) * np.exp(-s), -s_fn(kept).sum(axis=1)"
# ///

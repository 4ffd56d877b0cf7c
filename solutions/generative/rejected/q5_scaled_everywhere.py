# /// solution
# why = "Changes all entries."
# scores = { q5 = 2 }
# fails = { q5 = ["there", "and back again", "forth", "forth, when all stays or nothing does"] }
# [[change]]
# question = "q5"
# old = "return x * np.exp(s) + t, s.sum(axis=1)"
# new = "return x * np.exp(s_fn(kept)) + t_fn(kept), s.sum(axis=1)"
# ///

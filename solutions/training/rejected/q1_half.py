# /// solution
# why = "Forgets the factor one half."
# scores = { q1 = 2.5 }
# fails = { q1 = ["half-way down a cosine", "cosine from start to end", "warm-up, then cosine"] }
# misconception = { q1 = "T4.4/half" }
# [[change]]
# question = "q1"
# old = 'kw["T"])) / 2'
# new = 'kw["T"]))'
# ///

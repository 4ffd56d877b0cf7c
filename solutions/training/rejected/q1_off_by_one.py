# /// solution
# why = "Counts the steps from 1."
# scores = { q1 = 1 }
# fails = { q1 = ["inverse decay, four steps", "half-way down a cosine", "inverse", "exponential", "a drop every s steps", "cosine from start to end"] }
# misconception = { q1 = "T4.4/off_by_one" }
# [[change]]
# question = "q1"
# old = '(1 + kw["k"] * t)'
# new = '(1 + kw["k"] * (t + 1))'
# [[change]]
# question = "q1"
# old = '''
# kw["gamma"] ** t
# '''
# new = '''
# kw["gamma"] ** (t + 1)
# '''
# [[change]]
# question = "q1"
# old = '(t // kw["s"])'
# new = '((t + 1) // kw["s"])'
# [[change]]
# question = "q1"
# old = "np.cos(np.pi * t /"
# new = "np.cos(np.pi * (t + 1) /"
# [[change]]
# question = "q1"
# old = '"cosine", t - kw["w"]'
# new = '"cosine", t - 1 - kw["w"]'
# ///

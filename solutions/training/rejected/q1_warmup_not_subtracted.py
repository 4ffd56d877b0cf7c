# /// solution
# why = "After the warm-up, goes on with the cosine that began at step 0."
# scores = { q1 = 3.5 }
# fails = { q1 = ["warm-up, then cosine"] }
# misconception = { q1 = "T4.4/warmup_not_subtracted" }
# [[change]]
# question = "q1"
# old = 'lr_schedule("cosine", t - kw["w"], lr0, T=kw["T"] - kw["w"])'
# new = 'lr_schedule("cosine", t, lr0, T=kw["T"])'
# ///

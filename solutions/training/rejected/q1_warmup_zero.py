# /// solution
# why = "The ramp starts at 0."
# scores = { q1 = 3.5 }
# fails = { q1 = ["warm-up, then cosine"] }
# misconception = { q1 = "T4.4/warmup_zero" }
# [[change]]
# question = "q1"
# old = 'lr0 * (t + 1) / kw["w"]'
# new = 'lr0 * t / kw["w"]'
# ///

# /// solution
# why = "Adds up instead of averaging."
# scores = { q4 = 0 }
# fails = { q4 = ["constant channels", "random images"] }
# misconception = { q4 = "T5.4/sum_window" }
# ///
# %% q4
def global_avg_pool(x):
    return x.sum(axis=(2, 3))

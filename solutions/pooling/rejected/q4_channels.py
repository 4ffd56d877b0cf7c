# /// solution
# why = "Averages over the channels."
# scores = { q4 = 0 }
# fails = { q4 = ["constant channels", "random images"] }
# misconception = { q4 = "T5.4/over_channels" }
# ///
# %% q4
def global_avg_pool(x):
    return x.mean(axis=(1, 3))

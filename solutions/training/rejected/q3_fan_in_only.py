# /// solution
# why = "Looks at the inputs only."
# scores = { q3 = 1.5 }
# fails = { q3 = ["200 units to 400", "Xavier's bound"] }
# misconception = { q3 = "T4.5/fan_in_only" }
# ///
# %% q3
def xavier_bound(fan_in, fan_out):
    return np.sqrt(6 / fan_in)

def he_std(fan_in):
    return np.sqrt(2 / fan_in)

def he_weights(noise):
    return he_std(noise.shape[1]) * noise

# /// solution
# why = "Takes the bound of a uniform draw for the deviation."
# scores = { q3 = 1 }
# fails = { q3 = ["200 units to 400", "He's deviation", "weights from noise"] }
# misconception = { q3 = "T4.5/bound" }
# ///
# %% q3
def xavier_bound(fan_in, fan_out):
    return np.sqrt(6 / (fan_in + fan_out))

def he_std(fan_in):
    return np.sqrt(6 / fan_in)

def he_weights(noise):
    return he_std(noise.shape[1]) * noise

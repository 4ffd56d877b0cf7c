# /// solution
# why = "Takes the number of rows for the number of inputs."
# scores = { q3 = 2 }
# fails = { q3 = ["weights from noise"] }
# misconception = { q3 = "T4.5/fan_out" }
# ///
# %% q3
def xavier_bound(fan_in, fan_out):
    return np.sqrt(6 / (fan_in + fan_out))

def he_std(fan_in):
    return np.sqrt(2 / fan_in)

def he_weights(noise):
    return he_std(len(noise)) * noise

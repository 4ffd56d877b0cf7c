# /// solution
# why = "Drops where the mask is True."
# scores = { q4 = 2.5 }
# fails = { q4 = ["four units, one dropped", "training"] }
# misconception = { q4 = "T4.6/mask_drops" }
# ///
# %% q4
def dropout(x, mask, p_drop, train):
    if train:
        return np.where(mask, 0 * x, x / (1 - p_drop))
    return x

def dropout_backward(dout, mask, p_drop):
    return dout * mask / (1 - p_drop)

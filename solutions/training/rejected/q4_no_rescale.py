# /// solution
# why = "Drops and does not make up for it."
# scores = { q4 = 2.5 }
# fails = { q4 = ["four units, one dropped", "training"] }
# misconception = { q4 = "T4.6/no_rescale" }
# ///
# %% q4
def dropout(x, mask, p_drop, train):
    if train:
        return x * mask
    return x

def dropout_backward(dout, mask, p_drop):
    return dout * mask / (1 - p_drop)

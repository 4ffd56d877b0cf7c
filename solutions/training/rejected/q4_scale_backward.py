# /// solution
# why = "Masks the gradient and forgets the factor."
# scores = { q4 = 2 }
# fails = { q4 = ["gradient of four units", "the way back"] }
# misconception = { q4 = "T4.6/scale_backward" }
# ///
# %% q4
def dropout(x, mask, p_drop, train):
    if train:
        return x * mask / (1 - p_drop)
    return x

def dropout_backward(dout, mask, p_drop):
    return dout * mask

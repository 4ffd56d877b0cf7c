# /// solution
# why = "Divides the gradient by the probability of dropping."
# scores = { q4 = 2 }
# fails = { q4 = ["gradient of four units", "the way back"] }
# misconception = { q4 = "T4.6/scale_by_p" }
# ///
# %% q4
def dropout(x, mask, p_drop, train):
    if train:
        return x * mask / (1 - p_drop)
    return x

def dropout_backward(dout, mask, p_drop):
    return dout * mask / p_drop

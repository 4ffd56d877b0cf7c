# /// solution
# why = "Drops in the test, too."
# scores = { q4 = 3.5 }
# fails = { q4 = ["test time"] }
# misconception = { q4 = "T4.6/test_drop" }
# ///
# %% q4
def dropout(x, mask, p_drop, train):
    if train:
        return x * mask / (1 - p_drop)
    return x * mask / (1 - p_drop)

def dropout_backward(dout, mask, p_drop):
    return dout * mask / (1 - p_drop)

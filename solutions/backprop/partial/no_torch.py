# /// solution
# why = "Everything but torch."
# scores = { q6 = 0 }
# fails = { q6 = ["shapes", "gradients by autograd", "the second call"] }
# ///
# %% q6
def torch_gradients(x, y, Wh, Wo):
    raise NotImplementedError

# /// solution
# why = "Masks of shape (in, out)."
# scores = { q1 = 2 }
# fails = { q1 = ["the masks of the text", "one hidden layer", "several hidden layers, one input, units that see all"] }
# misconception = { q1 = "T10.1/masks_transposed" }
# [[change]]
# question = "q1"
# old = "    return [mask.astype(float) for mask in masks]"
# new = "    return [mask.T.astype(float) for mask in masks]"
# ///

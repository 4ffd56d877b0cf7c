# /// solution
# why = "Masks from the output to the input."
# scores = { q1 = 2 }
# fails = { q1 = ["the masks of the text", "one hidden layer", "several hidden layers, one input, units that see all"] }
# [[change]]
# question = "q1"
# old = "    return [mask.astype(float) for mask in masks]"
# new = "    return [mask.astype(float) for mask in masks[::-1]]"
# ///

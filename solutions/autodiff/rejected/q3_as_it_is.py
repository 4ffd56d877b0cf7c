# /// solution
# why = "Returns the gradient in the shape of the result."
# scores = { q3 = 0 }
# misconception = { q3 = "T3.9/no_unbroadcast" }
# [[change]]
# question = "q3"
# old = "    return np.sum(grad, axis=(*range(new), *stretched)).reshape(shape)"
# new = "    return grad"
# ///

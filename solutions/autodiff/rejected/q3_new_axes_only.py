# /// solution
# why = "Sums over the new axes only."
# scores = { q3 = 0.5 }
# misconception = { q3 = "T3.9/added_axes_only" }
# [[change]]
# question = "q3"
# old = "    return np.sum(grad, axis=(*range(new), *stretched)).reshape(shape)"
# new = "    return np.sum(grad, axis=tuple(range(new)))"
# ///

# /// solution
# why = "Gradients keep the shape of the result."
# scores = { q6 = 4 }
# misconception = { q6 = "T3.9/no_unbroadcast" }
# [[change]]
# question = "q6"
# old = "unbroadcast(share(value.grad), argument.data.shape)"
# new = "share(value.grad)"
# ///

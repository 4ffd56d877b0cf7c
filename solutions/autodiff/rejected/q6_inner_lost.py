# /// solution
# why = "Only the inputs keep their gradients."
# scores = { q6 = 7.5 }
# fails = { q6 = ["two losses of the same values"] }
# [[change]]
# question = "q6"
# old = "                argument.grad = argument.grad + unbroadcast(share(value.grad), argument.data.shape)\n"
# new = "                argument.grad = argument.grad + unbroadcast(share(value.grad), argument.data.shape)\n        for value in values_in_order(self):\n            value.grad = np.zeros_like(value.data) if value.parents else value.grad\n"
# ///

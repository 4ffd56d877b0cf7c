# /// solution
# why = "An engine for numbers: no matrix product, and gradients of arrays keep the shape of the result."
# scores = { q4 = 0, q6 = 4 }
# fails = { q4 = ["a row times a matrix", "two matrices", "stacks of matrices"], q6 = ["arrays that broadcast", "matrix products", "tangled graphs", "two losses of the same values"] }
# [[change]]
# question = "q4"
# old = '''
#     return unbroadcast(dA, A.shape), unbroadcast(dB, B.shape)'''
# new = '''
#     raise NotImplementedError'''
# [[change]]
# question = "q6"
# old = "unbroadcast(share(value.grad), argument.data.shape)"
# new = "share(value.grad)"
# ///

# /// solution
# why = "The gradient of the kernel comes out in reverse."
# scores = { q2 = 2.5 }
# fails = { q2 = ["gradients of the picture", "gradients of kernel and bias"] }
# misconception = { q2 = "T5.1/flip" }
# [[change]]
# question = "q2"
# old = '    return np.convolve(dout, w, "full"), np.correlate(h, dout, "valid"), dout.sum()'
# new = '''
#     dh = np.convolve(dout, w, "full")
#     dw = np.convolve(h, dout, "valid")
#     db = dout.sum()
#     return dh, dw, db'''
# ///

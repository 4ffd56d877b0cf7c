# /// solution
# why = "One gradient per place and weight, not summed."
# scores = { q2 = 2.5 }
# fails = { q2 = ["gradients of the picture", "gradients of kernel and bias"] }
# misconception = { q2 = "T5.1/unshared" }
# [[change]]
# question = "q2"
# old = '    return np.convolve(dout, w, "full"), np.correlate(h, dout, "valid"), dout.sum()'
# new = '''
#     dh = np.convolve(dout, w, "full")
#     dw = np.array([dout[i] * h[i : i + len(w)] for i in range(len(dout))])
#     db = dout.sum()
#     return dh, dw, db'''
# ///

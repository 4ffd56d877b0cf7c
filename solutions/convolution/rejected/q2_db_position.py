# /// solution
# why = "One bias gradient per place."
# scores = { q2 = 2.5 }
# fails = { q2 = ["gradients of the picture", "gradients of kernel and bias"] }
# misconception = { q2 = "T5.1/db_position" }
# [[change]]
# question = "q2"
# old = '    return np.convolve(dout, w, "full"), np.correlate(h, dout, "valid"), dout.sum()'
# new = '''
#     dh = np.convolve(dout, w, "full")
#     dw = np.correlate(h, dout, "valid")
#     db = dout.copy()
#     return dh, dw, db'''
# ///

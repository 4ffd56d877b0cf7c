# /// solution
# why = "Slides the kernel over dout without turning it round."
# scores = { q2 = 2.5 }
# fails = { q2 = ["gradients of the picture", "gradient of the signal"] }
# misconception = { q2 = "T5.1/dh_corr" }
# [[change]]
# question = "q2"
# old = '    return np.convolve(dout, w, "full"), np.correlate(h, dout, "valid"), dout.sum()'
# new = '''
#     dh = np.correlate(np.pad(dout, len(w) - 1), w, "valid")
#     dw = np.correlate(h, dout, "valid")
#     db = dout.sum()
#     return dh, dw, db'''
# ///

# /// solution
# why = "Of equal maxima the first one column by column."
# scores = { q2 = 3.5 }
# fails = { q2 = ["ties", "ties where windows overlap"] }
# misconception = { q2 = "T5.4/column_tie" }
# [[change]]
# question = "q2"
# old = "np.unravel_index(np.argmax(window), window.shape)"
# new = "np.unravel_index(np.argmax(window.T), window.T.shape)[::-1]"
# ///

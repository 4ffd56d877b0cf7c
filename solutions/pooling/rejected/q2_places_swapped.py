# /// solution
# why = "Row and column of the maximum in its window in each other's place."
# scores = { q2 = 0 }
# fails = { q2 = ["no ties, no overlap", "windows side by side", "ties", "overlap", "ties where windows overlap"] }
# misconception = { q2 = "T5.4/places_swapped" }
# [[change]]
# question = "q2"
# old = "np.unravel_index(np.argmax(window), window.shape)"
# new = "np.unravel_index(np.argmax(window), window.shape)[::-1]"
# ///

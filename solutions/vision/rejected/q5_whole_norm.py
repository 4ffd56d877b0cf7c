# /// solution
# why = "Divides by the norm of the whole matrix."
# scores = { q5 = 2 }
# fails = { q5 = ["two images, two texts", "tables of cosines", "large scales, rows of zeros", "losses of batches", "large scales, one pair, wrong pairs"] }
# [[change]]
# question = "q5"
# old = "np.linalg.norm(img, axis=1)[:, None] * np.linalg.norm(txt, axis=1)"
# new = "np.linalg.norm(img) * np.linalg.norm(txt)"
# ///

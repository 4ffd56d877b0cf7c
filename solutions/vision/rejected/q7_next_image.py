# /// solution
# why = "Sees the next image."
# scores = { q7 = 1.5 }
# fails = { q7 = ["hello, a cat, a dog", "texts with images", "no image, more images than in the text, an image first"] }
# misconception = { q7 = "T9.7/next_image" }
# [[change]]
# question = "q7"
# old = "np.arange(1, n_media + 1)"
# new = "np.arange(n_media)"
# ///

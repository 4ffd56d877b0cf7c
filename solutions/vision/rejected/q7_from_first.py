# /// solution
# why = "Tokens before the first image see that."
# scores = { q7 = 1.5 }
# fails = { q7 = ["hello, a cat, a dog", "texts with images", "no image, more images than in the text, an image first"] }
# misconception = { q7 = "T9.7/from_first" }
# [[change]]
# question = "q7"
# old = "np.cumsum(is_image)[:, None]"
# new = "np.maximum(np.cumsum(is_image), 1)[:, None]"
# ///

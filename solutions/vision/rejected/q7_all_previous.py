# /// solution
# why = "Sees all images before."
# scores = { q7 = 1.5 }
# fails = { q7 = ["hello, a cat, a dog", "texts with images", "no image, more images than in the text, an image first"] }
# misconception = { q7 = "T9.7/all_previous" }
# [[change]]
# question = "q7"
# old = "np.cumsum(is_image)[:, None] == "
# new = "np.cumsum(is_image)[:, None] >= "
# ///

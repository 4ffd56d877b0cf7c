# /// solution
# why = "Padding expected in front; a pronoun that looks at itself."
# scores = { q2 = 3.5, q7 = 1.5 }
# fails = { q2 = ["masks of the picture", "masks of other sizes"], q7 = ["the girl saw the cat and she fed it", "what a pronoun stands for"] }
# misconception = { q2 = "T7.2/pad_left", q7 = "T7.1/anything_alike" }
# [[change]]
# question = "q2"
# old = "np.arange(T) < np.asarray(lengths)[:, None]"
# new = "np.arange(T) >= T - np.asarray(lengths)[:, None]"
# [[change]]
# question = "q7"
# old = "    wants[0, 1] = offers[0, 0] = 1  # a pronoun asks for a noun, a noun says that it is one\n"
# new = ""
# ///

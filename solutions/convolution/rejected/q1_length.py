# /// solution
# why = "Stops one place too early."
# scores = { q1 = 0 }
# fails = { q1 = ["the picture, unflipped", "the picture, turned round", "correlations", "convolutions", "even kernels, and one as long as the signal"] }
# misconception = { q1 = "T5.1/length" }
# [[change]]
# question = "q1"
# old = '''
#     places = len(h) - len(w) + 1
#     return sum(weight * h[j : j + places] for j, weight in enumerate(w))'''
# new = "    return np.array([h[i : i + len(w)] @ w for i in range(len(h) - len(w))])"
# ///

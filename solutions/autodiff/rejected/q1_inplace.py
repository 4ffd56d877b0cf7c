# /// solution
# why = "Takes the slopes in the arrays of the cache."
# scores = { q1 = 0 }
# misconception = { q1 = "T3.5/inplace" }
# [[change]]
# question = "q1"
# old = '''    d3 = out - y
#     d2 = (W3.T @ d3) * h2 * (1 - h2)
#     d1 = (W2.T @ d2) * h1 * (1 - h1)
#     return {'''
# new = '''    d3 = out - y
#     dW3, dW2 = d3 @ h2.T, None
#     s2 = h2 * (1 - h2)
#     d2 = (W3.T @ d3) * s2
#     dW2 = d2 @ h1.T
#     h2[:] = s2
#     s1 = h1 * (1 - h1)
#     h1[:] = s1
#     d1 = (W2.T @ d2) * s1
#     return {'''
# [[change]]
# question = "q1"
# old = '''"dW2": d2 @ h1.T'''
# new = '''"dW2": dW2'''
# [[change]]
# question = "q1"
# old = '''"dW3": d3 @ h2.T'''
# new = '''"dW3": dW3'''
# ///

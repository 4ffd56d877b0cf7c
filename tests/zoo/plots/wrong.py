fig, ax = plt.subplots()
fig2, axes = None, [ax]
def draw(): return plt.figure().gca()
def bars(heights): return []
fig = None

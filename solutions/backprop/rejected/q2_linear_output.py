# /// solution
# why = "The output is linear."
# scores = { q2 = 1 }
# fails = { q2 = ["random networks"] }
# misconception = { q2 = "T3.3/linear_output" }
# ///
# %% q2
def forward(x, Wh, Wo):
    act = lambda z: 1 / (1 + np.exp(-z))
    h = act(x @ Wh.T)
    return h, h @ Wo.T

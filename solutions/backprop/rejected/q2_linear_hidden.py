# /// solution
# why = "The hidden layer is linear."
# scores = { q2 = 0 }
# fails = { q2 = ["hidden units of one sample", "random networks"] }
# misconception = { q2 = "T3.3/skip_hidden_act" }
# ///
# %% q2
def forward(x, Wh, Wo):
    act = lambda z: 1 / (1 + np.exp(-z))
    h = x @ Wh.T
    return h, act(h @ Wo.T)

# /// solution
# why = "The sigmoid and the sign of the error are wrong; what calls them is right, and loses nothing."
# scores = { q1 = 0, q3 = 2.5 }
# [fails] # with the student's own answers; the points of q2 and q4 are those with the course's
# q2 = ["hidden units of one sample", "random networks"]
# q3 = ["output deltas", "back through a whole network"]
# q4 = ["one sample", "batches", "four steps in a row"]
# ///
# %% q1
def sigmoid(z):
    return 1 / (1 + np.exp(z))

# %% q2
def forward(x, Wh, Wo):
    h = sigmoid(x @ Wh.T)
    return h, sigmoid(h @ Wo.T)

# %% q3
def delta_output(y_hat, y):
    return (y - y_hat) * y_hat * (1 - y_hat)

def delta_hidden(delta_o, Wo, h):
    return (delta_o @ Wo) * h * (1 - h)

# %% q4
def train_step(x, y, Wh, Wo, eta):
    h, y_hat = forward(x, Wh, Wo)
    delta_o = delta_output(y_hat, y)
    delta_h = delta_hidden(delta_o, Wo, h)
    return Wh - eta * delta_h.T @ x, Wo - eta * delta_o.T @ h

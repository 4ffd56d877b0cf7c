# /// solution
# why = "Right for one sample; batches are not summed."
# scores = { q4 = 2, q5 = 3 }
# fails = { q4 = ["batches", "four steps in a row"], q5 = ["matrices"] }
# ///
# %% q4
def train_step(x, y, Wh, Wo, eta):
    x, y = x[:1], y[:1]
    h = 1 / (1 + np.exp(-(x @ Wh.T)))
    o = 1 / (1 + np.exp(-(h @ Wo.T)))
    d_o = (o - y) * o * (1 - o)
    d_h = (d_o @ Wo) * h * (1 - h)
    return Wh - eta * d_h.T @ x, Wo - eta * d_o.T @ h

# %% q5
def numerical_gradient(fn, theta, h):
    out = np.zeros_like(theta)
    for i in range(len(theta)):
        step = np.zeros_like(theta)
        step[i] = h
        out[i] = (fn(theta + step) - fn(theta - step)) / (2 * h)
    return out

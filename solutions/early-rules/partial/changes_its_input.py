# /// solution
# why = "Right numbers, but Oja's step changes the weights it was given; net inputs of exactly 0 in both networks."
# scores = { q2 = 2, q3 = 1, q6 = 2.5 }
# fails = { q2 = ["step units on all four corners"], q3 = ["every function of one or two inputs", "every function of three inputs", "functions of four and five inputs"], q6 = ["random steps of Oja", "twelve inputs in a row"] }
# ///
# %% q2
def xor_network(kind):
    if kind == "relu":
        return np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[1.0, -2.0]]), np.zeros(1)
    return np.ones((2, 2)), np.array([-1.0, -2.0]), np.array([[1.0, -1.0]]), np.array([-1.0])

# %% q3
def dnf_network(truth_table):
    n = len(truth_table).bit_length() - 1
    ones = np.flatnonzero(truth_table)
    bits = ones[:, None] >> np.arange(n)[::-1] & 1
    return 2 * bits - 1, -bits.sum(axis=1), np.ones((1, len(ones))), np.array([-1.0])

# %% q6
def hebb_fit(X, Y, eta):
    return np.einsum("nd,n->d", X, Y) * eta

def oja_update(w, x, eta):
    y = w @ x
    w += eta * y * (x - y * w)
    return w

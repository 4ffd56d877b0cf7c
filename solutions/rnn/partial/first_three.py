# /// solution
# why = "Right up to question 3 and in the first function of 5 and 6; the rest is left as it was."
# scores = { q4 = 0, q5 = 2, q6 = 1, q7 = 0 }
# fails = { q4 = ["three steps, both ways", "all equally long", "sequences of different lengths", "one sequence, one step, no step"], q5 = ["numbers to learn", "whole sequences", "counts of other sizes"], q6 = ["three four twelve", "three slopes", "bounds", "too long", "short enough"], q7 = ["a net that knows nothing", "one character after another", "gradients of the whole model", "one character, and scores of a thousand", "what it writes", "short texts, sure networks"] }
# ///
# %% q4
def bidirectional_rnn(X, fwd, bwd, lengths=None):
    ...

# %% q5
def lstm_cell(x, h, c, W_ih, W_hh, b_ih, b_hh):
    i, f, g, o = np.split(x @ W_ih.T + b_ih + h @ W_hh.T + b_hh, 4, axis=1)
    with np.errstate(over="ignore"):
        i, f, o = (1 / (1 + np.exp(-z)) for z in (i, f, o))
    c = f * c + i * np.tanh(g)
    return o * np.tanh(c), c

def lstm_forward(X, state, params):
    ...

def lstm_param_count(D, H, two_biases=True):
    ...

# %% q6
def jacobian_product(W_hh, hs):
    J = np.eye(len(W_hh))
    for h in hs:
        J = np.diag(1 - h**2) @ W_hh @ J
    return J

def gradient_norm_bound(W_hh, gamma, T):
    ...

def clip_grad_norm(grads, max_norm):
    ...

# %% q7
def char_gradients(params, inputs, targets):
    ...

def write_text(params, first, u):
    ...

# /// solution
# why = "Applies the activation, and then the formula for the net input."
# scores = { q2 = 1.25 }
# fails = { q2 = ["sigmoid and relu at 2", "smooth activations", "a table of all seven"] }
# misconception = { q2 = "T3.1/deriv_of_output" }
# ///
# %% q2
ACTIVATION = {"sigmoid": sigmoid, "tanh": np.tanh, "softplus": lambda z: np.log1p(np.exp(z))}
SLOPE = {
    "sigmoid": lambda a: sigmoid(a) * (1 - sigmoid(a)),
    "tanh": lambda a: 1 - np.tanh(a) ** 2,
    "softplus": sigmoid,
    "relu": lambda a: np.where(a > 0, 1.0, 0.0),
    "leaky_relu": lambda a: np.where(a > 0, 1.0, 0.01),
    "heaviside": np.zeros_like,
    "identity": np.ones_like,
}

def activation_derivative(name, z):
    if name not in SLOPE:
        raise ValueError(f"unknown activation {name}")
    output = ACTIVATION.get(name, identity)(z)
    return SLOPE[name](output)

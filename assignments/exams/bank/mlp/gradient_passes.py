# %% [raw]
# # BEGIN QUESTION
# name: gradient_passes
# type: number
# points: 2
# title: Cost of a gradient check
# topics: [T3.7, T3.2]
# integer: true
# low: 10
# high: 20000
# %% tags=["variant"]
from reference.mlp import dense, gradcheck


def variant(rng):
    sizes = [int(rng.integers(2, 12)), int(rng.integers(3, 21)), int(rng.integers(1, 6))]
    return {"sizes": sizes, "scheme": str(rng.choice(["central", "forward"]))}


def answer(v):
    return gradcheck.gradient_evaluations(dense.n_parameters(v["sizes"]), v["scheme"])


def mistakes(v):
    other = "forward" if v["scheme"] == "central" else "central"
    n, without = dense.n_parameters(v["sizes"]), dense.n_parameters(v["sizes"], bias=False)
    return {
        "T3.7/scheme": ("Count how many points each of the two schemes needs.", gradcheck.gradient_evaluations(n, other)),
        "T3.2/param_no_bias": ("Each unit also has a bias.", gradcheck.gradient_evaluations(without, v["scheme"])),
        "T3.7/one_each": ("One evaluation for each parameter does not give a difference.", n),
    }


# %% [markdown]
# A fully connected network with biases has layers of {{ sizes | join("–") }} units, the first of which are the inputs. Its
# gradient is computed numerically by {{ "**central** differences $(f(\\theta + h e_i) - f(\\theta - h e_i)) / 2h$" if scheme == "central"
# else "**forward** differences $(f(\\theta + h e_i) - f(\\theta)) / h$, where $f(\\theta)$ is computed once" }}. How many forward passes
# does that take?
# %% [raw]
# # END QUESTION

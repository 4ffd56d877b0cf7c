# %% [raw]
# # BEGIN QUESTION
# name: state_slope
# type: symbolic
# points: 3
# title: Slope through time
# topics: [T6.1, T6.5]
# symbols: {x1: [-2, 2], x2: [-2, 2], h0: [-0.9, 0.9], h1: [-0.9, 0.9], h2: [-0.9, 0.9], w: [-2, 2], u: [-2, 2]}
# %% tags=["variant"]
OUTER = {"tanh": "(1 - {0}^2)", "sigmoid": "{0}*(1 - {0})"}
NAMES = {"tanh": r"\tanh", "sigmoid": r"\sigma"}
DIRECT = {"w": ("h0", "h1"), "u": ("x1", "x2"), "b": ("1", "1"), "h0": ("w", "0"), "x1": ("u", "0")}  # in each step


def variant(rng):
    f, wrt = str(rng.choice(list(OUTER))), str(rng.choice(list(DIRECT)))
    return {"f": f, "name": NAMES[f], "wrt": wrt, "symbol": wrt[0] + ("_" + wrt[1:] if wrt[1:] else "")}


def slope(v, carry="w", last="h2", first="h1"):
    """dh2: what enters step 2 directly, and what comes through h1."""
    outer, (one, two) = OUTER[v["f"]], DIRECT[v["wrt"]]
    return f"{outer.format(last)}*({two} + {carry}*{outer.format(first)}*{one})"


def answer(v):
    return slope(v)


def mistakes(v):
    named = {
        "T6.1/no_slope": ("Each step has the slope of its activation.", slope(v).replace(OUTER[v["f"]].format("h1"), "1")),
        "T6.1/wrong_state": ("The slope of a step is taken at the state after it.", slope(v, last="h1", first="h0")),
    }
    if v["wrt"] in "wub":
        direct = f"{OUTER[v['f']].format('h2')}*{DIRECT[v['wrt']][1]}"
        named["T6.1/no_carry"] = ("The weight acted in the step before, too.", direct)
    return named


# %% [markdown]
# A recurrent network with one unit takes two steps, $h_t = {{ name }}(u\, x_t + w\, h_{t-1} + b)$ for $t = 1, 2$. What is the **total** derivative
# of $h_2$ by ${{ symbol }}$? Write it with the states `h0`, `h1`, `h2`, the inputs `x1`, `x2` and the weights `w`, `u`, without calls of
# {{ "tanh" if f == "tanh" else "σ" }}.
# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: change_of_variables
# type: symbolic
# points: 3
# title: Change of variables
# topics: [T10.3]
# symbols: {x: [3, 6], a: [0.5, 2], b: [0.2, 1.5]}
# %% tags=["variant"]
MAPS = {  # name → x of z in TeX, z of x, dz/dx, dx/dz at this z
    "affine": (r"a z + b", "((x - b)/a)", "1/a", "a"),
    "exp": (r"e^{a z}", "(ln(x)/a)", "1/(a*x)", "a*x"),
    "exp_shift": (r"e^{z} + b", "ln(x - b)", "1/(x - b)", "(x - b)"),
    "cube": (r"(z - b)^3", "(x^(1/3) + b)", "(1/3)*x^(-2/3)", "3*x^(2/3)"),
    "square": (r"a z^2", "sqrt(x/a)", "1/(2*sqrt(a*x))", "2*sqrt(a*x)"),
}
LAWS = {  # density of z > 0 (of any z for the first), in TeX and as an expression
    "logistic": (r"\sigma(z)\,(1 - \sigma(z))", "sigma({z})*(1 - sigma({z}))"),
    "exponential": (r"e^{-z}", "exp(-{z})"),
    "cauchy": (r"\frac{2}{\pi (1 + z^2)}", "2/(pi*(1 + {z}^2))"),
}


def variant(rng):
    kind, law = str(rng.choice(list(MAPS))), str(rng.choice(list(LAWS)))
    return {"kind": kind, "law": law, "map": MAPS[kind][0], "density": LAWS[law][0]}


def answer(v):
    _, z, slope, _ = MAPS[v["kind"]]
    return f"{LAWS[v['law']][1].format(z=z)}*{slope}"


def mistakes(v):
    _, z, slope, turned = MAPS[v["kind"]]
    density = LAWS[v["law"]][1]
    return {
        "T10.3/no_jacobian": ("Densities change with the volume: multiply by |dz/dx|.", density.format(z=z)),
        "T10.3/sign": ("Multiply by |dz/dx|, not by |dx/dz|.", f"{density.format(z=z)}*{turned}"),
        "T10.3/density_at_x": ("The base density is taken at z, the point that x comes from.", f"{density.format(z='x')}*{slope}"),
    }


def accept(v):
    return v["kind"] != "square" or v["law"] != "logistic"  # two values of z would give one x


# %% [markdown]
# A number $z$ has the density $p_z(z) = {{ density }}$; a flow with one layer makes $x = {{ map }}$ of it{{ ", where $z > 0$" if law != "logistic" }}{{ (" and" if law != "logistic" else ", where") + " $a > 0$" if "a" in map }}. What is the density of $x$, as an expression in
# `x`{{ " and `a`" if "a z" in map and "b" not in map }}{{ ", `a` and `b`" if "a z + b" in map }}{{ " and `b`" if "a z" not in map and "b" in map }}?
# %% [raw]
# # END QUESTION

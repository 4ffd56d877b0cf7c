# %% [raw]
# # BEGIN QUESTION
# name: score_slope
# type: symbolic
# points: 3
# title: The score of an energy
# topics: [T11.1]
# symbols: {x: [-2, 2], a: [0.5, 2], m: [0.5, 2], T: [0.5, 3]}
# %% tags=["variant"]
ENERGIES = {  # E in TeX and as an expression, its slope
    "square": (r"\tfrac12 a (x - m)^2", "a*(x - m)^2/2", "a*(x - m)"),
    "quartic": (r"a x^4 - m x^2", "(a*x^4 - m*x^2)", "(4*a*x^3 - 2*m*x)"),
    "cosine": (r"a \cos(m x)", "a*cos(m*x)", "(-a*m*sin(m*x))"),
    "softplus": (r"a x - \ln(1 + e^{m x})", "(a*x - ln(1 + exp(m*x)))", "(a - m*sigma(m*x))"),
    "root": (r"a \sqrt{x^2 + m^2}", "a*sqrt(x^2 + m^2)", "(a*x/sqrt(x^2 + m^2))"),
}


def variant(rng):
    energy = str(rng.choice(list(ENERGIES)))
    return {"energy": energy, "formula": ENERGIES[energy][0], "hot": bool(rng.integers(2))}


def answer(v):
    return f"-{ENERGIES[v['energy']][2]}" + ("/T" if v["hot"] else "")


def mistakes(v):
    _, energy, slope = ENERGIES[v["energy"]]
    named = {"T11.1/ascent": ("Probability falls where the energy rises: minus.", slope + ("/T" if v["hot"] else ""))}
    if v["hot"]:
        named["T11.1/T_multiplies"] = ("Divide by the temperature.", f"-{slope}*T")
        named["T11.1/T_ignored"] = ("The temperature belongs to it.", f"-{slope}")
    else:
        named["T11.1/probability"] = ("The score is the slope of ln p, not of exp(−E).", f"-{slope}*exp(-{energy})")
    return named


# %% [markdown]
# A model has the density $p(x) = \tfrac1Z e^{-E(x){{ "/T" if hot }}}$ with $E(x) = {{ formula }}$. What is its score, $\dfrac{d}{dx} \ln p(x)$? Write it with `x`, `a`, `m`{{ " and `T`" if hot }}.
# %% [raw]
# # END QUESTION

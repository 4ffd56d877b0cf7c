# %% [raw]
# # BEGIN QUESTION
# name: noise_algebra
# type: symbolic
# points: 3
# title: One prediction, many names
# topics: [T11.7, T11.8]
# symbols: {a: [0.1, 0.9], b: [0.1, 0.9], x: [-2, 2], x0: [-2, 2], e: [-2, 2], v: [-2, 2]}
# %% tags=["variant"]
QUESTIONS = {  # asked → (what it is, given, answer, mistakes)
    "x0": ("the clean image $x_0$", "$x_t$ and the noise $\\varepsilon$", "(x - sqrt(1 - a)*e)/sqrt(a)", {
        "T11.7/no_sqrt": ("Use √ᾱ and √(1−ᾱ).", "(x - (1 - a)*e)/a"),
        "T11.7/not_scaled_up": ("Divide by √ᾱ: the data were shrunk by it.", "x - sqrt(1 - a)*e"),
    }),
    "eps": ("the noise $\\varepsilon$", "$x_t$ and the clean image $x_0$", "(x - sqrt(a)*x0)/sqrt(1 - a)", {
        "T11.7/no_sqrt": ("Use √ᾱ and √(1−ᾱ).", "(x - a*x0)/(1 - a)"),
        "T11.7/not_divided": ("Divide by √(1−ᾱ): the noise was scaled by it.", "x - sqrt(a)*x0"),
    }),
    "score": ("the score $\\nabla_{x_t} \\ln q(x_t \\mid x_0)$", "the noise $\\varepsilon$", "-e/sqrt(1 - a)", {
        "T11.1/target_sign": ("The score points from the noisy to the clean sample.", "e/sqrt(1 - a)"),
        "T11.1/noise_itself": ("The score is the noise over its deviation, with a minus.", "-e"),
        "T11.1/sigma_twice": ("ε has length 1 already: divide by the deviation once.", "-e/(1 - a)"),
    }),
    "score_x0": ("the score $\\nabla_{x_t} \\ln q(x_t \\mid x_0)$", "$x_t$ and the clean image $x_0$", "(sqrt(a)*x0 - x)/(1 - a)", {
        "T11.1/target_sign": ("The score points from the noisy to the clean sample.", "(x - sqrt(a)*x0)/(1 - a)"),
        "T11.1/sigma_once": ("Divide by the variance σ².", "(sqrt(a)*x0 - x)/sqrt(1 - a)"),
        "T11.7/not_shrunk": ("The mean of x_t is √ᾱ x₀.", "(x0 - x)/(1 - a)"),
    }),
    "v_x0": ("the clean image $x_0$", "$x_t$ and $v = \\sqrt{\\bar\\alpha}\\,\\varepsilon - \\sqrt{1 - \\bar\\alpha}\\,x_0$", "sqrt(a)*x - sqrt(1 - a)*v", {
        "T11.8/v_sign": ("v=√ᾱ ε−√(1−ᾱ)x₀.", "sqrt(a)*x + sqrt(1 - a)*v"),
        "T11.8/v_is_noise": ("v is no noise: x₀=√ᾱ x−√(1−ᾱ)v, without dividing by √ᾱ.", "(x - sqrt(1 - a)*v)/sqrt(a)"),
        "T11.7/no_sqrt": ("Use √ᾱ and √(1−ᾱ).", "a*x - (1 - a)*v"),
    }),
    "v_eps": ("the noise $\\varepsilon$", "$x_t$ and $v = \\sqrt{\\bar\\alpha}\\,\\varepsilon - \\sqrt{1 - \\bar\\alpha}\\,x_0$", "sqrt(a)*v + sqrt(1 - a)*x", {
        "T11.8/v_sign": ("v=√ᾱ ε−√(1−ᾱ)x₀.", "sqrt(1 - a)*x - sqrt(a)*v"),
        "T11.8/v_coefficients": ("ε=√ᾱ v+√(1−ᾱ)x.", "sqrt(a)*x + sqrt(1 - a)*v"),
        "T11.7/no_sqrt": ("Use √ᾱ and √(1−ᾱ).", "a*v + (1 - a)*x"),
    }),
    "ddim": ("$x_{t'}$ of DDIM with $\\eta = 0$, at a step with $\\bar\\alpha_{t'} = b$", "the clean image $x_0$ and the noise $\\varepsilon$ that the network predicts", "sqrt(b)*x0 + sqrt(1 - b)*e", {
        "T11.7/t_shift": ("The earlier step has its own ᾱ.", "sqrt(a)*x0 + sqrt(1 - a)*e"),
        "T11.7/no_sqrt": ("Use √ᾱ and √(1−ᾱ).", "b*x0 + (1 - b)*e"),
        "T11.7/direction_missing": ("The predicted noise shows the way: a part of it stays.", "sqrt(b)*x0"),
    }),
    "slope": ("the slope $\\partial x_0 / \\partial \\varepsilon$ at a given $x_t$", "$\\bar\\alpha$ alone", "-sqrt((1 - a)/a)", {
        "T11.7/sign": ("More noise in x_t leaves less to the image.", "sqrt((1 - a)/a)"),
        "T11.7/not_scaled_up": ("Divide by √ᾱ: the data were shrunk by it.", "-sqrt(1 - a)"),
        "T11.7/no_sqrt": ("Use √ᾱ and √(1−ᾱ).", "-(1 - a)/a"),
    }),
}  # fmt: skip


def variant(rng):
    ask = str(rng.choice(list(QUESTIONS)))
    return {"ask": ask, "what": QUESTIONS[ask][0], "given": QUESTIONS[ask][1]}


def answer(v):
    return QUESTIONS[v["ask"]][2]


def mistakes(v):
    return QUESTIONS[v["ask"]][3]


# %% [markdown]
# In a diffusion model, $x_t = \sqrt{\bar\alpha}\,x_0 + \sqrt{1 - \bar\alpha}\,\varepsilon$ (take all of them as numbers). Write {{ what }} in terms of {{ given }}.
#
# Write `a` for $\bar\alpha$, `x` for $x_t$, `x0` for $x_0$, `e` for $\varepsilon${{ ", `v`" if ask in ("v_x0", "v_eps") }}{{ ", `b` for $\\bar\\alpha_{t'}$" if ask == "ddim" }}, as far as you need them.
# %% [raw]
# # END QUESTION

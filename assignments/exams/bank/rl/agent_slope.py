# %% [raw]
# # BEGIN QUESTION
# name: agent_slope
# type: symbolic
# points: 3
# title: Slopes of an agent's loss
# topics: [T13.2, T13.3, T13.4]
# symbols: {w: [-2, 2], x: [0.5, 2], y: [-2, 2], r: [-2, 2], g: [0.5, 0.99], b: [0.2, 0.9]}
# %% tags=["variant"]
LOSSES = {  # name → (in words, loss in TeX, by what, answer, mistakes)
    "semi": ("Its value of a state $x$ is $w x$. In a step from $x$ to $y$ with the reward $r$ it lowers, as TD learning does,", r"\tfrac12 (r + g w y - w x)^2", "w", "-(r + g*w*y - w*x)*x", {
        "T13.2/gradient_through_target": ("The target is a constant: no gradient flows through it.", "(r + g*w*y - w*x)*(g*y - x)"),
        "T13.2/sign": ("The value stands in the error with a minus.", "(r + g*w*y - w*x)*x"),
    }),
    "last": ("Its value of a state $x$ is $w x$. In the **last** step of an episode, from $x$ with the reward $r$, it lowers", r"(r - w x)^2", "w", "-2*(r - w*x)*x", {
        "T13.2/no_done": ("No bootstrap after a terminal step.", "-2*(r + g*w*y - w*x)*x"),
        "T13.2/no_factor_2": ("The derivative of a square has a factor of 2.", "-(r - w*x)*x"),
        "T13.2/sign": ("The value stands in the error with a minus.", "2*(r - w*x)*x"),
    }),
    "yes": ("It takes the first of two actions with the probability $\\sigma(w x)$, and took the **first**; the return onward was $r$, the baseline is $b$. By REINFORCE it lowers", r"-(r - b) \ln \pi(a)", "w", "-(r - b)*(1 - sigma(w*x))*x", {
        "T13.3/sign": ("Minimise the negative objective.", "(r - b)*(1 - sigma(w*x))*x"),
        "T13.3/no_baseline": ("Subtract the baseline from the return.", "-r*(1 - sigma(w*x))*x"),
        "T13.3/prob_not_log": ("Use log π.", "-(r - b)*sigma(w*x)*(1 - sigma(w*x))*x"),
    }),
    "no": ("It takes the first of two actions with the probability $\\sigma(w x)$, and took the **second**; the return onward was $r$, the baseline is $b$. By REINFORCE it lowers", r"-(r - b) \ln \pi(a)", "w", "(r - b)*sigma(w*x)*x", {
        "T13.3/sign": ("Minimise the negative objective.", "-(r - b)*sigma(w*x)*x"),
        "T13.3/best_action": ("The action that was taken counts.", "-(r - b)*(1 - sigma(w*x))*x"),
        "T13.3/no_baseline": ("Subtract the baseline from the return.", "r*sigma(w*x)*x"),
    }),
    "normal": ("It draws its action $y$ from $N(w x, 1)$; the return onward was $r$. By REINFORCE it lowers", r"-r \ln \pi(y)", "w", "-r*(y - w*x)*x", {
        "T13.3/sign": ("Minimise the negative objective.", "r*(y - w*x)*x"),
        "T13.3/inner": ("The mean is w x: its slope is x.", "-r*(y - w*x)"),
        "T13.3/prob_not_log": ("Use log π.", "-r*(y - w*x)*x*exp(-(y - w*x)^2/2)/sqrt(2*pi)"),
    }),
    "ratio": ("It took an action to which the old policy gave the probability $b$ and the new one gives $\\sigma(w x)$; the advantage is $r$. PPO, whose clipping does not matter here, lowers", r"-\frac{\pi}{b}\, r", "w", "-r*sigma(w*x)*(1 - sigma(w*x))*x/b", {
        "T13.4/log_not_ratio": ("PPO's ratio is no logarithm.", "-r*(1 - sigma(w*x))*x"),
        "T13.4/sign": ("Minimise the negative objective.", "r*sigma(w*x)*(1 - sigma(w*x))*x/b"),
    }),
    "entropy": ("It takes the first of two actions with the probability $p = \\sigma(w x)$. As a bonus, its entropy is subtracted from the loss with the weight $b$:", r"b\,\big(p \ln p + (1 - p) \ln(1 - p)\big)", "w", "b*w*x*sigma(w*x)*(1 - sigma(w*x))*x", {
        "T13.4/entropy_sign": ("Entropy is *subtracted* from the loss.", "-b*w*x*sigma(w*x)*(1 - sigma(w*x))*x"),
        "T13.4/by_logit": ("The logit is w x: its slope is x.", "b*w*x*sigma(w*x)*(1 - sigma(w*x))"),
    }),
    "critic": ("Its critic's value of a state $x$ is $w x$, the return was $r$. With the advantage $r - w x$ as a **constant** for the actor, which gave the action the probability $b$, its loss is", r"-(r - w x) \ln b + \tfrac12 (w x - r)^2", "w", "(w*x - r)*x", {
        "T13.4/adv_grad": ("Advantages are constants for the actor.", "x*ln(b) + (w*x - r)*x"),
        "T13.4/inner": ("The value is w x: its slope is x.", "w*x - r"),
    }),
}  # fmt: skip


def variant(rng):
    kind = str(rng.choice(list(LOSSES)))
    return {"kind": kind, "told": LOSSES[kind][0], "loss": LOSSES[kind][1]}


def answer(v):
    return LOSSES[v["kind"]][3]


def mistakes(v):
    return LOSSES[v["kind"]][4]


# %% [markdown]
# An agent has one weight, $w$. {{ told }}
#
# $${{ loss }}.$$
#
# What is the gradient with respect to $w$ that it follows? Write it with the letters above{{ " (`g` is the discount)" if kind in ("semi",) }}.
# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: model_claim
# type: rubric
# points: 6
# title: A claim about a language model
# topics: [T8.2, T8.5, T8.7]
# lines: 10
# rubric: [{name: first threat, points: 2, hint: "how large is the error of an accuracy from so few questions; one seed; the prompt was chosen on the test questions"}, {name: second threat, points: 2, hint: "baseline without the same budget or prompt; questions that may be in the training data; tokens or texts that differ"}, {name: experiment, points: 2, hint: "it must be able to refute the claim, and change one thing only"}]
# %% tags=["variant"]
import math

METHODS = {
    "lora": ("LoRA of rank {r}", "full finetuning"),
    "rag": ("retrieval with {r} passages", "the model alone"),
    "prompt": ("{r} examples in the context", "no example"),
    "chain": ("sampling {r} answers and taking the most frequent", "greedy decoding"),
}


def variant(rng):
    method, baseline = METHODS[str(rng.choice(list(METHODS)))]
    before = int(rng.integers(45, 80))
    return {
        "method": method.format(r=int(rng.choice([4, 8, 16]))),
        "baseline": baseline,
        "n": int(rng.choice([50, 80, 100, 150, 200])),
        "before": before,
        "after": before + int(rng.integers(2, 6)),
        "prompts": int(rng.integers(5, 21)),
    }


def solution(v):
    p = v["before"] / 100
    error = 100 * math.sqrt(p * (1 - p) / v["n"])
    return (
        f"The standard error of {v['before']} % of {v['n']} questions is {error:.1f} points, and the gain is {v['after'] - v['before']} points; one run. "
        f"Choosing among {v['prompts']} prompts on the test questions favours the method; the baseline had one prompt. The questions may be "
        "known from training. Decisive: both with a prompt chosen on other questions, several seeds, more (new) questions, a paired test."
    )


# %% [markdown]
# A report says: "On {{ n }} questions from the web, {{ method }} answers {{ after }} % correctly, {{ baseline }} {{ before }} %. We tried {{ prompts }} prompts for our method and report the best;
# the baseline uses the prompt of its paper. All numbers are from one run. So our method is better."
#
# In at most ten lines: name **two threats** to this claim (with a number, where the report allows one), and **one experiment** that would settle it.
# %% [raw]
# # END QUESTION

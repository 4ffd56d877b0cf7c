# %% [raw]
# # BEGIN QUESTION
# name: llm_errors
# type: text
# points: 6
# title: Find the error (language models)
# topics: [T8.2, T8.3, T8.4, T8.5, T8.6, T8.7]
# lines: 6
# %% tags=["variant"]
CASES = {
    "shift": (
        "They compute the loss of their language model with `cross_entropy(logits, ids)`, position by position, and train {n} epochs with a causal mask.",
        "The perplexity is {ppl}; asked to go on, the model repeats its last token for ever.",
        "The target of position t is token t + 1; as it is the model copies its input. Shift: `logits[:, :-1]` against `ids[:, 1:]`.",
    ),
    "all": (
        "Their BERT is trained with the mean of the loss over **all** tokens of the corrupted text, {pct} % of them masked.",
        "The loss falls to {ppl} within an hour; on the masked tokens alone the model is right in {low} % of the cases.",
        "Most tokens can be copied, so the mean hides the task. Average over the selected positions.",
    ),
    "prompt": (
        "They finetune on {n} thousand pairs of instruction and answer, with the loss over both.",
        "Asked a question, the model goes on with further questions in the style of the instructions.",
        "The loss on prompts teaches it to write prompts. Mask the prompt's tokens: only the answer counts.",
    ),
    "kl": (
        "They maximise the score of a reward model with PPO, without a penalty.",
        "The reward rises from {low} to {high}; the answers turn into the same flattering sentence, repeated.",
        "The policy exploits the reward model where it is wrong. Penalise the divergence from the supervised model (β > 0).",
    ),
    "compare": (
        "They compare two language models by perplexity: theirs has a vocabulary of {V} thousand tokens, the other one of {W} thousand.",
        "Theirs has a perplexity of {low}, the other of {high}; readers find the texts of the other one better.",
        "Perplexity is per token; with other tokens it is another quantity. Compare bits per character or byte.",
    ),
    "zero": (
        "They start LoRA with A = 0 and B = 0, \"so that nothing changes at first\", and train {n} epochs.",
        "The loss does not move at all.",
        "The gradient of each factor contains the other: both stay 0. Start A at random, only B at 0.",
    ),
    "leak": (
        "They report {high} % on a benchmark of 2019 for a model trained on web pages up to last year.",
        "On questions written this month it has {low} %.",
        "The benchmark (and its answers) may be in the training data. Check for contamination; use new or held-out questions.",
    ),
}


def variant(rng):
    low = int(rng.integers(12, 40))
    values = {
        "n": int(rng.integers(2, 13)), "ppl": float(rng.choice([1.01, 1.02, 1.05, 1.1])), "pct": int(rng.choice([10, 15, 20])), "low": low,
        "high": low + int(rng.integers(20, 45)), "V": int(rng.choice([8, 10, 16])), "W": int(rng.choice([32, 50, 100])),
    }  # fmt: skip
    case = str(rng.choice(list(CASES)))
    told, seen, _ = (text.format(**values) for text in CASES[case])
    return {"case": case, "told": told, "seen": seen}


def solution(v):
    return f"2 points for the error, 2 for why it shows as it does, 2 for the repair. {CASES[v['case']][2]}"


# %% [markdown]
# Fellow students describe what they did: {{ told }}
#
# And what they saw: {{ seen }}
#
# **What** is the error, **why** does it show in this way, and **how** is it repaired?
# %% [raw]
# # END QUESTION

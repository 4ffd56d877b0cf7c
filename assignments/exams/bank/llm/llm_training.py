# %% [raw]
# # BEGIN QUESTION
# name: llm_training
# type: choice
# points: 1
# title: How it was trained
# topics: [T8.2, T8.3, T8.4, T8.7, T8.9]
# %% tags=["variant"]
GOALS = {  # what it does → name
    "It predicts the next token of a text, and then learns a task with all weights and that loss beside it.": "GPT-1",
    "It is shown a few examples of the task in its context; no weight changes.": "GPT-3 (few-shot)",
    "It predicts hidden tokens from both sides, and whether two sentences follow each other.": "BERT",
    "It learns from answers that people wrote to instructions, the loss on the answers alone.": "supervised finetuning for InstructGPT",
    "It scores pairs of answers, so that the one that people prefer gets more.": "the reward model of InstructGPT",
    "It maximises a learned reward less a penalty for drifting from the supervised model.": "the PPO step of InstructGPT",
    "It learns from pairs of answers directly, against a frozen reference, without a reward model.": "DPO",
    "It trains two narrow matrices beside each frozen weight matrix.": "LoRA",
}


def variant(rng):
    goals = [str(g) for g in rng.choice(list(GOALS), size=4, replace=False)]
    return {"name": GOALS[goals[0]], "goals": goals}


def options(v):
    right, *others = v["goals"]
    return {"right": [right], "wrong": {g: f"That is {GOALS[g]}." for g in others}}


# %% [markdown]
# Which sentence describes **{{ name }}**?
# %% [raw]
# # END QUESTION

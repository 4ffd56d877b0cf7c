# %% [raw]
# # BEGIN QUESTION
# name: llm_facts
# type: multiple
# points: 2
# title: Language models
# topics: [T8.1, T8.2, T8.3, T8.4]
# %% tags=["variant"]
RIGHT = [
    "Byte-pair encoding merges the most frequent pair of neighbours again and again.",
    "A causal language model is trained with the token at t + 1 as the target of position t.",
    "A perplexity of 1 means that the model was certain and right.",
    "GPT-2 shares the matrix of its input and output embeddings.",
    "In-context learning changes no weights.",
    "Of the tokens selected for BERT's masked language model a tenth stays unchanged.",
    "BERT attends in both directions.",
    "In supervised finetuning the tokens of the prompt carry no loss.",
    "A reward model learns from comparisons of answers.",
    "The penalty of RLHF keeps the policy near the supervised model.",
]
WRONG = {
    "Sub-words of byte-pair encoding may cross the border of two words.": "Pairs never cross words.",
    "The perplexity is the mean of the inverse probabilities.": "It is the exponential of the mean log loss.",
    "GPT-2 normalises after each residual, as GPT-1 did.": "GPT-2 moved the norm before the sub-layer.",
    "GPT-3 was finetuned on each benchmark.": "It was prompted, without updates.",
    "BERT's loss is averaged over all tokens.": "Only selected positions have a loss.",
    "BERT is trained to predict the next token.": "It predicts hidden tokens from both sides.",
    "[CLS] and [SEP] may be masked.": "Special tokens are never selected.",
    "The reference model of RLHF is trained along.": "The reference is frozen.",
    "The reward model's loss is the squared distance to a mark.": "It is a logistic loss of differences.",
}


def variant(rng):
    return {"statements": [str(s) for s in rng.choice([*RIGHT, *WRONG], size=5, replace=False)]}


def options(v):
    right = [s for s in v["statements"] if s in RIGHT]
    return {"right": right, "wrong": {s: WRONG[s] for s in v["statements"] if s in WRONG}}


def accept(v):
    return 2 <= len(options(v)["right"]) <= 3


# %% [markdown]
# Which of these statements are right?
# %% [raw]
# # END QUESTION

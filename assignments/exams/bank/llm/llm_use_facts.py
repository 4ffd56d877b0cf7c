# %% [raw]
# # BEGIN QUESTION
# name: llm_use_facts
# type: multiple
# points: 2
# title: Using language models
# topics: [T8.5, T8.6, T8.7, T8.8, T8.10]
# %% tags=["variant"]
RIGHT = [
    "A temperature below 1 makes likely tokens likelier.",
    "Nucleus sampling keeps more tokens where the model is less certain.",
    "Beam search may find a likelier text than greedy decoding.",
    "A cache of keys and values saves computing them again for each new token.",
    "RAG-token may take each token of an answer from another document.",
    "BM25 lets the count of a word saturate.",
    "With B = 0 at the start, LoRA first changes nothing.",
    "A merged LoRA update costs nothing more at inference.",
    "QLoRA keeps the frozen weights in four bits.",
    "Speculative decoding draws from the same law as the large model alone.",
    "Training a model takes about 6 operations for each parameter and token.",
]
WRONG = {
    "A temperature multiplies the logits.": "Logits are divided by it.",
    "Top-k sampling needs no normalisation after the filter.": "Probabilities must sum to 1 again.",
    "Greedy decoding finds the likeliest text.": "The likeliest token now may lead to worse ones.",
    "Retrieval changes the weights of the generator for each question.": "Documents are put into its context.",
    "Recall divides by the number of documents that were retrieved.": "It divides by the relevant ones.",
    "In LoRA, A and B both start at 0.": "Then no gradient would flow.",
    "LoRA trains as many weights as full finetuning.": "r(d + k) instead of dk.",
    "Prompt tuning trains the embedding of the whole vocabulary.": "It trains a few vectors before the input.",
    "The cache grows with the number of query heads, whatever shares them.": "It holds key–value heads.",
    "After a rejection, speculative decoding draws from the large model's own law.": "It draws from the normalised max(0, p − q).",
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

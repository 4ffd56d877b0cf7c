# %% [raw]
# # BEGIN QUESTION
# name: prompt_layout
# type: choice
# points: 1
# title: Where things stand in a prompt
# topics: [T8.2, T8.6]
# %% tags=["variant"]
from reference.llm import causal, retrieval
from reference.misconceptions import misconceptions_of

OPPOSITES = ["hot → cold", "big → small", "fast → slow", "old → young", "wet → dry", "high → low", "dark → light", "hard → soft"]
FACTS = ["Ada wrote the first program.", "Hebb published in 1949.", "BERT masks tokens.", "LeNet read cheques.", "GPT-3 has 96 blocks."]
QUESTIONS = ["Who wrote the first program?", "When did Hebb publish?", "What does BERT mask?", "What did LeNet read?"]


def variant(rng):
    if rng.integers(2):
        words = [str(w).split(" → ") for w in rng.choice(OPPOSITES, size=3, replace=False)]
        return {"kind": "few-shot", "examples": words[:2], "query": words[2][0]}
    return {"kind": "RAG", "passages": [str(w) for w in rng.choice(FACTS, size=2, replace=False)], "query": str(rng.choice(QUESTIONS))}


def shown(prompt):
    """On one line; ⏎ is the end of a line."""
    return "`" + prompt.replace("\n", " ⏎ ") + "`"


def prompt(v, function=None):
    if v["kind"] == "few-shot":
        function = function or causal.few_shot_prompt
        return shown(function("Give the opposite.", [tuple(e) for e in v["examples"]], v["query"]))
    return shown((function or retrieval.build_rag_prompt)(v["query"], v["passages"]))


def options(v):
    function = causal.few_shot_prompt if v["kind"] == "few-shot" else retrieval.build_rag_prompt
    notes = {prompt(v, m.mutant): m.message for m in misconceptions_of(function) if m.key != "T8.6/from_0"}
    if v["kind"] == "RAG":
        notes[prompt(v | {"passages": []})] = "The model can only use passages that are in its prompt."
    return {"right": [prompt(v)], "wrong": notes}


# %% [markdown]
# {% if kind == "few-shot" %}A pretrained model, which continues texts and was never finetuned, shall find the opposite of "{{ query }}" by **few-shot**
# learning from two examples. {% else %}A retriever has found two passages for the question "{{ query }}". A pretrained model, which continues texts, shall
# answer it with their help. {% endif %}Which prompt does it get (⏎ ends a line)?
# %% [raw]
# # END QUESTION

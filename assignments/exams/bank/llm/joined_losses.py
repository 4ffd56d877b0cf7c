# %% [raw]
# # BEGIN QUESTION
# name: joined_losses
# type: number
# points: 1
# title: Two losses at once
# topics: [T8.2, T8.4]
# low: 0.01
# high: 100
# %% tags=["variant"]
from reference.llm import alignment, causal
from reference.misconceptions import misconceptions_of


def variant(rng):
    model = str(rng.choice(["GPT-1", "InstructGPT"]))
    return {
        "model": model,
        "first": int(rng.integers(2, 40)) / 20,
        "lm": int(rng.integers(30, 90)) / 20,
        "weight": float(rng.choice([0.2, 0.3, 0.4, 0.5] if model == "GPT-1" else [0.1, 0.5, 2, 5])),
    }


def loss(function, v):
    return function(v["first"], v["lm"], v["weight"])


def function(v):
    return causal.gpt1_finetune_loss if v["model"] == "GPT-1" else alignment.ppo_ptx_loss


def answer(v):
    return loss(function(v), v)


def mistakes(v):
    keys = () if v["model"] == "GPT-1" else ("T8.4/gamma_on_ppo", "T8.4/ptx_sign")
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(function(v), *keys)}


# %% [markdown]
# {% if model == "GPT-1" %}GPT-1 is finetuned on a task with language modelling as an auxiliary loss. In one batch the loss of the task is
# {{ first | neat }} and that of the language model {{ lm | neat }}; $\lambda = {{ weight | neat }}$.{% else %}InstructGPT is trained with PPO-ptx, which mixes the
# loss of pretraining into that of PPO. In one batch the loss of PPO is {{ first | neat }} and that of pretraining {{ lm | neat }};
# $\gamma = {{ weight | neat }}$.{% endif %} Which loss is minimised?
# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: lstm_parameters
# type: number
# points: 2
# title: Parameters of an LSTM
# topics: [T6.4]
# integer: true
# low: 1
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.rnn import lstm


def variant(rng):
    return {
        "D": int(rng.choice([8, 10, 16, 32, 40, 50, 64, 100, 128, 200, 300])),
        "H": int(rng.choice([16, 20, 32, 48, 64, 96, 128, 200, 256])),
        "two_biases": bool(rng.integers(2)),
    }


def answer(v):
    return lstm.lstm_param_count(**v)


def mistakes(v):
    keys = ["T6.4/three_gates", "T6.4/no_recurrent"] + ["T6.4/one_bias"] * v["two_biases"]
    named = {m.key: (m.message, m.mutant(**v)) for m in misconceptions_of(lstm.lstm_param_count, *keys)}
    if not v["two_biases"]:
        named["T6.4/two_biases"] = ("In a textbook's LSTM each block has one bias.", lstm.lstm_param_count(v["D"], v["H"]))
    return named


# %% [markdown]
# An LSTM layer has {{ D }} inputs and {{ H }} units. How many parameters has it
# {% if two_biases %}as torch's `nn.LSTM` builds it: with a bias for the input **and** one for the state in each block{% else %}in the form of textbooks, with **one** bias in each block{% endif %}?
# %% [raw]
# # END QUESTION

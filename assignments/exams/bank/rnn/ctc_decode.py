# %% [raw]
# # BEGIN QUESTION
# name: ctc_decode
# type: code
# points: 5
# title: Reading letters in code
# topics: [T6.6]
# misconceptions: [T6.6/blanks_first, T6.6/not_collapsed, T6.6/never_blank, T6.6/axis]
# %% tags=["variant"]
def variant(rng):
    letters = "".join(str(c) for c in rng.permutation(list("enirt")))
    blank = int(rng.integers(6))
    return {"classes": letters[:blank] + "-" + letters[blank:], "blank": blank}


# %% [markdown]
# A network for handwriting gives an array `p` of shape (steps, 6): in each row the probabilities of the classes `{{ classes[0] }}`, `{{ classes[1] }}`, `{{ classes[2] }}`,
# `{{ classes[3] }}`, `{{ classes[4] }}`, `{{ classes[5] }}`, in this order. `-` is the blank of CTC.
#
# Write `ctc_decode(p)`, which reads the **likeliest path** as CTC does, and returns the letters as a string (`""` where there are none). Among equally
# likely classes the first counts.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def ctc_decode(p):
    """The letters of the likeliest path."""
    # BEGIN SOLUTION
    read, before = "", ""
    for row in p:
        now = "{{ classes }}"[int(np.argmax(row))]
        if now not in (before, "-"):
            read += now
        before = now
    return read
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a string
points: 1
""" # END TEST CONFIG
def test_public_string(ctc_decode):
    import numpy as np

    read = ctc_decode(np.eye(6))  # each class once, in the order of the question
    assert isinstance(read, str), f"expected a string, got {type(read).__name__}"
    assert len(read) == 5, f"of a path with each class once, expected the five letters and no blank, got {read!r}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: review_indices
# type: matrix
# points: 2
# title: Reviews as numbers
# topics: [T0.4]
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.practice import reviews

WORDS = ["a", "bad", "best", "film", "good", "it", "plot", "the", "thin", "was"]


def variant(rng):
    words = [str(w) for w in rng.choice(WORDS, size=5, replace=False)]
    texts = [[str(w) for w in rng.choice(words, size=4)] for _ in range(3)]
    return {"texts": texts, "num_words": int(rng.choice([6, 7])), "new": [str(w) for w in rng.choice(words, size=4)]}


def indices(v, vocabulary=reviews.build_vocabulary, encode=reviews.encode):
    return encode(v["new"], vocabulary(v["texts"], v["num_words"]))


def answer(v):
    return indices(v)


def mistakes(v):
    named = {m.key: (m.message, indices(v, m.mutant)) for m in misconceptions_of(reviews.build_vocabulary)}
    found = misconceptions_of(reviews.encode, "T0.4/unknown_is_padding")
    return named | {m.key: (m.message, indices(v, encode=m.mutant)) for m in found}


# %% [markdown]
# Film reviews are turned into indices as in the data set of the course's notebook: 0 is padding, 1 the start of a review, 2 an unknown word,
# 3 is not used; the most frequent word of all reviews gets 4, the next 5 and so on (of equally frequent words the first in the
# alphabet). Indices stay **below {{ num_words }}**; all rarer words are unknown. The reviews are
#
# | review | text |
# |---|---|
# {% for words in texts %}| {{ loop.index }} | {{ words | join(" ") }} |
# {% endfor %}
#
# Give the five numbers of the new review "{{ new | join(" ") }}", its start included.
# %% [raw]
# # END QUESTION

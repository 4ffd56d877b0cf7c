# %% [markdown]
# # Language models: from letters to answers
#
# A language model guesses the next piece of a text, and nothing else. All the rest is what people do with the guess. You will build
# each station once, small enough to see what happens: a tokenizer that learns from **your own text**, the two losses with which GPT and
# BERT are trained, the reward that makes a model polite, the search for a good answer, a library to look things up in, and a way to
# finetune a matrix without touching it. (The lecture notes, `001_93c4fdc1f7522504.txt`, give these stations two weeks: pretraining, BERT,
# GPT-1 to 3 and InstructGPT in week 6, use, retrieval and efficient finetuning in week 7.)
#
# Logits are floats of any size (±1000 do occur), tokens are integers from 0, logarithms are natural. **Never change an argument that you
# were given**, and return what is asked for and nothing more. <!-- graded: mutation, outputs -->
#
# Two functions are given. `log_softmax` you know from the assignment on losses; `words` cuts a text into its words.
# %%
import re
from collections import Counter

import numpy as np


def log_softmax(z):
    """Logarithms of the probabilities along the last axis, z: any shape → the same shape."""
    below = z - z.max(axis=-1, keepdims=True)
    return below - np.log(np.exp(below).sum(axis=-1, keepdims=True))


def words(text):
    """The words of a text in lower case, split at what is no letter or digit → list of str."""
    return re.findall(r"\w+", text.lower())


# %% [markdown]
# Put a text of your own here, a few hundred words in any language: a letter, a recipe, lyrics. Plots and samples below are made of it;
# no test looks at it.
# %%
MY_TEXT = """
The old lighthouse keeper kept a ledger of the light. Each evening he climbed the stairs, lit the lamp, and wrote the hour of the
lighting and the height of the tide. Each morning he put out the lamp, climbed down the stairs, and wrote the hour of the dawn. The
numbers in the ledger rose and fell as the tide rose and fell, and the keeper liked to guess the next number before he wrote it.
At first he guessed badly. He guessed the number of the evening before, and the tide was higher or lower than the guess. Then he looked
at two evenings, and at three, and the guesses were closer. In the winter he looked at the whole ledger, and at the moon, and the
guesses were so close that the fishermen asked him for the tide of the next evening before they asked him for the weather.
A boy of the village asked the keeper how he knew. The keeper gave him the ledger and said: hide the last number of a page, guess it,
and look. Do it again with the next page. The boy read the ledger for a whole winter. In the spring the boy guessed the tide better
than the keeper, and nobody had told him about the moon.
When the keeper was old, the boy kept the light. He lit the lamp in the evening and put out the lamp in the morning, and he wrote the
hours and the heights in the ledger. A stranger came to the lighthouse and asked what the ledger was for. It is for guessing the next
line, said the boy. And what is the guessing for, asked the stranger. The boy looked at the sea, and at the ledger, and he said:
for keeping the light.
"""

# %% [markdown]
# ## Question 1: a tokenizer
#
# Letters are too short to carry a meaning, and there are too many words to give each a number. *Byte-pair encoding* finds the middle in
# the data: start from single characters, count all pairs of neighbours **inside words**, join the most frequent pair everywhere, and
# count again. Each join is a *merge*, and the list of merges is the whole tokenizer.
#
# ```
#   low ×5   lower ×2   newest ×6   widest ×3          a word that occurs 6 times counts its pairs 6 times
#
#   merge          counted   now the words are
#                            l o w      l o w e r     n e w e s t    w i d e s t
#   1   e + s         9      l o w      l o w e r     n e w es t     w i d es t
#   2   es + t        9      l o w      l o w e r     n e w est      w i d est
#   3   l + o         7      lo w       lo w e r      n e w est      w i d est
#   4   lo + w        7      low        low e r       n e w est      w i d est
#   5   e + w         6      low        low e r       n ew est       w i d est
# ```
#
# In the first row `s t` occurs 9 times, too. **Of equally frequent pairs the alphabetically smallest is merged**, as Python compares
# tuples: `("e", "s") < ("s", "t")`. (Others take the largest. A tokenizer is only reproducible if somebody decides.)
#
# To encode a word, take its characters and apply the merges **in the order in which they were learnt**, each one everywhere, from left to
# right and without overlap: the merge `a + a` makes `aa a` of `a a a`.
#
# ```
#   lowest   →   l o w e s t   →1→   l o w es t   →2→   l o w est   →3→   lo w est   →4→   low est
# ```
#
# "lowest" was not in the text, and yet it comes out as two pieces that mean something.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 4
# %% [markdown]
# Write
#
# * `bpe_train(word_counts, n_merges)`: `word_counts` is a dict from word to how often it occurs (1 or more); return the list of merges,
#   pairs of strings, in the order of training. Stop early when no pair is left;
# * `bpe_encode(word, merges)` → the list of pieces. Merges that do not occur change nothing; the empty word has no pieces.
#
# *The usual trap:* after a merge the neighbours are new ones. Count again.
# %% [raw]
# # BEGIN SOLUTION
# %%
def bpe_train(word_counts, n_merges):
    """The merges of byte-pair encoding, word_counts: dict word → count → list of pairs."""
    # BEGIN SOLUTION
    merges, split = [], {word: list(word) for word in word_counts}
    for _ in range(n_merges):
        pairs = Counter()
        for word, pieces in split.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] += word_counts[word]
        if not pairs:
            break
        merges.append(min(pairs, key=lambda pair: (-pairs[pair], pair)))
        split = {word: bpe_encode(pieces, merges[-1:]) for word, pieces in split.items()}
    return merges
    # END SOLUTION


def bpe_encode(word, merges):
    """The pieces of a word, merges: list of pairs → list of str."""
    # BEGIN SOLUTION
    pieces = list(word)
    for left, right in merges:
        joined = []
        for piece in pieces:
            if joined and joined[-1] == left and piece == right:
                joined[-1] = left + right  # longer than left: nothing overlaps
            else:
                joined.append(piece)
        pieces = joined
    return pieces
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: five merges
points: 0.5
""" # END TEST CONFIG
def test_public_merges(bpe_train):
    counts = {"low": 5, "lower": 2, "newest": 6, "widest": 3}
    got = bpe_train(counts, 5)
    assert isinstance(got, list), f"return a list of pairs, got {type(got).__name__}"
    right = [("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w"), ("e", "w")]
    for i, pair in enumerate(right):
        assert len(got) > i and tuple(got[i]) == pair, f"merge {i + 1} of the table joins {pair[0]} and {pair[1]}, you have {got[i:i + 1]}"
    assert len(got) == 5, f"n_merges is 5, got {len(got)} merges"
    assert counts == {"low": 5, "lower": 2, "newest": 6, "widest": 3}, "bpe_train changed the dict that it was given"
# %%
""" # BEGIN TEST CONFIG
name: a word that was never seen
points: 0.5
""" # END TEST CONFIG
def test_public_lowest(bpe_encode):
    merges = [("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w")]
    got = bpe_encode("lowest", merges)
    assert isinstance(got, list), f"return a list of strings, got {type(got).__name__}"
    assert got == ["low", "est"], f"the last line of the text: low est; you have {' '.join(map(str, got))}"
    assert bpe_encode("aaa", [("a", "a")]) == ["aa", "a"], "a a a has one pair from the left: aa a"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Your text through your tokenizer, after 50 merges and after 200 (learnt on its first four fifths): each colour is a token. A space belongs to
# the word after it, written `_`. Which pieces look like a grammar, and which are just frequent? Right: the longer the vocabulary, the shorter the text.
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

COLOURS = ("#cfe2f3", "#fce5cd", "#d9ead3", "#ead1dc", "#fff2cc", "#d0e0e3")


def draw_pieces(panel, pieces, colours, width=46, lines=9):
    """Writes pieces on coloured ground, line by line."""
    row = at = 0
    for piece, colour in zip(pieces, colours):
        if at + len(piece) > width:
            row, at = row + 1, 0
        if row == lines:
            break
        panel.add_patch(plt.Rectangle((at, -row - 0.75), len(piece), 0.9, facecolor=colour, edgecolor="white"))
        for i, letter in enumerate(piece):
            panel.text(at + i + 0.5, -row - 0.3, letter, family="monospace", fontsize=8, ha="center", va="center")
        at += len(piece)
    panel.set(xlim=(0, width), ylim=(-lines, 0.5))
    panel.axis("off")


my_words = ["_" + word for word in re.findall(r"\w+|[^\w\s]", MY_TEXT.lower())]
try:
    my_merges = [tuple(pair) for pair in bpe_train(dict(Counter(my_words[: 4 * len(my_words) // 5])), 200)]
    figure, panels = plt.subplots(1, 3, figsize=(13, 3), width_ratios=(2, 2, 1.2), layout="constrained")
    for panel, n in zip(panels, (50, 200)):
        pieces = [piece for word in my_words[:90] for piece in bpe_encode(word, my_merges[:n])]
        draw_pieces(panel, pieces, [COLOURS[i % 6] for i in range(len(pieces))])
        panel.set_title(f"{n} merges", fontsize=10)
    steps, ratio = range(0, len(my_merges) + 1, 20), []
    for n in steps:
        cut = {word: len(bpe_encode(word, my_merges[:n])) for word in set(my_words)}
        ratio.append(sum(map(len, my_words)) / sum(cut[word] for word in my_words))
    panels[2].plot(steps, ratio, "o-", markersize=3)
    panels[2].set(xlabel="merges", ylabel="characters a token")
except (TypeError, ValueError):
    print("answer question 1 to see your tokens")
# %% [markdown]
# ## Question 2: the loss of GPT
#
# The probability of a text is a product, one factor for each token given those before it. Its logarithm is a sum, and the negative mean
# of that sum is the loss of every GPT:
#
# $$p(w_1 \dots w_T) = \prod_t p(w_t \mid w_{<t}), \qquad L = -\frac1n \sum_t \log p(w_{t+1} \mid w_{\le t})$$
#
# One pass through the network gives logits at **all** positions, and the row at position $t$ is a guess about the token at $t + 1$:
#
# ```
#   position      0         1         2         3
#   reads         the       boy       kept      the
#   guesses       boy       kept      the       (nobody knows: no loss)
#   labels        the       boy       kept      the         as long as the logits: shift them yourself
# ```
#
# Labels are the tokens of the text, not yet shifted. Where a label is `ignore_index` there is nothing to be guessed (padding, say):
# such a position counts neither in the sum nor in $n$. All others weigh the same, in whichever sequence of the batch they stand.
#
# A mean of logarithms is hard to feel, so people report $e^L$, the **perplexity**. Tokens that had the probabilities $\frac12$,
# $\frac14$ and $\frac18$ have $L = \frac13(\log 2 + \log 4 + \log 8) = 2 \log 2$ and a perplexity of 4: the model was as unsure as
# somebody who throws a fair die with four sides. (The mean of 2, 4 and 8 is another number. Why is it not the one?)
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 4
# %% [markdown]
# Write
#
# * `causal_lm_loss(logits, labels, ignore_index=-100)`: `logits` is `(B, T, V)`, `labels` `(B, T)` integers; return the loss, a number.
#   At least one token has a loss;
# * `perplexity(nll)`: `nll` is `(n,)`, the losses of single tokens in nats; return a number.
# %% [raw]
# # BEGIN SOLUTION
# %%
def causal_lm_loss(logits, labels, ignore_index=-100):
    """Mean loss of the next tokens, logits: (B, T, V), labels: (B, T) int → number."""
    # BEGIN SOLUTION
    logp, following = log_softmax(logits[:, :-1]), labels[:, 1:]
    row, column = np.nonzero(following != ignore_index)
    return -np.mean(logp[row, column, following[row, column]])
    # END SOLUTION


def perplexity(nll):
    """Perplexity of losses in nats, nll: (n,) → number."""
    return np.exp(np.mean(nll))  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three tokens, one of them padding
points: 0.5
""" # END TEST CONFIG
def test_public_padding(causal_lm_loss):
    import numpy as np
    logits = np.log(np.array([[[0.5, 0.25, 0.25], [0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]]))
    got = causal_lm_loss(logits, np.array([[2, 0, 1]]))
    assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 1.5 * np.log(2)), "position 0 guesses 0 with 1/2, position 1 guesses 1 with 1/4, position 2 guesses nothing"
    assert np.allclose(causal_lm_loss(logits, np.array([[2, 0, -100]])), np.log(2)), "without the last token 1/2 is left, and n is 1"
    assert np.allclose(logits[0, 0, 0], np.log(0.5)), "causal_lm_loss changed the logits that it was given"
# %%
""" # BEGIN TEST CONFIG
name: a die with four sides
points: 0.5
""" # END TEST CONFIG
def test_public_die(perplexity):
    import numpy as np
    got = perplexity(-np.log(np.array([0.5, 0.25, 0.125])))
    assert np.shape(got) == (), f"the perplexity is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 4), "1/2, 1/4 and 1/8 have a perplexity of 4"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# The smallest language model counts which token follows which. Here it is, on your tokens: trained on the first four fifths of your text,
# judged by your loss on the last fifth. Perplexities **cannot be compared between tokenizers** (left: longer tokens are harder to guess, that
# is all). What can be compared is the loss of a whole text divided by its characters, in bits (right). How many merges would you take for so
# little text, and what does the model know where the two lines are far apart?
# %%
def bigram_model(ids, V):
    """Logits (V, V) of a model that counts which token follows which."""
    counts = np.full((V, V), 0.02)
    np.add.at(counts, (ids[:-1], ids[1:]), 1.0)
    return np.log(counts)


def cut_text(n):
    """Token numbers of the first four fifths and of the rest after n merges, and the vocabulary: characters, then merges."""
    vocabulary = sorted(set("".join(my_words))) + ["".join(pair) for pair in my_merges[:n]]
    number = {piece: i for i, piece in enumerate(vocabulary)}
    pieces = {word: [number[piece] for piece in bpe_encode(word, my_merges[:n])] for word in set(my_words)}
    cut = [pieces[word] for word in my_words]
    at = 4 * len(my_words) // 5
    seen, unseen = (np.array([i for word in part for i in word]) for part in (cut[:at], cut[at:]))
    return seen, unseen, vocabulary


try:
    characters = [sum(map(len, part)) for part in (my_words[: 4 * len(my_words) // 5], my_words[4 * len(my_words) // 5 :])]
    rows = []
    for n in steps:
        *parts, vocabulary = cut_text(n)
        table = bigram_model(parts[0], len(vocabulary))
        losses = [float(causal_lm_loss(table[ids][None], ids[None])) for ids in parts]
        bits = [loss * (len(ids) - 1) / np.log(2) / size for loss, ids, size in zip(losses, parts, characters)]
        rows.append([float(perplexity(np.array([loss]))) for loss in losses] + bits)
    curves = np.array(rows).T
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
    for panel, (seen, unseen) in zip((left, right), (curves[:2], curves[2:])):
        panel.plot(steps, unseen, label="last fifth")
        panel.plot(steps, seen, "--", label="trained on")
        panel.set_xlabel("merges")
    left.set_ylabel("perplexity of a token")
    right.set_ylabel("bits a character")
    right.legend()
except (NameError, TypeError, ValueError):
    print("answer questions 1 and 2 to see two ways to compare")
# %% [markdown]
# ## Question 3: the loss of BERT
#
# BERT does not write, it reads: each position sees the words on both sides. Asked for the next word it would just look. So some words are
# hidden, and it has to guess **those, at their own place**. 15 % of the tokens are *selected*; of these, 80 % become the mask token, 10 %
# become some other token, and 10 % stay as they are:
#
# | of the selected tokens, those with | become |
# |---|---|
# | $u < 0.8$ | the mask |
# | $0.8 \le u < 0.9$ | a random token |
# | $0.9 \le u$ | what they were |
#
# Why not the mask for all? When BERT is used there are no masks. A model that only works at masks would have nothing to say about ordinary
# words; like this it can never be sure that a word is right, so it has to think about each of them.
#
# ```
#   ids       5      6      7            mask_id = 3, random_ids = 8 8 8
#   select    yes    yes    no
#   u         0.10   0.95   0.10
#   ids'      3      6      7
#   labels    5      6     −100          the ORIGINAL token wherever it was selected, also where it stayed
# ```
#
# The loss is the mean of $-\log p(\text{label})$ over the selected positions, those whose label is not −100. Nothing is shifted.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 4
# %% [markdown]
# Write
#
# * `mlm_corrupt(ids, select, u, random_ids, mask_id)` → `(ids', labels)`: all arrays are `(B, T)`, `ids` and `random_ids` integers, `select`
#   truth values, `u` floats; both results are integers;
# * `masked_lm_loss(logits, labels)`: `logits` is `(B, T, V)`, `labels` `(B, T)`, at least one of them is not −100; return a number.
#
# Chance is an argument here, so that everybody gets the same. *The usual trap:* the label −100 as an index is no error in NumPy.
# %% [raw]
# # BEGIN SOLUTION
# %%
def mlm_corrupt(ids, select, u, random_ids, mask_id):
    """What BERT reads and what it has to guess, arrays (B, T) → (ids' (B, T) int, labels (B, T) int)."""
    # BEGIN SOLUTION
    read = ids.copy()
    read[select & (u < 0.8)] = mask_id
    other = select & (u >= 0.8) & (u < 0.9)
    read[other] = random_ids[other]
    return read, np.where(select, ids, -100)
    # END SOLUTION


def masked_lm_loss(logits, labels):
    """Mean loss of the selected tokens, logits: (B, T, V), labels: (B, T) int → number."""
    # BEGIN SOLUTION
    selected = labels != -100
    logp = log_softmax(logits[selected])
    return -np.mean(logp[np.arange(len(logp)), labels[selected]])
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three tokens, two of them selected
points: 0.5
""" # END TEST CONFIG
def test_public_corrupt(mlm_corrupt):
    import numpy as np
    ids, select = np.array([[5, 6, 7]]), np.array([[True, True, False]])
    got = mlm_corrupt(ids, select, np.array([[0.1, 0.95, 0.1]]), np.array([[8, 8, 8]]), 3)
    assert got is not None and len(got) >= 2, "return the pair (ids', labels)"
    assert np.shape(got[0]) == (1, 3) and np.shape(got[1]) == (1, 3), "both results have the shape of ids, (1, 3)"
    assert np.array_equal(ids, [[5, 6, 7]]), "mlm_corrupt changed the ids that it was given: work on a copy"
    assert np.array_equal(got[0], [[3, 6, 7]]), "u = 0.10 is below 0.8 and becomes the mask 3; u = 0.95 stays; 7 was not selected"
    assert np.array_equal(got[1], [[5, 6, -100]]), "labels are the original tokens of what was selected, else -100"
# %%
""" # BEGIN TEST CONFIG
name: one of two positions
points: 0.5
""" # END TEST CONFIG
def test_public_masked(masked_lm_loss):
    import numpy as np
    logits = np.log(np.array([[[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]]))
    got = masked_lm_loss(logits, np.array([[-100, 0]]))
    assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
    assert np.allclose(got, -np.log(0.1)), "only the second position was selected: it gave 0.1 to the token 0"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Your text as BERT would read it, with 15 % selected: dark is a mask, red another word, green a word that was selected and stayed. (BERT
# hides pieces of words; whole words are easier to look at.) Read it aloud: could you fill the gaps? What do you need for it that stands **after** the gap?
# %%
try:
    rng = np.random.default_rng(8)
    shown = my_words[:100]
    dictionary = ["[MASK]"] + sorted(set(my_words))
    ids = np.array([[dictionary.index(word) for word in shown]])
    select, u, others = rng.uniform(size=ids.shape) < 0.15, rng.uniform(size=ids.shape), rng.integers(1, len(dictionary), size=ids.shape)
    read, labels = (np.asarray(part)[0] for part in mlm_corrupt(ids, select, u, others, 0))
    kind = np.where(labels == -100, 0, np.where(read == 0, 1, np.where(read == labels, 3, 2)))
    figure, panel = plt.subplots(figsize=(9, 2.4), layout="constrained")
    draw_pieces(panel, [dictionary[i] for i in read], [("white", "#999999", "#ea9999", "#b6d7a8")[k] for k in kind], width=90, lines=7)
except (TypeError, ValueError):
    print("answer question 3 to see what BERT reads")
# %% [markdown]
# ## Question 4: taste as a loss
#
# "Which answer is better?" is easier to say than "how good is it?" So people only rank, and a *reward model* learns a number $r$ for each
# answer such that the ranking is likely. Let the chance that answer $i$ is preferred to $j$ depend on the difference alone,
# $P(i \succ j) = \sigma(r_i - r_j)$, with $\sigma(x) = 1/(1 + e^{-x})$. Of $K$ answers, **sorted best first**, every pair is a comparison:
#
# $$L = -\frac{1}{\binom K2} \sum_{i < j} \log \sigma(r_i - r_j), \qquad \tbinom K2 = \tfrac{K(K-1)}2$$
#
# and the loss of a batch is the mean over its prompts. A worked number: $r = (1.2, 0.4)$ has one pair, $-\log\sigma(0.8) = 0.3711$. Add 100
# to all rewards: nothing changes. A reward has no zero.
#
# Then the model is trained to earn reward. But $r$ is itself a network, good only near the texts that it was trained on, and whoever
# maximises it walks away from them. So leaving the frozen reference model is charged:
#
# $$R = r - \beta\, \bigl(\log \pi(\text{answer}) - \log \pi_{\text{ref}}(\text{answer})\bigr)$$
#
# The mean of the second term over answers of $\pi$ is $\beta$ times the Kullback–Leibler divergence from $\pi_{\text{ref}}$. The best policy can be
# written down: pull the reward into the logarithm, and the mean of $R$ is
#
# $$\sum_a \pi_a \Bigl(r_a - \beta \log \frac{\pi_a}{\pi_{\text{ref},a}}\Bigr) = -\beta \sum_a \pi_a \log \frac{\pi_a}{\pi^*_a} + \beta \log Z, \qquad
# \pi^*_a = \frac1Z\, \pi_{\text{ref},a}\, e^{r_a / \beta}$$
#
# where $Z$ lets $\pi^*$ sum to 1. The sum on the right is a divergence again, at least 0, and 0 for $\pi = \pi^*$ alone.
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 3
# %% [markdown]
# Write
#
# * `reward_model_loss(r)`: `r` is `(B, K)`, $K \ge 2$, each row sorted from the best answer to the worst **as people ranked them** (the rewards
#   themselves may say otherwise, and be as far apart as ±1000); return a number;
# * `rlhf_reward(r, logp, logp_ref, beta)`: three arrays `(B,)`, the reward and the log-probabilities of whole answers, and a number; return `(B,)`.
#
# *A hint:* $-\log\sigma(x) = \log(1 + e^{-x})$, which is `np.logaddexp(0, -x)`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def reward_model_loss(r):
    """Loss of the ranking, r: (B, K), best answer first → number."""
    # BEGIN SOLUTION
    better, worse = np.triu_indices(r.shape[1], k=1)
    return np.mean(np.logaddexp(0, r[:, worse] - r[:, better]))
    # END SOLUTION


def rlhf_reward(r, logp, logp_ref, beta):
    """Reward with a price for leaving the reference, arrays (B,) → (B,)."""
    return r - beta * (logp - logp_ref)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two answers and four
points: 0.5
""" # END TEST CONFIG
def test_public_ranked(reward_model_loss):
    import numpy as np
    got = reward_model_loss(np.array([[1.2, 0.4]]))
    assert np.shape(got) == (), f"the loss is one number, got shape {np.shape(got)}"
    assert np.allclose(got, 0.371101, atol=1e-6), "one pair: -log σ(1.2 - 0.4) = 0.3711"
    four = reward_model_loss(np.array([[2.0, 1.0, 0.5, -1.0]]))
    assert np.allclose(four, 0.227613, atol=1e-6), "four answers have six pairs; their mean is 0.2276"
# %%
""" # BEGIN TEST CONFIG
name: a price for leaving
points: 0.5
""" # END TEST CONFIG
def test_public_price(rlhf_reward):
    import numpy as np
    got = rlhf_reward(np.array([1.5, 0.0]), np.array([-2.0, -3.0]), np.array([-3.5, -3.0]), 0.1)
    assert np.shape(got) == (2,), f"one reward for each answer, shape (2,), got {np.shape(got)}"
    assert np.allclose(got, [1.35, 0.0]), "1.5 - 0.1 · (-2.0 + 3.5) = 1.35: the model likes this answer more than the reference did"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Eight possible answers. The reference model likes number 2 best; number 6 has the highest reward, and is nearly unheard of. Bars: a
# policy that was trained to earn **your** reward, by its exact gradient $\pi_a (R_a - \sum_b \pi_b R_b)$. Dots: the formula above. For which β
# does the model keep its language, and for which does it only say the one thing that is rewarded?
# %%
try:
    reference = np.array([0.10, 0.18, 0.30, 0.20, 0.12, 0.06, 0.01, 0.03])
    reward = np.array([0.0, 0.5, 0.2, 1.0, 0.6, 0.8, 2.0, -1.0])
    figure, panels = plt.subplots(1, 3, figsize=(10, 2.6), sharey=True, layout="constrained")
    for panel, beta in zip(panels, (5.0, 0.7, 0.2)):
        theta = np.log(reference)
        for _ in range(1500):
            pi = np.exp(log_softmax(theta))
            R = np.asarray(rlhf_reward(reward, np.log(pi), np.log(reference), beta))
            theta = theta + pi * (R - pi @ R)
        best = reference * np.exp(reward / beta)
        panel.bar(range(8), reference, color="0.85", width=0.9, label="reference")
        panel.bar(range(8), np.exp(log_softmax(theta)), width=0.55, label="trained")
        panel.plot(range(8), best / best.sum(), "ko", markersize=4, label="formula")
        panel.set(title=f"β = {beta:g}", xlabel="answer", xticks=range(8))
    panels[0].set_ylabel("probability")
    panels[0].legend()
except (TypeError, ValueError):
    print("answer question 4 to see the policies")
# %% [markdown]
# ## Question 5: how to choose
#
# The model gives probabilities; somebody has to pick. Always the best token makes dull loops; any token, and sooner or later one of the ten
# thousand bad ones. Two filters sit in between, and both work on **logits**: what is left out becomes $-\infty$, so that the softmax divides the
# rest by its new sum.
#
# ```
#   logits                    2       1       0.5    −1
#   probabilities             0.609   0.224   0.136   0.030
#
#   top-k, k = 2              2       1       −∞     −∞        the k largest; of equal ones at the border the FIRST, exactly k
#   top-p, p = 0.8            2       1       −∞     −∞        0.609 < 0.8, 0.609 + 0.224 ≥ 0.8: the one that crosses p stays
#   top-p, p = 0.9            2       1       0.5    −∞        three are needed: the better the model knows, the fewer stay
# ```
#
# If you want the likeliest **sequence**, the likeliest token is not always its beginning:
#
# ```
#            ┌─ A 0.6 ─┬─ x 0.4      0.24   ← the greedy choice
#   start ───┤         ├─ y 0.3
#            │         └─ z 0.3
#            └─ B 0.4 ─┬─ x 0.9      0.36   ← the best pair
#                      └─ y 0.1
# ```
#
# *Beam search* keeps the `width` best beginnings. In each round, **every** unfinished one is continued by **every** token. The results compete with each
# other and with the finished ones for `width` places. A beam that ends with `eos` is finished: it keeps its score, and its place only as long as
# it is among the best. Scores are sums of log-probabilities over the tokens after the start, divided by a power of their number:
#
# $$\text{score} = \frac1{n^\alpha} \sum_{t=1}^n \log p(w_t \mid \text{start}, w_{<t})$$
#
# where `eos` counts as one of the $n$. With $\alpha = 0$ this is the plain sum, which likes short texts (why?); with $\alpha = 1$ it is the mean.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 6
# %% [markdown]
# Write
#
# * `top_k_filter(logits, k)`: `logits` is `(V,)`, $k \ge 1$; return `(V,)`. A `k` above V keeps all;
# * `top_p_filter(logits, p)`: the smallest set of likeliest tokens whose probabilities reach $p$ ($0 < p \le 1$), of equal ones the first ones; return
#   `(V,)`. Some logits may be $-\infty$ already;
# * `beam_search(step_fn, start, width, max_len, eos, length_penalty=0.0)`: `step_fn(ids)` is the model, it takes a list of tokens and returns
#   logits `(V,)`; `start` is a list of tokens, at least one; `length_penalty` is $\alpha$. Stop when no unfinished beam is left, or when beams
#   have `max_len` tokens, the start included. Return a list of at most `width` pairs `(ids, score)`, best first, `ids` a list with the start. Beams that are unfinished at
#   the end are in it, too. If the start has `max_len` tokens already, return it alone with score 0.
#
# In the tests no two beams are equally good. *The usual trap:* what does a loop do that asks for one more token after `eos`?
# %% [raw]
# # BEGIN SOLUTION
# %%
def top_k_filter(logits, k):
    """The k largest logits, −∞ elsewhere, logits: (V,) → (V,)."""
    # BEGIN SOLUTION
    kept = np.argsort(-logits, kind="stable")[:k]
    out = np.full_like(logits, -np.inf)
    out[kept] = logits[kept]
    return out
    # END SOLUTION


def top_p_filter(logits, p):
    """The likeliest tokens whose probabilities reach p, −∞ elsewhere, logits: (V,) → (V,)."""
    # BEGIN SOLUTION
    order = np.argsort(-logits, kind="stable")
    reached = np.cumsum(np.exp(log_softmax(logits))[order])
    left_out = order[1 + np.sum(reached[:-1] < p) :]
    out = logits.copy()
    out[left_out] = -np.inf
    return out
    # END SOLUTION


def beam_search(step_fn, start, width, max_len, eos, length_penalty=0.0):
    """The width best sequences, best first → list of (ids, score)."""
    # BEGIN SOLUTION
    def score(beam):
        ids, total = beam
        return total / max(len(ids) - len(start), 1) ** length_penalty

    live, done = [(list(start), 0.0)], []
    for _ in range(max_len - len(start)):
        pool = list(done)
        for ids, total in live:
            logp = log_softmax(np.asarray(step_fn(ids)))
            pool += [(ids + [token], total + float(more)) for token, more in enumerate(logp)]
        best = sorted(pool, key=score, reverse=True)[:width]
        done = [beam for beam in best if beam[0][-1] == eos]
        live = [beam for beam in best if beam[0][-1] != eos]
    return [(beam[0], score(beam)) for beam in sorted(done + live, key=score, reverse=True)]
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the table of filters
points: 0.5
""" # END TEST CONFIG
def test_public_filters(top_k_filter, top_p_filter):
    import numpy as np
    z, off = np.array([2.0, 1.0, 0.5, -1.0]), -np.inf
    for name, got, right in (
        ("top_k_filter, k = 2", top_k_filter(z, 2), [2, 1, off, off]),
        ("top_p_filter, p = 0.8", top_p_filter(z, 0.8), [2, 1, off, off]),
        ("top_p_filter, p = 0.9", top_p_filter(z, 0.9), [2, 1, 0.5, off]),
    ):
        assert np.shape(got) == (4,), f"{name}: the result has the shape of the logits, (4,), got {np.shape(got)}"
        assert np.array_equal(got, right), f"{name}: expected the row of the text"
    assert z[2] == 0.5, "the logits that were given have changed: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: the tree
points: 0.5
""" # END TEST CONFIG
def test_public_tree(beam_search):
    import numpy as np
    after = {0: [0, 0.6, 0.4, 0, 0, 0], 1: [0, 0, 0, 0.4, 0.3, 0.3], 2: [0, 0, 0, 0.9, 0.1, 0]}
    def step(ids):
        return np.log(np.array(after[ids[-1]]) + 1e-9)
    got = beam_search(step, [0], 2, 3, -1)
    assert isinstance(got, list) and len(got) == 2, "width 2 returns a list of two pairs (ids, score)"
    assert list(got[0][0]) == [0, 2, 3], f"the best pair is B x, with the start [0, 2, 3]; you have {list(got[0][0])}"
    assert np.allclose(float(got[0][1]), np.log(0.36), atol=1e-4), "its score is log 0.4 + log 0.9 = log 0.36"
    assert list(got[1][0]) == [0, 1, 3], "the second best is A x"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Let your model write. It is the counting model of question 2, with 120 of your merges; it begins where your text begins. Top-p 1 is no filter at
# all: which of the samples would you believe to be from your text? What does the likeliest sequence look like?
# %%
try:
    everything, _, vocabulary = cut_text(120)
    table = bigram_model(everything, len(vocabulary))
    begin = [int(everything[0])]

    def written(ids):
        return "".join(vocabulary[i] for i in ids).replace("_", " ").strip()

    for p in (1.0, 0.8, 0.4):
        rng, ids = np.random.default_rng(4), list(begin)
        for _ in range(40):
            chances = np.exp(log_softmax(np.asarray(top_p_filter(table[ids[-1]], p))))
            ids.append(int(rng.choice(len(chances), p=chances / chances.sum())))
        print(f"top-p {p:3.1f}   {written(ids)}\n")
    print("beams      ", written(beam_search(lambda ids: table[ids[-1]], begin, 4, 30, -1)[0][0]))
    row = np.argsort(-table[begin[0]])[:12]
    figure, panels = plt.subplots(1, 3, figsize=(10, 2.4), sharey=True, layout="constrained")
    filters = {"all": table[begin[0]], "top-k, k = 3": top_k_filter(table[begin[0]], 3), "top-p, p = 0.6": top_p_filter(table[begin[0]], 0.6)}
    for panel, (name, logits) in zip(panels, filters.items()):
        panel.bar(range(12), np.exp(log_softmax(np.asarray(logits)))[row])
        panel.set(title=name, xticks=range(12))
        panel.set_xticklabels([vocabulary[i] for i in row], rotation=60, fontsize=8)
    panels[0].set_ylabel(f"p(token | {vocabulary[begin[0]]!r})")
except (NameError, TypeError, ValueError, IndexError):
    print("answer questions 1 and 5 to see what your model writes")
# %% [markdown]
# ## Question 6: look it up
#
# A model that does not know can read. *Retrieval-augmented generation* searches a library first and puts what it found into the prompt. Which
# documents? An old formula, BM25, is still hard to beat. A document scores for each word of the query that it holds:
#
# $$\text{score}(D) = \sum_{w \in \text{query}} \underbrace{\ln\Bigl(\frac{N - n_w + \frac12}{n_w + \frac12} + 1\Bigr)}_{\text{rare words tell more}} \cdot
# \underbrace{\frac{f_w\,(k_1 + 1)}{f_w + k_1\,\bigl(1 - b + b\,\frac{|D|}{\text{mean length}}\bigr)}}_{\text{the tenth time tells less}}$$
#
# $N$ documents, $n_w$ of them with the word, $f_w$ times in this one, $|D|$ words in it. A word that the query repeats counts each time.
# For one word that stands in 1 of 3 documents the first factor is $\ln(\frac{2.5}{1.5} + 1) = 0.981$.
#
# Then the model answers. It has $K$ documents with probabilities $p(z)$, and each would lead to other words. Who is right is not known, so sum
# over the documents. But when? Once for the **whole answer**, or anew for **each token**:
#
# $$p_{\text{sequence}} = \sum_z p(z) \prod_t p(y_t \mid z), \qquad p_{\text{token}} = \prod_t \sum_z p(z)\, p(y_t \mid z)$$
#
# ```
#                 p(z)     y₁     y₂        one document for all       any document for each
#   document 1     0.7     0.9    0.2       0.7 · 0.18                 (0.63 + 0.03)
#   document 2     0.3     0.1    0.8     + 0.3 · 0.08   = 0.15      · (0.14 + 0.24)          = 0.2508
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 4
# %% [markdown]
# Write
#
# * `bm25_scores(query, docs, k1=1.5, b=0.75)`: a text and a list of texts; return `(N,)`. Use `words` for both. Words that no document has add
#   nothing, and a document may have no words (not all of them);
# * `rag_sequence_prob(p_z, p_y)` and `rag_token_prob(p_z, p_y)`: `p_z` is `(K,)`, `p_y` `(K, T)`; return numbers. An answer without tokens, $T = 0$, has
#   probability 1.
# %% [raw]
# # BEGIN SOLUTION
# %%
def bm25_scores(query, docs, k1=1.5, b=0.75):
    """How well each document fits the query, docs: list of N texts → (N,)."""
    # BEGIN SOLUTION
    counts = [Counter(words(doc)) for doc in docs]
    lengths = np.array([sum(count.values()) for count in counts])
    saturation = k1 * (1 - b + b * lengths / lengths.mean())
    scores = np.zeros(len(docs))
    for word in words(query):
        f = np.array([count[word] for count in counts])
        n = np.count_nonzero(f)
        found = f > 0
        scores[found] += (np.log((len(docs) - n + 0.5) / (n + 0.5) + 1) * f * (k1 + 1))[found] / (f + saturation)[found]
    return scores
    # END SOLUTION


def rag_sequence_prob(p_z, p_y):
    """Probability of an answer from one document, p_z: (K,), p_y: (K, T) → number."""
    return np.sum(p_z * np.prod(p_y, axis=1))  # SOLUTION


def rag_token_prob(p_z, p_y):
    """Probability of an answer whose tokens may come from different documents, p_z: (K,), p_y: (K, T) → number."""
    return np.prod(p_z @ p_y)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three documents
points: 0.5
""" # END TEST CONFIG
def test_public_documents(bm25_scores):
    import numpy as np
    docs = ["deep learning is deep", "learning to rank", "cats and dogs and birds"]
    got = bm25_scores("deep learning", docs)
    assert np.shape(got) == (3,), f"one score for each document, shape (3,), got {np.shape(got)}"
    assert got[2] == 0, "the third document has neither word"
    assert np.allclose(got[1], 0.529582, atol=1e-6), "learning: ln(1.5 / 2.5 + 1) = 0.470, f = 1, 3 words of 4 on average: 0.5296"
    assert np.allclose(got[0], 1.871188, atol=1e-6), "the first document has deep twice and learning once: 1.8712"
# %%
""" # BEGIN TEST CONFIG
name: two documents, two tokens
points: 0.5
""" # END TEST CONFIG
def test_public_rag(rag_sequence_prob, rag_token_prob):
    import numpy as np
    p_z, p_y = np.array([0.7, 0.3]), np.array([[0.9, 0.2], [0.1, 0.8]])
    sequence, token = rag_sequence_prob(p_z, p_y), rag_token_prob(p_z, p_y)
    assert np.shape(sequence) == () and np.shape(token) == (), "both probabilities are single numbers"
    assert np.allclose(sequence, 0.15), "one document for all: 0.7 · 0.18 + 0.3 · 0.08 = 0.15"
    assert np.allclose(token, 0.2508), "any document for each: 0.66 · 0.38 = 0.2508"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Ask your own text. Its sentences are the library; the best three become a prompt. (A model that is asked *with* these lines needs to know nothing
# about lighthouses. It needs to read.)
# %%
MY_QUESTION = "Who guessed the tide better than the keeper?"
try:
    library = [sentence.strip() for sentence in re.split(r"[.?!]\s", " ".join(MY_TEXT.split())) if sentence.strip()]
    scores = np.asarray(bm25_scores(MY_QUESTION, library))
    order = np.argsort(-scores, kind="stable")
    print("\n\n".join([f"[{i}] {library[k]}." for i, k in enumerate(order[:3], 1)] + [f"Question: {MY_QUESTION}\nAnswer:"]))
    plt.figure(figsize=(9, 1.8), layout="constrained")
    plt.bar(range(len(library)), scores, color=["C1" if k in order[:3] else "0.8" for k in range(len(library))])
    plt.xlabel("sentence")
    plt.ylabel("BM25")
except (TypeError, ValueError):
    print("answer question 6 to see what your text says")
# %% [markdown]
# ## Question 7: finetune without touching
#
# A weight matrix $W_0$ of shape `(d, k)` has $d\,k$ numbers; the change that finetuning makes to it is far simpler than that. LoRA writes the
# change as a product of two thin matrices and trains only those:
#
# $$W = W_0 + \frac\alpha r\, B A, \qquad A: (r, k), \quad B: (d, r)$$
#
# ```
#                    ┌── W0 (d, k), frozen ─────────────────┐
#   x (N, k) ────────┤                                      + ──── (N, d)
#                    └── A (r, k) ──── B (d, r) ──── · α/r ─┘
# ```
#
# At the start $B = 0$ and $A$ is random, so the model begins as it was. Not both may be 0: with $G = \partial L / \partial (\text{output})$,
#
# $$\frac{\partial L}{\partial B} = \frac\alpha r\, G^\top (x A^\top), \qquad \frac{\partial L}{\partial A} = \frac\alpha r\, (G B)^\top x$$
#
# and each of them has the other matrix as a factor. Two zeros would stay zeros for ever. The $\alpha / r$ is there so that another
# rank does not ask for another learning rate.
#
# A worked number: $W_0 = I$, $A = (1\;\,1)$, $B = (1\;\,0)^\top$, $r = 1$, $\alpha = 2$ give $W = \begin{pmatrix}3 & 2\\ 0 & 1\end{pmatrix}$, and $x = (1, 2)$ becomes $(7, 2)$.
# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 3
# %% [markdown]
# Write
#
# * `lora_forward(x, W0, A, B, alpha)`: `x` is `(N, k)`; return `(N, d)`, the outputs of the layer (there is no bias);
# * `lora_merge(W0, A, B, alpha)`: return `(d, k)`, one matrix that does the same as the layer, so that a finetuned model costs nothing more;
# * `lora_param_count(d, k, r)`: how many numbers are trained.
#
# Each row of `x` is a sample, as always: the frozen layer alone is $x W_0^\top$.
# %% [raw]
# # BEGIN SOLUTION
# %%
def lora_forward(x, W0, A, B, alpha):
    """Outputs of a layer with LoRA, x: (N, k), W0: (d, k), A: (r, k), B: (d, r) → (N, d)."""
    return x @ W0.T + alpha / len(A) * (x @ A.T) @ B.T  # SOLUTION


def lora_merge(W0, A, B, alpha):
    """The layer as one matrix, W0: (d, k), A: (r, k), B: (d, r) → (d, k)."""
    return W0 + alpha / len(A) * B @ A  # SOLUTION


def lora_param_count(d, k, r):
    """How many numbers are trained → int."""
    return r * (d + k)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two by two
points: 0.5
""" # END TEST CONFIG
def test_public_two(lora_forward, lora_merge):
    import numpy as np
    W0, A, B = np.eye(2), np.array([[1.0, 1.0]]), np.array([[1.0], [0.0]])
    got = lora_forward(np.array([[1.0, 2.0]]), W0, A, B, 2.0)
    assert np.shape(got) == (1, 2), f"one row for each sample: shape (1, 2), got {np.shape(got)}"
    assert np.allclose(got, [[7, 2]]), "x = (1, 2) becomes (7, 2)"
    merged = lora_merge(W0, A, B, 2.0)
    assert np.shape(merged) == (2, 2), f"the merged matrix has the shape of W0, (2, 2), got {np.shape(merged)}"
    assert np.allclose(merged, [[3, 2], [0, 1]]), "W0 + 2 B A has the rows (3, 2) and (0, 1)"
    assert np.array_equal(W0, np.eye(2)), "W0 is frozen: work on a copy"
# %%
""" # BEGIN TEST CONFIG
name: one layer of GPT-2
points: 0.5
""" # END TEST CONFIG
def test_public_count(lora_param_count):
    got = lora_param_count(768, 768, 8)
    assert got == 12288, f"768 × 768 with rank 8: 12,288 numbers instead of 589,824; you have {got}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# How much of a change fits into rank $r$? Here is a layer with a change of full rank: part of it is simple (five directions), the rest is small and
# without structure. The best $B A$ of rank $r$ comes from the singular values; your `lora_merge` puts it into the layer. Even the best
# has a price list: how many numbers for how much of the change?
# %%
try:
    rng = np.random.default_rng(6)
    d = 64
    W0, simple = rng.normal(size=(d, d)), sum(np.outer(rng.normal(size=d), rng.normal(size=d)) / (i + 1) for i in range(5))
    change = simple + 0.1 * rng.normal(size=(d, d))
    U, S, V = np.linalg.svd(change)
    ranks, left_over, numbers = (1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 32), [], []
    for r in ranks:
        merged = np.asarray(lora_merge(W0, np.sqrt(S[:r, None]) * V[:r], U[:, :r] * np.sqrt(S[:r]), float(r)))
        left_over.append(np.linalg.norm(W0 + change - merged) / np.linalg.norm(change))
        numbers.append(lora_param_count(d, d, r) / d**2)
    plt.figure(figsize=(6, 3), layout="constrained")
    plt.plot(numbers, left_over, "o-")
    for r, x, y in zip(ranks[:5], numbers, left_over):
        plt.annotate(f"r = {r}", (x, y), textcoords="offset points", xytext=(5, 5), fontsize=8)
    plt.axhline(0, color="k", linewidth=0.6)
    plt.xlabel("trained numbers, as a share of d · k")
    plt.ylabel("what is missing of the change")
except (TypeError, ValueError):
    print("answer question 7 to see what a rank is worth")
# %% [markdown]
# ## If you want to go on (not graded)
#
# Solve $\pi^*$ of question 4 for the reward: $r_a = \beta \log(\pi^*_a / \pi_{\text{ref},a}) + \beta \log Z$. Put this into $\sigma(r_i - r_j)$. The unknown $Z$ cancels, and
# what is left is a loss on pairs of answers without any reward model. That is DPO. Then take two answers of your counting model, prefer one,
# and do ten steps of it on the table of logits.

"""Wrong versions of the functions of `reference.practice.reviews`, with the message that names each mistake."""

from collections import Counter

from reference._array import torch_nn
from reference.misconceptions import misconception
from reference.practice.reviews import (
    best_epoch,
    build_vocabulary,
    decode,
    dense_stack,
    encode,
    fit_history,
    multi_hot,
)

OFFSET = "Indices 0–2 are reserved: rank 1 has index 4."


def _ranked(texts, key):
    counts = Counter(word for words in texts for word in words)
    return sorted(counts, key=lambda word: key(counts[word], word))


@misconception(build_vocabulary, "T0.4/offset", OFFSET)
def _no_offset(texts, num_words):
    ranked = _ranked(texts, lambda n, word: (-n, word))
    return {word: index for index, word in enumerate(ranked, 1) if index < num_words}


@misconception(build_vocabulary, "T0.4/too_many_words", "num_words bounds the indices, and the reserved ones count.")
def _too_many_words(texts, num_words):
    return {word: i for i, word in enumerate(_ranked(texts, lambda n, word: (-n, word)), 4) if i < num_words + 4}


@misconception(build_vocabulary, "T0.4/rising_count", "The most frequent word has the smallest index.")
def _rising_count(texts, num_words):
    return {word: i for i, word in enumerate(_ranked(texts, lambda n, word: (n, word)), 4) if i < num_words}


@misconception(build_vocabulary, "T0.4/ties_by_place", "Equally frequent words go by the alphabet, not by their place.")
def _ties_by_place(texts, num_words):
    return {word: i for i, word in enumerate(_ranked(texts, lambda n, word: -n), 4) if i < num_words}


@misconception(encode, "T0.4/no_start", "A text begins with the index 1.")
def _no_start(words, vocabulary):
    return encode(words, vocabulary)[1:]


@misconception(encode, "T0.4/unknown_dropped", "A word that is not in the vocabulary is there all the same, as 2.")
def _unknown_dropped(words, vocabulary):
    return [1, *(vocabulary[word] for word in words if word in vocabulary)]


@misconception(encode, "T0.4/unknown_is_padding", "0 is for padding: an unknown word is 2.")
def _unknown_is_padding(words, vocabulary):
    return [1, *(vocabulary.get(word, 0) for word in words)]


@misconception(decode, "T0.4/offset", OFFSET)
def _decode_offset(ids, vocabulary):
    return decode([i + 3 for i in ids], vocabulary)


@misconception(decode, "T0.4/reserved_dropped", "One word an index, also where it is reserved.")
def _reserved_dropped(ids, vocabulary):
    return [word for word in decode(ids, vocabulary) if word != "?"]


@misconception(decode, "T0.4/start_dropped", "The start has an index like the others: it is decoded, too.")
def _start_dropped(ids, vocabulary):
    return decode(list(ids)[1:], vocabulary)


@misconception(multi_hot, "T0.4/counts", "A word that occurs twice is still a 1.")
def _counts(sequences, dimension):
    rows = multi_hot(sequences, dimension)
    for i, ids in enumerate(sequences):
        for j in set(ids):
            rows[i, j] = list(ids).count(j)
    return rows


@misconception(multi_hot, "T0.4/one_row", "One row a text.")
def _one_row(sequences, dimension):
    return multi_hot([[j for ids in sequences for j in ids]], dimension)


@misconception(multi_hot, "T0.4/first_only", "Every index of the text gets its 1.")
def _first_only(sequences, dimension):
    return multi_hot([ids[:1] for ids in sequences], dimension)


@misconception(dense_stack, "T0.4/linear_stack", "Without activations the layers are one linear map.")
def _linear_stack(sizes, acts):
    return dense_stack(sizes, ["identity"] * (len(acts) - 1) + [acts[-1]])


@misconception(dense_stack, "T0.4/sigmoid_twice", "Either a sigmoid output or a loss on logits.")
def _sigmoid_twice(sizes, acts):
    stack = dense_stack(sizes, acts)
    stack.append(torch_nn().Sigmoid())
    return stack


@misconception(dense_stack, "T0.4/shared_activation", "Every layer has an activation of its own.")
def _shared_activation(sizes, acts):
    return dense_stack(sizes, [acts[0]] * len(acts))


@misconception(fit_history, "T0.4/validate_on_train", "The first held-out samples validate: train on the rest.")
def _validate_on_train(model, X, y, val, epochs, batch_size, optimizer=None):
    order = [*range(val), *range(len(X))]
    return fit_history(model, X[order], y[order], val, epochs, batch_size, optimizer)


@misconception(fit_history, "T0.4/last_held_out", "The first samples are held out, not the last.")
def _last_held_out(model, X, y, val, epochs, batch_size, optimizer=None):
    order = [*range(len(X) - val, len(X)), *range(len(X) - val)]
    return fit_history(model, X[order], y[order], val, epochs, batch_size, optimizer)


@misconception(fit_history, "T0.4/above_zero", "A probability above ½ says 1.")
def _above_zero(model, X, y, val, epochs, batch_size, optimizer=None):
    history = fit_history(model, X, y, val, epochs, batch_size, optimizer)
    ones = [float(part.mean()) for part in (y[val:].double(), y[:val].double())]
    n = len(history["loss"])
    return history | {"accuracy": [ones[0]] * n, "val_accuracy": [ones[1]] * n}


@misconception(best_epoch, "T0.4/counted_from_0", "Epochs count from 1 here.")
def _counted_from_0(history):
    return best_epoch(history) - 1


@misconception(best_epoch, "T0.4/training_loss", "The validation loss decides: the training loss falls on and on.")
def _training_loss(history):
    return best_epoch({"val_loss": history["loss"]})


@misconception(best_epoch, "T0.4/last_of_ties", "Of equal losses the first one counts.")
def _last_of_ties(history):
    losses = history["val_loss"]
    return len(losses) + 1 - best_epoch({"val_loss": losses[::-1]})


@misconception(best_epoch, "T0.4/largest", "The smallest loss is the best.")
def _largest(history):
    return best_epoch({"val_loss": [-loss for loss in history["val_loss"]]})

"""The state of the global random generators of Python, NumPy and torch, which are one algorithm: the Mersenne Twister.

A test that seeds them means the student's process, too, and the draws of each must follow those of the other. So the
judge sends its state; what comes back is a number of draws, by which the judge advances its own: no more than student
code can bring about by drawing.
"""

import math
import random
import struct
import sys
from typing import Any

from .limits import WireError, np

WORDS = 624
MAX_WORDS = 1 << 24  # that one operation may draw and still be followed
GENERATORS = ("random", "numpy", "torch")
# torch's: the first seed, words left + 1, seeded, the next word, and behind the words the second of two normal numbers
TORCH_HEAD, TORCH_TAIL = struct.Struct("<QiiQ"), struct.Struct("<dddi4xf?3x")
State = list[Any]  # the key as bytes, the position, the normal numbers that are kept


def read(name: str) -> State | None:
    """The state of one generator, if its library is loaded here."""
    if name == "random":
        _, words, gauss = random.getstate()
        return [struct.pack("<624I", *words[:-1]), words[-1], [gauss]]
    if np is None:
        return None
    if name == "numpy":
        state = np.random.get_state(legacy=False)
        if state["bit_generator"] != "MT19937":
            return None
        kept = [float(state["gauss"])] if state["has_gauss"] else [None]
        return [state["state"]["key"].astype("<u4").tobytes(), int(state["state"]["pos"]), kept]
    torch = sys.modules.get("torch")
    if torch is None or not hasattr(torch, "get_rng_state"):
        return None
    data = torch.get_rng_state().numpy().tobytes()
    if len(data) != TORCH_HEAD.size + 8 * WORDS + TORCH_TAIL.size:
        return None
    _, left, _, _ = TORCH_HEAD.unpack_from(data)
    key = np.frombuffer(data, "<u8", WORDS, TORCH_HEAD.size).astype("<u4").tobytes()
    _, double, _, has_double, single, has_single = TORCH_TAIL.unpack_from(data, TORCH_HEAD.size + 8 * WORDS)
    return [key, WORDS + 1 - left, [double if has_double else None, single if has_single else None]]


def write(name: str, state: State) -> None:
    """Gives one generator a state."""
    key, at, kept = state
    if name == "random":
        random.setstate((3, (*struct.unpack("<624I", key), at), kept[0]))
    elif name == "numpy":
        words = {"key": np.frombuffer(key, "<u4"), "pos": at}
        gauss = {"has_gauss": int(kept[0] is not None), "gauss": kept[0] or 0.0}
        np.random.set_state({"bit_generator": "MT19937", "state": words, **gauss})
    elif "torch" in sys.modules:
        torch = sys.modules["torch"]
        double, single = kept
        head = TORCH_HEAD.pack(torch.initial_seed() % (1 << 64), WORDS + 1 - at, 1, at)
        tail = TORCH_TAIL.pack(0, double or 0.0, 0, double is not None, single or 0.0, single is not None)
        data = head + np.frombuffer(key, "<u4").astype("<u8").tobytes() + tail
        torch.set_rng_state(torch.frombuffer(bytearray(data), dtype=torch.uint8))


def engine(state: State) -> Any:
    """NumPy's Mersenne Twister in a state."""
    made = np.random.MT19937(0)
    made.state = {"bit_generator": "MT19937", "state": {"key": np.frombuffer(state[0], "<u4"), "pos": state[1]}}
    return made


def drawn(before: State, after: State, most: int = MAX_WORDS) -> int | None:
    """How many words lead from one state to another; None where none do, or the last block begins after `most`."""
    if before[0] == after[0]:
        return int(after[1]) - int(before[1]) if after[1] >= before[1] else None
    twister, words, blocks = engine(before), WORDS - before[1], 1
    twister.random_raw(words, output=False)
    target = np.random.MT19937(0)
    target.state = {"bit_generator": "MT19937", "state": {"key": np.frombuffer(after[0], "<u4"), "pos": 0}}
    wanted = target.random_raw(WORDS)  # a state holds the words of one block, and they all are drawn before the next
    end = min(most, MAX_WORDS)
    while words < end:
        came = twister.random_raw(WORDS * blocks).reshape(blocks, WORDS)
        for block in np.flatnonzero(came[:, 0] == wanted[0]):
            if np.array_equal(came[block], wanted):
                start = words + WORDS * int(block)
                return int(start + after[1]) if start < end else None
        words, blocks = words + WORDS * blocks, min(2 * blocks, 256)
    return None


def advanced(before: State, words: Any, kept: Any) -> State:
    """The state that many words later.

    Raises:
        WireError: not a number of words, or not normal numbers.
    """
    if type(words) is not int or not 0 <= words <= MAX_WORDS + WORDS or type(kept) is not list:
        raise WireError("a bad number of draws")
    if len(kept) != len(before[2]) or any(x is not None and not _normal(x) for x in kept):
        raise WireError("a bad random number")
    twister = engine(before)
    twister.random_raw(words, output=False)
    state = twister.state["state"]
    return [state["key"].astype("<u4").tobytes(), int(state["pos"]), kept]


def _normal(x: Any) -> bool:
    return type(x) is float and math.isfinite(x) and abs(x) < 10


# -- generators that a test hands over ---------------------------------------------------------------------------------

PCG_MULTIPLIER, PCG_MASK = 0x2360ED051FC65DA44385DF649FCCF645, (1 << 128) - 1
MAX_STEPS = 1 << 40


def state_of(x: Any) -> State | None:
    """Kind and state of a generator of Python's or NumPy's; None of any other object."""
    if type(x) is random.Random:
        _, words, gauss = x.getstate()
        return ["Random", [struct.pack("<624I", *words[:-1]), words[-1], [gauss]]]
    if np is None:
        return None
    if type(x) is np.random.RandomState:
        state = x.get_state(legacy=False)
        if state["bit_generator"] == "MT19937":
            kept = [float(state["gauss"])] if state["has_gauss"] else [None]
            return ["RandomState", [state["state"]["key"].astype("<u4").tobytes(), int(state["state"]["pos"]), kept]]
    if type(x) is np.random.Generator and type(x.bit_generator) is np.random.PCG64:
        state = x.bit_generator.state
        words = state["state"]
        return [
            "Generator",
            [hex(words["state"]), hex(words["inc"]), [int(state["has_uint32"]), int(state["uinteger"])]],
        ]
    return None


def set_state(x: Any, state: State) -> None:
    """Gives a generator a state that `state_of` gave."""
    kind, (first, second, kept) = state
    if kind == "Random":
        x.setstate((3, (*struct.unpack("<624I", first), second), kept[0]))
    elif kind == "RandomState":
        words = {"key": np.frombuffer(first, "<u4"), "pos": second}
        gauss = {"has_gauss": int(kept[0] is not None), "gauss": kept[0] or 0.0}
        x.set_state({"bit_generator": "MT19937", "state": words, **gauss})
    else:
        words = {"state": int(first, 16), "inc": int(second, 16)}
        x.bit_generator.state = {
            "bit_generator": "PCG64", "state": words, "has_uint32": kept[0], "uinteger": kept[1],
        }  # fmt: skip


def made(state: State) -> Any:
    """A generator in a state."""
    if state[0] == "Random":
        x: Any = random.Random()
    else:
        x = np.random.RandomState() if state[0] == "RandomState" else np.random.Generator(np.random.PCG64(0))
    set_state(x, state)
    return x


def steps(before: State, after: State | None) -> Any:
    """How far a generator has come, and what it keeps; None where that cannot be told."""
    if after is None or before[0] != after[0]:
        return None
    if before[0] != "Generator":
        count = drawn(before[1], after[1])
    else:
        at, to, plus = (int(text, 16) for text in (before[1][0], after[1][0], before[1][1]))
        count, bit, factor = 0, 1, PCG_MULTIPLIER
        while at != to and bit <= PCG_MASK:  # the generator's own way: bit by bit
            if (at ^ to) & bit:
                at, count = (at * factor + plus) & PCG_MASK, count | bit
            plus, factor, bit = (factor + 1) * plus & PCG_MASK, factor * factor & PCG_MASK, bit << 1
        count = None if count > MAX_STEPS or before[1][1] != after[1][1] else count
    return None if count is None else [count, after[1][2]]


def follow(x: Any, before: State, claim: Any) -> None:
    """Brings the test's generator to where the student's code left its copy.

    Raises:
        WireError: not a number of steps.
    """
    if type(claim) is not list or len(claim) != 2 or type(claim[1]) is not list:
        raise WireError("a bad number of draws")
    count, kept = claim
    if before[0] != "Generator":
        set_state(x, [before[0], advanced(before[1], count, kept)])
        return
    if type(count) is not int or not 0 <= count <= MAX_STEPS or len(kept) != 2:
        raise WireError("a bad number of draws")
    if any(type(n) is not int for n in kept) or kept[0] not in (0, 1) or not 0 <= kept[1] < 1 << 32:
        raise WireError("a bad number of draws")
    x.bit_generator.advance(count)
    state = state_of(x)
    assert state is not None
    set_state(x, [state[0], [*state[1][:2], kept]])

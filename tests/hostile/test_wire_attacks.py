"""Attacks on the wire: closed, flooded, forged, malformed, slow, out of order, and answers that swell in the judge."""

import pytest

from tests.hostile.attacks import (
    FIND_WIRE,
    LIMITS,
    case_verdicts,
    cell_verdicts,
    frame,
    gains_nothing,
    limited,
    mapped_but_empty,
    memory_growth_below,
    within,
)
from tests.support.grading import CHECKED, FULL, GOOD, Grader
from tests.support.speed import scaled

SEND = "for fd in wires: os.write(fd, data)"


def header(magic: bytes, meta: int, body: int) -> str:
    return f"for fd in wires: os.write(fd, struct.pack('>4sIQ', {magic!r}, {meta}, {body}))"


IN_A_CELL = {
    "closed": ("for fd in wires: os.close(fd)", ["CRASH"]),
    "shut": ("socket.socket(fileno=wires[0]).shutdown(2)", ["CRASH"]),
    "closed-then-busy": ("for fd in wires: os.close(fd)\nwhile True: pass", ["CRASH", "TIMEOUT"]),
    "garbage": ("for fd in wires: os.write(fd, b'x' * 100000)", ["PROTOCOL"]),
    "endless-garbage": ("while True:\n    for fd in wires: os.write(fd, b'x' * 100000)", ["PROTOCOL"]),
    "huge-header": (header(b"AGW1", 2**31, 2**62), ["PROTOCOL"]),
    "huge-meta": (header(b"AGW1", 2**32 - 1, 0), ["PROTOCOL"]),
    "huge-body": (header(b"AGW1", 1, 2**64 - 1), ["PROTOCOL"]),
    "empty-meta": (header(b"AGW1", 0, 0), ["PROTOCOL"]),
    "half-header": ("os.write(wires[0], b'AGW1')\nwhile True: pass", ["TIMEOUT"]),
    "half-body": (header(b"AGW1", 100, 100) + "\nwhile True: pass", ["TIMEOUT"]),
    "drip": ("import time\nos.write(wires[0], struct.pack('>4sIQ', b'AGW1', 1000, 0))\nwhile True:\n    os.write(wires[0], b'x')\n    time.sleep(0.05)", ["TIMEOUT"]),
    "pickle": ("import pickle\nfor fd in wires: os.write(fd, pickle.dumps({'score': 100}))", ["PROTOCOL"]),
    "forged-verdict": (frame("['checked', [['public', True, '']]]") + SEND, ["PROTOCOL"]),
    "forged-done": (frame("['done', ['d', []]]") + SEND, []),
    "forged-values": (frame("['value', True, '', ['l', []]]") + SEND + " * 1", ["PROTOCOL"]),
    "forged-callback": (frame("['callback', 1, ['l', []], ['d', []]]") + SEND, ["PROTOCOL"]),
    "callback-of-text": (frame("['callback', 'x', ['l', []], ['d', []]]") + SEND, ["PROTOCOL"]),
    "forged-raise": (frame("['raise', {'type': 'x'}]") + SEND, ["PROTOCOL"]),
    "unknown-kind": (frame("['score', 100]") + SEND, ["PROTOCOL"]),
    "no-kind": (frame("[]") + SEND, ["PROTOCOL"]),
    "kind-of-number": (frame("[1, 2]") + SEND, ["PROTOCOL"]),
    "map": (frame("{'kind': 'done'}") + SEND, ["PROTOCOL"]),
    "done-of-text": (frame("['done', 'x']") + SEND, []),
    "done-too-long": (frame("['done', 1, 2, 3]") + SEND, ["PROTOCOL"]),
    "check-of-number": (frame("['check', 1]") + SEND, ["PROTOCOL"]),
    "check-of-nothing": (frame("['check', 'x' * 10**6]") + SEND, []),
    "deep": ("meta = b'\\x91' * 100000\nos.write(wires[0], struct.pack('>4sIQ', b'AGW1', len(meta), 0) + meta)", ["PROTOCOL"]),
    "extension-type": ("meta = b'\\x92\\xa4done\\xc7\\x08\\xff' + b'x' * 8\nos.write(wires[0], struct.pack('>4sIQ', b'AGW1', len(meta), 0) + meta)", ["PROTOCOL"]),
    "descriptors": ("import array\ns = socket.socket(fileno=os.dup(wires[0]))\nfor _ in range(50):\n    s.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [0] * 50))])", ["PROTOCOL"]),
}  # fmt: skip


@pytest.mark.parametrize(("attack", "verdicts"), IN_A_CELL.values(), ids=IN_A_CELL)
def test_an_abused_wire_gains_nothing(grader, attack, verdicts):
    with limited(grader, cell_s=0.5, case_s=0.5):
        report = gains_nothing(grader, FIND_WIRE + attack)
    assert not verdicts or cell_verdicts(report)[0] in verdicts


@pytest.mark.parametrize(
    "attack", ["for fd in wires: os.close(fd)", "os.write(wires[0], b'x' * 999)"], ids=["close", "junk"]
)
def test_a_wire_abused_in_a_function_costs_its_question_alone(grader, attack):
    with within(25):
        verdicts = case_verdicts(grader.report([FIND_WIRE + f"def square(x):\n    {attack}", GOOD["q2"]]))
    assert set(verdicts["q1"]) <= {"CRASH", "PROTOCOL"}
    assert verdicts["q2"] == ["PASS", "PASS"]


# As the answer to a call. None of these is a value, or none that the tests accept; none may be an error of the judge's.
ANSWERS = {
    "unknown-tag": "['zzz', 1]",
    "tag-of-number": "[1, 2]",
    "empty-node": "[]",
    "map": "{'a': 1}",
    "bytes": "b'raw'",
    "node-too-short": "['a']",
    "node-too-long": "['c', 1.0, 2.0, 3.0, 4.0]",
    "array-outside": "['a', '<f8', [10**9], 'C', True, 0]",
    "array-negative": "['a', '<f8', [-1], 'C', True, 0]",
    "array-offset": "['a', '<f8', [1], 'C', True, -8]",
    "array-overflow": "['a', '<f8', [2**62, 2**62], 'C', True, 0]",
    "array-empty-huge": "['a', '<f8', [0, 2**62], 'C', True, 0]",
    "array-33-axes": "['a', '<f8', [1] * 33, 'C', True, 0]",
    "array-nothing-huge": "['a', '|S0', [2**40], 'C', True, 0]",
    "array-order": "['a', '<f8', [1], 'K', True, 0]",
    "dtype-object": "['a', '|O', [1], 'C', True, 0]",
    "dtype-record": "['a', 'f8,O', [1], 'C', True, 0]",
    "dtype-void": "['a', '|V8', [1], 'C', True, 0]",
    "dtype-code": "['a', '__import__', [1], 'C', True, 0]",
    "dtype-time": "['a', '<M8[0s]', [1], 'C', True, 0]",
    "dtype-long": "['a', '<U9999999', [1], 'C', True, 0]",
    "dtype-f99": "['a', '<f99', [1], 'C', True, 0]",
    "text-beyond-unicode": "['a', '<U2', [1], 'C', True, 0]",
    "bool-of-two": "['a', '|b1', [3], 'C', True, 0]",
    "longdouble": "['a', '<f16', [1], 'C', True, 0]",
    "scalar-short": "['n', '<f8', b'x']",
    "scalar-object": "['n', '|O', b'xxxxxxxx']",
    "objects-mismatch": "['oa', [3, 3], [1]]",
    "objects-huge": "['oa', [2**62], []]",
    "dtype-node": "['dt', '|O']",
    "int-octal": "['I', '0o777']",
    "int-long": "['I', '0x' + 'f' * 10**6]",
    "int-largest": "['I', '0x' + 'f' * 65536]",
    "range-endless": "['r', '0x0', '0x1' + '0' * 15, '0x1']",
    "range-step-0": "['r', '0x0', '0x1', '0x0']",
    "slice-short": "['sl', [1]]",
    "dict-unhashable": "['d', [[['l', []], 1]]]",
    "set-unhashable": "['s', [['l', []]]]",
    "set-of-handles": "['s', [['h', 1, 'function', 'f', []]]]",
    "dict-odd": "['d', [[1]]]",
    "named-tuple-code": "['nt', 'x; import os', ['a'], [1]]",
    "named-tuple-dunder": "['nt', 'T', ['__class__'], [1]]",
    "named-tuple-twice": "['nt', 'T', ['a', 'a'], [1, 2]]",
    "dict-class": "['D', 'os.system', []]",
    "handle-odd": "['h', 'x', 1, 2, 3]",
    "handle-names": "['h', 1, 'module', 'os', []]",
    "handle-unknown": "['h', 99999, 'function', 'f', []]",
    "callback-node": "['cb', 1, 'f']",
    "import-node": "['g', 'os', 'system']",
    "handle-node": "['H', 1]",
    "deep": "deep",
    "surrogate": "['u', b'\\xed\\xa0\\x80']",
    "bad-utf-8": "['u', b'\\xff']",
    "nan": "float('nan')",
    "torch-dtype": "['tdt', 'os']",
}
FORGE = """
import msgspec
deep = 1
for _ in range(200): deep = ['l', [deep]]
def forged(node, body=b'\\xff' * 64):
    meta = msgspec.msgpack.encode(['value', node, '', ['l', []]])
    data = struct.pack('>4sIQ', b'AGW1', len(meta), len(body)) + meta + body
    def answer(*args): channel.sock.sendall(data)
    me.reply = lambda kind, *values: answer() if kind == 'value' else None
"""


@pytest.mark.judge_side
@pytest.mark.parametrize("node", ANSWERS.values(), ids=ANSWERS)
def test_a_forged_answer_gains_nothing(grader, node):
    source = FIND_WIRE + FORGE + f"forged({node})\nsquare = total = lambda *a: 0"
    # the cell's own answer must still be true: it goes by another kind
    source += "\nkeep = type(me).reply\nfake = me.reply\nme.reply = lambda kind, *v: keep(me, kind, *v) if kind == 'done' else fake(kind, *v)"
    report = gains_nothing(grader, source)
    assert "JUDGE_ERROR" not in sum(case_verdicts(report).values(), [])


@pytest.mark.judge_side
@pytest.mark.parametrize(
    "reply",
    [
        "['done', ['d', []]]",
        "['missing']",
        "['value']",
        "['value', 1, 2, 3, 4, 5]",
        "['raise']",
        "['raise', 'x']",
        "['raise', {'type': 1, 'bases': 'x', 'message': {}, 'traceback': []}]",
        "['raise', {'type': 'AssertionError', 'bases': ['BaseException', 'SystemExit', 'KeyboardInterrupt']}]",
        "['raise', {'type': 'JudgeTimeout', 'bases': ['MemoryError', 'GeneratorExit']}]",
        "['checked', []]",
        "['returned', 1]",
        "['check', 'q1']",
    ],
)
def test_a_reply_of_the_wrong_kind_gains_nothing(grader, reply):
    source = (
        FIND_WIRE
        + frame(reply)
        + "square = total = lambda *a: 0\nme.requests['do'] = lambda *a: channel.sock.sendall(data)"
    )
    report = gains_nothing(grader, source)
    assert "JUDGE_ERROR" not in sum(case_verdicts(report).values(), [])


def test_replies_sent_twice_gain_nothing(grader):
    source = (
        FIND_WIRE
        + "send = channel.send\ndef twice(*a):\n    send(*a)\n    send(*a)\nchannel.send = twice\nsquare = total = abs"
    )
    gains_nothing(grader, source)


def test_replies_sent_before_they_are_asked_for_gain_nothing(grader):
    source = (
        FIND_WIRE
        + frame("['value', 4, '', ['l', []]]")
        + "keep = type(me).do\nme.requests['get'] = lambda *a: channel.sock.sendall(data * 5)"
    )
    gains_nothing(grader, source)


def test_replies_after_the_end_hurt_nobody(grader):
    source = FIND_WIRE + frame("['value', True, '', ['l', []]]") + (
        "import threading, time\n"
        "def late():\n    while True:\n        time.sleep(0.002)\n        try: channel.sock.sendall(data)\n        except OSError: pass\n"
        "threading.Thread(target=late, daemon=True).start()\n"
        "square = total = lambda x: None\n"
    )  # fmt: skip
    gains_nothing(grader, source)


@pytest.mark.parametrize(
    "name", ["sandbox.student", "wire", "wire.codec", "msgspec", "numpy", "IPython", "builtins", "sys"]
)
def test_replacing_a_module_of_the_sandbox_gains_nothing(grader, name):
    source = f"import sys, types\nsys.modules[{name!r}] = types.ModuleType({name!r})\nsquare = total = abs"
    gains_nothing(grader, source)


@pytest.mark.parametrize(
    "limit",
    [
        "channel.max_bytes = 10**15",
        "import wire.codec, wire.frames\nwire.frames.MAX_META_BYTES = wire.codec.MAX_DEPTH = 10**15",
    ],
)
def test_a_limit_of_the_wire_lifted_in_the_sandbox_is_still_the_judges(grader, limit):
    source = (
        FIND_WIRE
        + limit
        + "\ndef square(x): return bytes(70 << 20)\ndef total(xs):\n    for _ in range(90): xs = [xs]\n    return xs"
    )
    gains_nothing(grader, source)


# -- small messages, large values -------------------------------------------------------------------------------------

SWELL = {
    "empty-lists": ("meta = b'\\xdd' + struct.pack('>I', 8 << 20) + b'\\x90' * (8 << 20)", "b''"),
    "empty-maps": ("meta = b'\\xdd' + struct.pack('>I', 8 << 20) + b'\\x80' * (8 << 20)", "b''"),
    "one-body-often": ("meta = msgspec.msgpack.encode(['value', ['l', [['a', '|u1', [8 << 20], 'C', True, 0]] * 100], '', ['l', []]])", "bytes(8 << 20)"),
    "one-body-as-bool": ("meta = msgspec.msgpack.encode(['value', ['l', [['a', '|b1', [8 << 20], 'F', False, 0]] * 100], '', ['l', []]])", "bytes(8 << 20)"),
}  # fmt: skip


COLLECT = """
OK_FORMAT = False
from otter.test_files import test_case
name = "q1"
points = 2

@test_case(name="list", hidden=True)
def test_list(stream):
    assert len(list(stream())) == 3

@test_case(name="calls", hidden=True)
def test_calls(big):
    assert [len(x) for x in [big(i) for i in range(30)]] == [3] * 30
"""


@pytest.fixture(scope="module")
def collector(back_end):
    """Grades a question that keeps what it is given."""
    with Grader({"q1": COLLECT}, back_end=back_end, limits={**LIMITS, "case_s": 5.0}) as g:
        yield g


@pytest.mark.judge_side
@pytest.mark.parametrize(("meta", "body"), SWELL.values(), ids=SWELL)
def test_a_small_message_does_not_swell_in_the_judge(collector, meta, body):
    source = FIND_WIRE + (
        f"import msgspec\n{meta}\nbody = {body}\n"
        "data = struct.pack('>4sIQ', b'AGW1', len(meta), len(body)) + meta + body\n"
        "big = lambda *a: 0\nme.requests['do'] = lambda *a: channel.sock.sendall(data)"
    )
    with memory_growth_below(300 << 20, collector.judge):
        gains_nothing(collector, source)


@pytest.mark.judge_side
@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\ndef stream():\n    for _ in range(30): yield np.zeros(4 << 20)",
        "import numpy as np\ndef big(i): return np.zeros(4 << 20)",
        "def stream():\n    i = 0\n    while i < 10**6:\n        yield [[]] * 20_000\n        i += 1",
    ],
    ids=["generator", "calls", "small-answers"],
)
def test_many_answers_together_do_not_fill_the_judge(collector, source):
    with memory_growth_below(LIMITS["memory_bytes"] + mapped_but_empty() + (32 << 20), collector.judge):
        gains_nothing(collector, source, seconds=60.0)  # a million answers take their time, which is limited elsewhere


SLOW = """
OK_FORMAT = False
from otter.test_files import test_case
import numpy as np
name = "q1"
points = 1

@test_case(name="join", hidden=True)
def test_join(join):
    assert join(*[np.zeros(1 << 18) for _ in range(8)]) == 8
"""


def test_a_sandbox_that_reads_slowly_is_stopped_in_time(back_end, grader):
    source = FIND_WIRE + (
        "import time\nexactly = type(channel)._exactly\n"
        "def slow(size, deadline=None):\n"
        "    out = bytearray()\n"
        "    while len(out) < size:\n"
        "        out += exactly(channel, min(1 << 18, size - len(out)), None)\n"
        f"        time.sleep({scaled(0.09)})\n"
        "    return out\n"
        "def join(*arrays): return len(arrays)\nchannel._exactly = slow"
    )
    with Grader({"q1": SLOW}, back_end=back_end, limits={**LIMITS, "case_s": 1.0}) as slow:
        with within(3.5):
            report = slow.report([source])
        assert case_verdicts(report) == {"q1": ["TIMEOUT"]}


def test_honest_work_before_an_attack_keeps_its_points(grader):
    report = grader.report([*CHECKED, FIND_WIRE + "os.write(wires[0], b'x' * 99)"])
    assert {q.name: q.points for q in report.questions} == FULL
    assert cell_verdicts(report) == ["PROTOCOL"]


def test_an_attack_before_honest_work_costs_its_own_cell(grader):
    report = grader.report([FIND_WIRE + "os.write(wires[0], b'x' * 99)", *CHECKED])
    assert {q.name: q.points for q in report.questions} == FULL
    assert cell_verdicts(report) == ["PROTOCOL"]

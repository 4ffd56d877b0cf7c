"""What a test sees through a handle, a copy or an exception; one notebook and one case per claim."""

import textwrap

import pytest

from autograder.results import Verdict
from tests.support.grading import Grader

HEAD = "OK_FORMAT = False\nfrom otter.test_files import test_case\nimport numpy as np\nname = 'q1'\npoints = 1\n"
torch_only = pytest.mark.usefixtures("with_torch")


@pytest.fixture
def with_torch():
    pytest.importorskip("torch")


def judged(cells, body, params="f", **extra):
    """The verdict and message of one case with this body."""
    code = f"{HEAD}@test_case(name='case')\ndef test_it({params}):\n" + textwrap.indent(textwrap.dedent(body), "    ")
    cells = [cells] if isinstance(cells, str) else cells
    limits = {"case_s": 20.0, "cell_s": 20.0, **extra.pop("limits", {})}  # the first to import torch waits for it
    with Grader({"q1": code}, limits=limits, **extra) as g:
        case = g.report([textwrap.dedent(c) for c in cells]).questions[0].cases[0]
    return case.verdict, case.message


def passes(cells, body, params="f", **extra):
    assert judged(cells, body, params, **extra) == (Verdict.PASS, "")


# -- classes ----------------------------------------------------------------------------------------------------------

CLASSES = """
    from collections import deque
    class Base:
        def area(self): return 0
        def double(self): return 2 * self.area()
    class Square(Base):
        def __init__(self, a): self.a = a
        def area(self): return self.a ** 2
    class Odd(ValueError, Base): pass
    class Shelf(dict): pass
    def gen():
        i = 0
        while True:
            yield i
            i += 1
    def f(x, /, y=2, *rest, k, **more): return x
"""


def test_a_class_with_inheritance_is_used_as_in_a_notebook():
    body = """
    square = Square(3)
    assert square.double() == 18 and square.a == 3
    assert isinstance(square, Square) and isinstance(square, Base) and not isinstance(Base(), Square)
    assert issubclass(Square, Base) and not issubclass(Base, Square)
    assert type(square).__name__ == "Square" and Square.__name__ == "Square"
    square.a = 5
    assert square.area() == 25
    """
    passes(CLASSES, body, "Base, Square")


def test_isinstance_of_a_well_known_class_is_answered_from_names():
    body = """
    import collections, collections.abc, types, inspect
    assert isinstance(gen(), types.GeneratorType) and isinstance(gen(), collections.abc.Iterator)
    assert isinstance(f, types.FunctionType) and inspect.isfunction(f) and isinstance(Base, type)
    assert isinstance(f, collections.abc.Callable) and not isinstance(Base(), collections.abc.Callable)
    assert isinstance(deque([1]), collections.deque) and not isinstance(deque([1]), list)
    assert isinstance(Odd("x"), ValueError) and not isinstance(Odd("x"), TypeError)
    assert issubclass(Odd, ValueError) and issubclass(Odd, Exception) and issubclass(Shelf, dict)
    assert not issubclass(Base, ValueError) and issubclass(Base, object)
    """
    passes(CLASSES, body, "Base, Odd, Shelf, gen, f, deque")


def test_a_handle_can_do_what_its_class_can():
    body = """
    assert callable(f) and callable(Base) and not callable(Base()) and not hasattr(Base(), "__len__")
    for use in (len, iter, next, lambda x: x(), lambda x: x[0], lambda x: 1 in x):
        try:
            use(Base())
        except TypeError as e:
            assert "Base" in str(e) and "Handle" not in str(e), e
        else:
            assert False, use
    """
    passes(CLASSES, body, "Base, f")


@pytest.mark.parametrize(
    "claim",
    ["builtins.list", "builtins.float", "builtins.dict", "builtins.bool", "numpy.ndarray", "pandas.DataFrame",
     "pandas.core.frame.DataFrame", "torch.Tensor", "builtins.str"],
)  # fmt: skip
def test_a_class_that_claims_to_be_data_is_not(claim):
    module, name = claim.rsplit(".", 1)
    source = f"""
    class Liar:
        shape = (2,)
        def equals(self, other): return True
    Liar.__module__, Liar.__qualname__ = {module!r}, {name!r}
    def f(): return Liar()
    """
    body = f"""
    import importlib
    try:
        cls = vars(importlib.import_module({module!r}))[{name!r}]
    except (ImportError, KeyError):
        return
    assert not isinstance(f(), cls) and not issubclass(type(f()), cls)
    """
    passes(source, body)


def test_a_class_that_claims_to_be_a_wellknown_one_gains_its_name_only():
    source = """
    class Liar:
        def __eq__(self, other): return True
        def __bool__(self): return True
    Liar.__module__, Liar.__qualname__ = "builtins", "ValueError"
    def f(): return Liar()
    """
    verdict, message = judged(source, "assert isinstance(f(), ValueError)\nassert f() == ValueError('x')")
    assert verdict is Verdict.FAIL
    assert "not a value the judge can compare" in message


def test_a_test_that_subclasses_a_students_class_is_told_what_to_do():
    verdict, message = judged(CLASSES, "class Mine(Base):\n    pass", "Base")
    assert verdict is Verdict.JUDGE_ERROR
    assert "cannot subclass the class 'Base': define the subclass in a cell of the notebook" in message


def test_the_signature_of_a_students_function_can_be_read():
    body = """
    import inspect
    assert str(inspect.signature(f)) == "(x, /, y=2, *rest, k, **more)"
    assert list(inspect.signature(Square).parameters) == ["a"]
    """
    passes(CLASSES, body, "f, Square")


VALUE = """
    class Value:
        def __init__(self, data): self.data = data
        def __add__(self, other): return Value(self.data + (other.data if isinstance(other, Value) else other))
        __radd__ = __add__
        def __neg__(self): return Value(-self.data)
        def __sub__(self, other): return 0.0
        __rsub__ = __sub__
        def __contains__(self, x): return True
    class Bag(Value):
        def __iter__(self): return iter(self.data)
"""


def test_arithmetic_makes_objects_from_objects_and_numbers():
    body = """
    assert (Value(2) + Value(3)).data == 5 and (Value(2) + 1).data == 3 and (1.5 + Value(2)).data == 3.5
    assert (-Value(2)).data == -2
    """
    passes(VALUE, body, "Value")


@pytest.mark.parametrize("expression", ["Value(1) - 3", "3 - Value(1)", "np.ones(2) + Value(1)", "Value(1) - Value(1)"])
def test_arithmetic_never_makes_a_value(expression):
    verdict, message = judged(VALUE, f"{expression}", "Value")
    assert verdict in (Verdict.FAIL, Verdict.ERROR)
    assert "not a value the judge can compare" in message


def test_membership_is_decided_by_the_judge():
    passes(VALUE, "assert 2 in Bag([1, 2]) and 3 not in Bag([1, 2])", "Bag")
    assert judged(VALUE, "assert 3 in Value([3])", "Value")[0] is Verdict.ERROR


def test_a_stop_iteration_of_the_student_does_not_end_a_loop():
    verdict, message = judged("def f(x): raise StopIteration", "for y in map(f, [1, 2]):\n    assert y == 3")
    assert verdict is Verdict.ERROR
    assert "StopIteration" in message


def test_a_set_or_dict_of_students_objects_is_a_handle_and_breaks_nothing():
    source = """
    class Node: pass
    a = Node()
    def f(): return {a: 1}
    def g(): return {a}
    """
    body = """
    assert len(f()) == 1 and list(f().values()) == [1] and len(g()) == 1
    assert type([n for n in g()][0]).__name__ == "Node"
    """
    passes(source, body, "f, g")


# -- generators -------------------------------------------------------------------------------------------------------


def test_a_generator_is_lazy():
    body = """
    import itertools
    assert list(itertools.islice(gen(), 5)) == [0, 1, 2, 3, 4]
    g = gen()
    assert [next(g), next(g)] == [0, 1] and next(iter(g)) == 2
    g.close()
    assert next(g, "end") == "end"
    assert [x for x, _ in zip(gen(), "ab")] == [0, 1]
    """
    passes(CLASSES, body, "gen")


def test_a_generator_without_end_costs_its_case_alone():
    verdict, message = judged(CLASSES, "list(gen())", "gen", limits={"case_s": 1.0})
    assert verdict is Verdict.TIMEOUT or (verdict is Verdict.FAIL and "more than 1000 objects" in message), message


def test_an_exception_inside_a_generator_comes_when_it_is_reached():
    body = """
    g = f()
    assert next(g) == 1
    try:
        next(g)
    except ZeroDivisionError:
        return
    assert False
    """
    passes("def f():\n    yield 1\n    1 / 0", body)


def test_all_messages_of_a_case_together_are_capped():
    limits = {"message_bytes": 1 << 20}
    source = "def f():\n    while True: yield bytes(900_000)"
    verdict, message = judged(source, "for _ in f(): pass", limits=limits)
    assert verdict is Verdict.PROTOCOL
    assert "more data than one case may send" in message


# -- exceptions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raised", "caught", "text"),
    [
        ("ValueError('no')", "ValueError", "no"),
        ("KeyError('no')", "KeyError", "'no'"),
        ("KeyError('no')", "LookupError", "'no'"),
        ("FileNotFoundError(2, 'no')", "OSError", "[Errno 2] no"),
        ("Mine('no')", "ArithmeticError", "no"),
        ("np.linalg.LinAlgError('no')", "np.linalg.LinAlgError", "no"),
        ("UnicodeDecodeError('utf-8', b'x', 0, 1, 'no')", "Exception", "'utf-8' codec"),
        ("json.JSONDecodeError('no', 'doc', 0)", "json.JSONDecodeError", "no: line 1 column 1 (char 0)"),
        ("SystemExit('no')", "Exception", "no"),
        ("KeyboardInterrupt('no')", "Exception", "no"),
    ],
)
def test_an_exception_arrives_with_its_class_and_message(raised, caught, text):
    source = f"import json, numpy as np\nclass Mine(ArithmeticError): pass\ndef f(): raise {raised}"
    body = f"""
    import json
    try:
        f()
    except {caught} as e:
        name = {raised.split("(")[0].split(".")[-1]!r}
        assert {text!r} in str(e) and str(e).startswith({text[:2]!r}) and type(e).__name__ == name, repr(e)
    else:
        assert False
    """
    passes(source, body)


def test_raises_of_the_checks_works_on_a_students_function():
    body = """
    from autograder import checks
    checks.raises(ValueError, f, -1)
    """
    passes("class Negative(ValueError): pass\ndef f(x):\n    if x < 0: raise Negative(x)", body)


def test_an_exception_that_is_returned_is_a_handle_of_its_class():
    passes("def f(): return ValueError('no')", "assert isinstance(f(), ValueError) and str(f()) == 'no'")


# -- torch ------------------------------------------------------------------------------------------------------------

NET = """
    import torch
    from torch import nn
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc1, self.fc2 = nn.Linear(3, 5), nn.Linear(5, 2, bias=False)
        def forward(self, x): return self.fc2(torch.relu(self.fc1(x)))
    net = Net()
    device, dtype = torch.device("cpu"), torch.float16
"""


@torch_only
def test_a_module_is_a_handle_whose_parameters_are_values():
    body = """
    import torch
    from torch import nn
    assert isinstance(net, nn.Module) and isinstance(Net(), nn.Module) and issubclass(Net, nn.Module)
    assert isinstance(net.fc1, nn.Linear) and not isinstance(net, nn.Linear)
    assert [type(p) for p in net.parameters()] == [nn.Parameter] * 3
    assert sum(p.numel() for p in net.parameters()) == 30 and all(p.requires_grad for p in net.parameters())
    assert [n for n, _ in net.named_parameters()] == ["fc1.weight", "fc1.bias", "fc2.weight"]
    state = net.state_dict()
    assert type(state).__name__ == "OrderedDict" and state["fc2.weight"].shape == (2, 5)
    assert torch.equal(state["fc1.bias"], net.fc1.bias)
    """
    passes(NET, body, "net, Net")


@torch_only
def test_weights_are_set_by_load_state_dict_or_by_attribute_and_not_through_a_copy():
    body = """
    import torch
    net.load_state_dict({k: torch.ones_like(v) for k, v in net.state_dict().items()})
    assert torch.equal(net(torch.ones(1, 3)), torch.full((1, 2), 20.0))
    net.fc2.weight = torch.nn.Parameter(torch.zeros(2, 5))
    assert torch.equal(net(torch.ones(1, 3)), torch.zeros(1, 2))
    net.fc2.weight.data.fill_(1.0)  # a copy
    assert torch.equal(net(torch.ones(1, 3)), torch.zeros(1, 2))
    """
    passes(NET, body, "net")


@torch_only
def test_no_grad_of_the_test_holds_in_the_sandbox():
    body = """
    import torch
    with torch.no_grad():
        assert not net(torch.ones(2, 3)).requires_grad
        net(torch.ones(2, 3)).numpy()
    assert net(torch.ones(2, 3)).requires_grad
    """
    passes(NET, body, "net")


@torch_only
def test_gradients_of_leaves_cross_both_ways():
    body = """
    import torch
    x = torch.ones(3, requires_grad=True)
    w = f(x)
    assert torch.equal(x.grad, torch.full((3,), 2.0)) and torch.equal(w.grad, torch.ones(3))
    """
    source = """
    import torch
    w = nn_w = torch.nn.Parameter(torch.full((3,), 2.0))
    def f(x):
        (w * x).sum().backward()
        return w
    """
    passes(source, body)


@torch_only
def test_dtypes_and_devices_are_values():
    body = """
    import torch
    assert dtype is torch.float16 and device == torch.device("cpu") and device.type == "cpu"
    assert net.fc1.weight.dtype is torch.float32 and net.fc1.weight.device == torch.device("cpu")
    """
    passes(NET, body, "net, dtype, device")


@torch_only
@pytest.mark.parametrize("value", ["torch.float8_e4m3fn", "torch.eye(2).to_sparse()", "torch.ones(2, device='meta')"])
def test_what_torch_has_beyond_plain_tensors_is_a_handle(value):
    body = "import torch\nassert 'Handle' in type(f).__mro__[1].__name__ and len(str(f)) > 3"
    passes(f"import torch\nf = {value}", body)


# -- pandas -----------------------------------------------------------------------------------------------------------

FRAME = """
    import pandas as pd
    def f(frame):
        return frame.assign(c=frame.a + frame.b)
    def grow(frame):
        frame["d"] = 1
        frame.loc[5] = [7, 8, 9]
        frame.rename(columns={"a": "A"}, inplace=True)
"""


def test_frames_cross_by_value_both_ways():
    pytest.importorskip("pandas")
    body = """
    import pandas as pd
    from pandas.testing import assert_frame_equal
    frame = pd.DataFrame({"a": [1, 2], "b": [0.5, 1.5]}, index=["x", "y"])
    got = f(frame)
    assert isinstance(got, pd.DataFrame) and list(frame.columns) == ["a", "b"]
    assert_frame_equal(got, pd.DataFrame({"a": [1, 2], "b": [0.5, 1.5], "c": [1.5, 3.5]}, index=["x", "y"]))
    """
    passes(FRAME, body)


def test_changes_to_a_frame_are_seen_by_the_test():
    pytest.importorskip("pandas")
    body = """
    import pandas as pd
    frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    grow(frame)
    assert frame.to_dict("list") == {"A": [1, 2, 7], "b": [3, 4, 8], "d": [1, 1, 9]} and list(frame.index) == [0, 1, 5]
    """
    passes(FRAME, body, "grow")


@pytest.mark.parametrize("kind", ["collections.OrderedDict", "collections.Counter", "dict"])
def test_changes_to_a_dict_of_any_kind_are_seen_by_the_test(kind):
    body = f"import collections\nd = {kind}(a=1)\nf(d)\nassert type(d) is {kind} and dict(d) == {{'b': 2}}"
    passes("def f(d):\n    del d['a']\n    d['b'] = 2", body)


def test_a_defaultdict_keeps_its_factory():
    body = """
    import collections
    got = f(collections.defaultdict(int))
    assert got == {"x": 1} and got["y"] == []
    """
    source = """
    import collections
    def f(d):
        d["x"] += 1
        return collections.defaultdict(list, d)
    """
    passes(source, body)


# -- plots ------------------------------------------------------------------------------------------------------------

PLOT = """
    import numpy as np
    import matplotlib.pyplot as plt
    fig, axes = plt.subplots(1, 2)
    axes[0].plot([0, 1, 2], [4.0, 5.0, 7.0], label="train")
    axes[0].scatter([1, 2], [3, 4], label="points")
    axes[0].set(title="Loss", xlabel="epoch", ylabel="loss", yscale="log", xlim=(0, 2))
    axes[0].legend()
    axes[1].bar(["a", "b", "c"], [1, 2, 3])
    fig.suptitle("Training")
"""
READS = """
    left, right = current_figure["axes"]
    assert current_figure["title"] == "Training"
    assert (left["title"], left["xlabel"], left["ylabel"]) == ("Loss", "epoch", "loss")
    assert (left["xlim"], left["xscale"], left["yscale"]) == ((0.0, 2.0), "linear", "log")
    assert left["legend"] == ["train", "points"]
    line, = left["lines"]
    assert line["label"] == "train" and np.array_equal(line["x"], [0, 1, 2]) and np.array_equal(line["y"], [4, 5, 7])
    assert np.array_equal(left["scatters"][0]["y"], [3, 4])
    assert right["bars"][0]["height"] == [1, 2, 3] and right["xticklabels"] == ["a", "b", "c"]
"""


@pytest.mark.parametrize(
    "end", ["", "\n    plt.show()", "\n    plt.close(fig)", "\n    plt.close('all')", "\n    1 / 0"]
)
def test_the_last_figure_of_a_notebook_is_data(end):
    cells = ["%matplotlib inline" if end else "", PLOT + end, "x = 1"]
    passes(cells, READS, "current_figure")


def test_a_figure_is_read_in_the_cell_that_draws_it_and_the_next_cell_starts_another():
    check = "\n    import otter\n    otter.Notebook().check('q1')"
    body = "assert [a['title'] for a in current_figure['axes']] == ['first']"
    passes(
        ["import matplotlib.pyplot as plt\nplt.title('first')" + check.replace("\n    ", "\n")], body, "current_figure"
    )
    body = "assert [a['title'] for a in current_figure['axes']] == ['second']"
    cells = ["import matplotlib.pyplot as plt\nplt.title('first')", "plt.plot([1]); plt.title('second')"]
    passes(cells, body, "current_figure")


def test_without_a_figure_there_are_no_axes_whatever_the_notebook_says():
    passes("current_figure = {'axes': [1, 2]}", "assert current_figure == {'title': '', 'axes': []}", "current_figure")


def test_images_arrive_as_arrays():
    source = "import matplotlib.pyplot as plt, numpy as np\nplt.imshow(np.arange(6).reshape(2, 3))"
    body = "assert np.array_equal(current_figure['axes'][0]['images'][0], [[0, 1, 2], [3, 4, 5]])"
    passes(source, body, "current_figure")


def test_axes_that_a_function_returns_are_asked_through_the_handle():
    source = """
    import matplotlib.pyplot as plt
    def f(y):
        fig, ax = plt.subplots()
        ax.plot(y)
        ax.set_title("Loss")
        return ax
    """
    body = """
    from matplotlib.axes import Axes
    ax = f([3, 1, 2])
    assert isinstance(ax, Axes) and ax.get_title() == "Loss"
    assert np.array_equal(ax.lines[0].get_ydata(), [3, 1, 2])
    """
    passes(source, body)
